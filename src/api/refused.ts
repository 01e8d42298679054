import { conditionText } from '../domain/condition-text.ts';
import { dispatchPlanFaultText } from '../domain/dispatch-plan-text.ts';
import { refusalText } from '../domain/refusal-text.ts';
import type { Refusal } from '../domain/refusal.ts';
import { type Fault, forbidden, Problem } from '../http/problem.ts';

/** A refusal of the domain on its way to the caller. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}

/** The 409 for `refusal`; what is wrong in detail stands under `errors`, and unmet conditions in both languages. */
export function refusalProblem(refusal: Refusal): Problem {
  if (refusal.code === 'role-not-allowed') return forbidden(refusal.role);
  const faults = faultsIn(refusal);
  return new Problem({
    status: 409,
    code: refusal.code,
    text: refusalText(refusal),
    ...(faults.length > 0 && { faults }),
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

function faultsIn(refusal: Refusal): Fault[] {
  switch (refusal.code) {
    case 'unmet-conditions':
      return refusal.conditions.map((condition) => ({
        path: 'conditions',
        code: condition.code,
        text: conditionText(condition),
      }));
    case 'dispatch-plan-does-not-fit':
      return refusal.faults.map((fault) => ({
        path: 'body.batches',
        code: fault.code,
        text: dispatchPlanFaultText(fault),
      }));
    default:
      return [];
  }
}
