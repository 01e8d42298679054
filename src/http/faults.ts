import type { z } from 'zod';
import type { InputFault } from '../domain/input-fault.ts';
import { inputText } from './input-text.ts';
import type { Fault } from './problem.ts';

/** Every fault that zod found in the part of the request called `part` (`body`, `query`, `path`, `header`). */
export function faultsOf(error: z.ZodError, part: string): Fault[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: pathOf(part, [...issue.path, key]),
          code: 'unknown-field',
          text: inputText(issue),
        }))
      : [{ path: pathOf(part, issue.path), code: codeOf(issue), text: inputText(issue) }],
  );
}

/** Faults that a formula's own check found in the body. */
export function faultsOfInput(faults: readonly InputFault[]): Fault[] {
  return faults.map(({ path, text }) => ({
    path: path === '' ? 'body' : `body.${path}`,
    code: 'out-of-range',
    text,
  }));
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('undefined')) return 'missing';
  if (issue.code === 'custom' && typeof issue.params?.['code'] === 'string') {
    return issue.params['code'];
  }
  return issue.code.replaceAll('_', '-');
}

/** `body.intervals[3].contacts`. Names of the caller's own making are cut, so that an answer stays readable. */
export function pathOf(part: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (left, key) =>
      typeof key === 'number' ? `${left}[${key}]` : `${left}.${String(key).slice(0, 80)}`,
    part,
  );
}
