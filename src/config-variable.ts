import type { z } from 'zod';

/** One environment variable: how it is read, and what the user is told when it is wrong. */
export interface Variable<T> {
  readonly schema: z.ZodType<T>;
  /** Completes the sentence "it must be …". */
  readonly expected: string;
  readonly example: string;
  /** What an empty variable means; without it the variable must be set. */
  readonly fallback?: string;
  /** The value may hold a password and is never repeated. */
  readonly secret?: true;
}
