import { conditionText } from '../domain/condition-text.ts';
import { refusalText } from '../domain/refusal-text.ts';
import type { Refusal } from '../domain/refusal.ts';
import { forbidden, Problem } from '../http/problem.ts';

/** A refusal of the domain on its way to the caller. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}

/** The 409 for `refusal`, with each unmet condition as a sentence in both languages. */
export function refusalProblem(refusal: Refusal): Problem {
  if (refusal.code === 'role-not-allowed') return forbidden(refusal.role);
  return new Problem({
    status: 409,
    code: refusal.code,
    text: refusalText(refusal),
    extra: {
      refusal,
      ...(refusal.code === 'unmet-conditions' && {
        conditions: refusal.conditions.map((condition) => ({
          code: condition.code,
          text: conditionText(condition),
        })),
      }),
    },
  });
}
