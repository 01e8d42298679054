import { candidateReason } from './candidate-reason.ts';
import { localDateOf, localTimeOf } from './local-time.ts';
import { hasOffered, type TimeSpan } from './roster.ts';
import type { MsSpan } from './shift-pattern.ts';
import type { StaffingPlanInput } from './staffing-model-input.ts';
import type { StaffingNeed } from './staffing-plan.ts';
import type { Candidate } from './candidate.ts';
import type { StaffingState } from './staffing-solution-state.ts';
import type { Text } from './text.ts';

/** Whoever might be asked after the chosen ones; more than this nobody gets to. */
const MOST_STAND_INS = 12;

/**
 * The stretches of the plan, each with the people to ask in order: first those whom the plan chose, then who could stand in for them, each
 * with the reason in words.
 */
export function needsOf(input: StaffingPlanInput, state: StaffingState): StaffingNeed[] {
  const stretches = new Map<string, { span: MsSpan; day: number; chosen: number[] }>();
  for (const index of state.all()) {
    const { pattern, day } = state.option(index);
    for (const span of pattern.stretches) {
      const key = `${span.from} ${span.to}`;
      const stretch = stretches.get(key) ?? { span, day, chosen: [] };
      stretch.chosen.push(index);
      stretches.set(key, stretch);
    }
  }
  return [...stretches.values()]
    .toSorted((a, b) => a.span.from - b.span.from || a.span.to - b.span.to)
    .map(({ span, day, chosen }) => {
      const time = {
        startsAt: new Date(span.from).toISOString(),
        endsAt: new Date(span.to).toISOString(),
      };
      const first = chosen.toSorted(
        (a, b) => state.option(a).preference - state.option(b).preference || a - b,
      );
      return {
        id: needId(time, input.timeZone),
        ...time,
        positions: chosen.length,
        candidates: [
          ...first.map((index) => candidate(input, state, index, time, true)),
          ...standIns(state, day, span).map((i) => candidate(input, state, i, time, false)),
        ],
      };
    });
}

/** `2027-03-01-0830-1230`: the name of a need, the same each time for the same stretch. */
function needId({ startsAt, endsAt }: TimeSpan, timeZone: string): string {
  const [from, to] = [startsAt, endsAt].map((at) => localTimeOf(at, timeZone).replace(':', ''));
  return `${localDateOf(startsAt, timeZone)}-${from}-${to}`;
}

/** Options of people who have nothing else that day and could take the whole of `span`, best first. */
function standIns(state: StaffingState, day: number, span: MsSpan): number[] {
  const perPerson = new Map<number, number>();
  for (const [index, option] of state.problem.options.entries()) {
    if (option.day !== day || perPerson.has(option.person) || state.chosenBeside(index) >= 0)
      continue;
    const takes = option.pattern.stretches.some(
      ({ from, to }) => from <= span.from && to >= span.to,
    );
    if (takes && state.fits(index)) perPerson.set(option.person, index);
  }
  const perHour = (index: number): number => {
    const { pattern, preference, wage } = state.option(index);
    return (wage + preference) / pattern.hours;
  };
  return [...perPerson.values()]
    .toSorted((a, b) => perHour(a) - perHour(b) || a - b)
    .slice(0, MOST_STAND_INS);
}

function candidate(
  input: StaffingPlanInput,
  state: StaffingState,
  index: number,
  span: TimeSpan,
  chosen: boolean,
): Candidate {
  const { person: at, kept } = state.option(index);
  const who = state.problem.people[at];
  if (!who) throw new RangeError(`There is no person ${at}`);
  const { person } = who;
  const [from, to] = [Date.parse(span.startsAt), Date.parse(span.endsAt)];
  const cost = (person.costPerHour * (to - from)) / 3_600_000;
  const offered = hasOffered(person, { from, to });
  const reasons = [candidateReason(person, { offered, cost }, input)];
  if (wants(input, person.id, span)) reasons.push(WANTS);
  if (kept) reasons.push(KEPT);
  if (chosen && state.worksOvertime(index)) reasons.push(OVERTIME);
  if (who.trainee) reasons.push(SUPERVISED);
  if (!chosen) reasons.push(STAND_IN);
  return {
    personId: person.id,
    kind: person.kind,
    cost,
    reason: {
      nl: reasons.map(({ nl }) => nl).join(' '),
      en: reasons.map(({ en }) => en).join(' '),
    },
  };
}

function wants({ wishes = [] }: StaffingPlanInput, personId: string, span: TimeSpan): boolean {
  return wishes.some(
    (wish) =>
      wish.personId === personId &&
      wish.wish === 'wants' &&
      Date.parse(wish.startsAt) < Date.parse(span.endsAt) &&
      Date.parse(wish.endsAt) > Date.parse(span.startsAt),
  );
}

const WANTS: Text = { nl: 'Wil deze tijd graag.', en: 'Would like this time.' };
const KEPT: Text = { nl: 'Stond al in het vorige plan.', en: 'Was in the earlier plan already.' };
const OVERTIME: Text = {
  nl: 'Een deel is overwerk, dat meer kost.',
  en: 'A part is overtime, which costs more.',
};
const SUPERVISED: Text = {
  nl: 'Zit naast een ervaren collega.',
  en: 'Sits beside an experienced colleague.',
};
const STAND_IN: Text = {
  nl: 'Kan invallen als iemand anders nee zegt.',
  en: 'Can stand in when somebody else says no.',
};
