import { counted, halfHours, type Noun, PEOPLE } from './counted-text.ts';
import { whole } from './number-text.ts';
import type { ShortageSummary } from './shortage.ts';
import type { StaffingNeed } from './staffing-plan.ts';
import type { Text } from './text.ts';

/** What the plan does and what remains, in a few sentences for people. */
export function staffingPlanExplanation(
  needs: readonly StaffingNeed[],
  before: ShortageSummary,
  after: ShortageSummary,
  cost: number,
): Text {
  if (before.halfHours === 0) {
    return {
      nl: 'Er is genoeg bezetting. Niemand hoeft extra te komen.',
      en: 'There are enough people. Nobody has to come extra.',
    };
  }
  const people = new Set(
    needs.flatMap((need) => need.candidates.slice(0, need.positions).map((one) => one.personId)),
  ).size;
  const short = counted(Math.ceil(after.peak), PEOPLE);
  const asked = counted(people, PEOPLE);
  const times = counted(needs.length, HALF_DAYS);
  const rest =
    after.halfHours === 0
      ? { nl: 'Daarmee is het tekort opgelost.', en: 'That ends the shortage.' }
      : {
          nl: `Dan nog te krap: ${halfHours(after.halfHours).nl}, met hoogstens ${short.nl} te weinig. Spreid de verzending of kies een andere week.`,
          en: `Then still short: ${halfHours(after.halfHours).en}, by at most ${short.en}. Spread the mailing or choose another week.`,
        };
  return {
    nl: `In ${halfHours(before.halfHours).nl} zijn er te weinig mensen. Het plan vraagt ${asked.nl} voor ${times.nl} en kost ${whole(cost, 'nl')} euro. ${rest.nl}`,
    en: `In ${halfHours(before.halfHours).en} there are too few people. The plan asks ${asked.en} for ${times.en} and costs ${whole(cost, 'en')} euro. ${rest.en}`,
  };
}

const HALF_DAYS: Noun = { nl: ['dagdeel', 'dagdelen'], en: ['half day', 'half days'] };
