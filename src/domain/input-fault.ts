import type { Text } from './text.ts';

/** One thing that is wrong with numbers that someone gave: where (`intervals[3].contacts`) and what to do about it. */
export interface InputFault {
  readonly path: string;
  readonly text: Text;
}

/** A fault at `path`; the sentences say what is wrong and what is accepted. */
export function fault(path: string, nl: string, en: string): InputFault {
  return { path, text: { nl, en } };
}
