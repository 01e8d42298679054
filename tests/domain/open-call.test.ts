import { describe, expect, it } from '@jest/globals';
import { answerRefusal, isOpen, type OpenCall, wishCounts, wishesOf } from '../../src/domain/open-call.ts'; // prettier-ignore
import { staffingProblem } from '../../src/domain/staffing-model-problem.ts';
import { assignmentsOf } from '../../src/domain/staffing-solution.ts';
import { greedyState, improve } from '../../src/domain/staffing-solution-search.ts';
import { anAgent } from '../support/staff-builder.ts';
import { aStaffingInput, onDay } from '../support/staffing-input-builder.ts';

const NOW = '2027-02-08T09:00:00Z';
const [MORNING, AFTERNOON] = [
  onDay('2027-02-23', '08:30', '12:30'),
  onDay('2027-02-23', '12:30', '17:00'),
];

/** A call about a morning and an afternoon, to answer before 12 February. */
function aCall(given: Partial<OpenCall> = {}): OpenCall {
  return {
    id: 'c1',
    question: 'Wie wil dinsdag werken?',
    spans: [MORNING, AFTERNOON],
    askedAt: '2027-02-01T09:00:00Z',
    answerBy: '2027-02-12T16:00:00Z',
    people: [],
    ...given,
  };
}

describe('an open call', () => {
  it('takes answers until its time is over or it is closed', () => {
    expect(isOpen(aCall(), NOW)).toBe(true);
    expect(answerRefusal(aCall(), ['wants', null], NOW)).toBeUndefined();
    expect(isOpen(aCall(), '2027-02-12T16:00:00Z')).toBe(false);
    const closed = aCall({ closedAt: '2027-02-05T09:00:00Z' });
    expect(answerRefusal(closed, ['wants', null], NOW)?.code).toBe('open-call-ended');
  });

  it('wants one answer per stretch', () => {
    expect(answerRefusal(aCall(), ['wants'], NOW)?.code).toBe('open-call-other-stretches');
  });

  it('gives wishes for what was answered, also once it is closed', () => {
    const people = [
      { personId: 'a', answers: ['wants', 'rather-not'] as const },
      { personId: 'b', answers: [null, 'wants'] as const },
      { personId: 'c' },
    ];
    const call = aCall({ people, closedAt: NOW });
    expect(wishesOf([call])).toEqual([
      { personId: 'a', ...MORNING, wish: 'wants' },
      { personId: 'a', ...AFTERNOON, wish: 'rather-not' },
      { personId: 'b', ...AFTERNOON, wish: 'wants' },
    ]);
    expect(wishCounts(call, 1)).toEqual({ wants: 1, ratherNot: 1 });
  });

  it('decides who is planned when it makes no other difference', () => {
    const people = ['a', 'b'].map((id) => anAgent({ id, contractHoursPerWeek: 24 }));
    const required = Array.from({ length: 17 }, (_, halfHour) => (halfHour < 8 ? 1 : 0));
    for (const willing of ['a', 'b']) {
      const call = aCall({
        people: people.map(({ id }) => ({
          personId: id,
          answers: id === willing ? ['wants', 'wants'] : ['rather-not', 'rather-not'],
        })),
      });
      const state = greedyState(
        staffingProblem(aStaffingInput({ people, required, wishes: wishesOf([call]) })),
      );
      improve(state, { attempts: 100 });
      const asked = new Set(assignmentsOf(state).map(({ personId }) => personId));
      expect([...asked]).toEqual([willing]);
    }
  });
});
