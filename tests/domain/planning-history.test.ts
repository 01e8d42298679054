import { describe, expect, it } from '@jest/globals';
import { type AskedBefore, withHistory } from '../../src/domain/planning-history.ts';
import type { StaffingPlan } from '../../src/domain/staffing-plan.ts';
import { assignmentsOf } from '../../src/domain/staffing-solution.ts';
import { greedyState, improve } from '../../src/domain/staffing-solution-search.ts';
import { staffingProblem } from '../../src/domain/staffing-model-problem.ts';
import { anAgent } from '../support/staff-builder.ts';
import { aStaffingInput } from '../support/staffing-input-builder.ts';

const people = ['a', 'b', 'c', 'd'].map((id) => anAgent({ id, contractHoursPerWeek: 24, maxHoursPerWeek: 36 })); // prettier-ignore
const question = aStaffingInput({ days: ['2027-03-01'], people, required: 2 });

/** The first plan that is found for `input`. */
function planned(input: typeof question) {
  const state = greedyState(staffingProblem(input));
  improve(state, { attempts: 200 });
  return assignmentsOf(state);
}
const asPlan = (stretches: ReturnType<typeof planned>) =>
  ({
    needs: stretches.map(({ personId, ...span }, i) => ({
      id: String(i),
      ...span,
      positions: 1,
      candidates: [{ personId, kind: 'agent', cost: 0, reason: { nl: '', en: '' } }],
    })),
  }) as unknown as StaffingPlan;
const first = planned(question);
const asked = (status: AskedBefore['status']): AskedBefore[] => [{ ...first[0]!, status }];

describe('a staffing question after an earlier plan', () => {
  it('knows whom the plan asked, save who has answered', () => {
    const plan = asPlan(first);
    const waiting = withHistory(question, { plan, asked: asked('invited'), extra: [] });
    expect(waiting.earlierPlan).toEqual(first);
    for (const status of ['accepted', 'declined', 'lapsed'] as const) {
      const { earlierPlan } = withHistory(question, { plan, asked: asked(status), extra: [] });
      expect(earlierPlan).toEqual(first.slice(1));
    }
  });

  it('asks nobody again for what they declined', () => {
    const next = withHistory(question, { plan: asPlan(first), asked: asked('declined'), extra: [] }); // prettier-ignore
    const { personId, startsAt, endsAt } = first[0]!;
    const again = planned(next).filter(
      (one) => one.personId === personId && one.startsAt < endsAt && one.endsAt > startsAt,
    );
    expect(again).toEqual([]);
    expect(planned(next).length).toBeGreaterThan(0);
  });

  it('keeps most of the plan when one wish changes', () => {
    const plan = asPlan(first);
    const wish = { ...first[0]!, wish: 'rather-not' } as const;
    const next = planned({
      ...withHistory(question, { plan, asked: [], extra: [] }),
      wishes: [wish],
    });
    const key = (one: (typeof first)[number]) => `${one.personId} ${one.startsAt} ${one.endsAt}`;
    const before = new Set(first.map(key));
    expect(next.filter((one) => !before.has(key(one))).length).toBeLessThanOrEqual(2);
  });

  it('adds up the extra hours of late per person', () => {
    const shift = { startsAt: '2027-02-22T08:00:00Z', endsAt: '2027-02-22T12:30:00Z' };
    const extra = ['a', 'a', 'b'].map((personId) => ({ personId, ...shift }));
    expect(withHistory(question, { asked: [], extra }).recentExtraHours).toEqual({ a: 9, b: 4.5 });
  });
});
