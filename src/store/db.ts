import { setTimeout as delay } from 'node:timers/promises';
import { randomInt } from 'node:crypto';
import { isTransient, translated } from './database-error.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';

/** What a query can be given to: the client itself, or one transaction. */
export type Queries = Prisma.TransactionClient;

/** The way to the database that every noun of the store uses. Stays inside the store. */
export interface Db {
  /** For reading: one query or a few that need no common moment. */
  read<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /**
   * All of `work` or nothing of it. Runs again, with a growing random pause, when PostgreSQL had to choose between two
   * writers; so `work` does nothing but query, and makes no network call.
   */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
}

const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 20;

/** A Db over `prisma`; its errors are those of errors.ts. */
export function createDb(prisma: PrismaClient): Db {
  return {
    read: (work) =>
      work(prisma).catch((error: unknown) => {
        throw translated(error);
      }),
    async transaction(work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await prisma.$transaction(work, { maxWait: 10_000, timeout: 15_000 });
        } catch (error) {
          if (!isTransient(error) || attempt === ATTEMPTS) throw translated(error);
          await delay(randomInt(1, FIRST_PAUSE_MS * 2 ** attempt));
        }
      }
    },
  };
}
