import type { Fault } from '../http/problem.ts';

/** What was typed in a field that takes one thing a line; without empty lines. */
export function linesOf(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A fault in one of the things, at the field that all of them were typed in, with the line (from 0). */
export function atLine(fault: Fault, field: string, line: number): Fault {
  const { nl, en } = fault.text;
  const text = { nl: `Regel ${line + 1}: ${nl}`, en: `Line ${line + 1}: ${en}` };
  return { ...fault, path: `body.${field}`, text };
}
