import { audienceSize } from './audience.ts';
import {
  dispatchChoices,
  type DispatchOptionsInput,
  remainingAudience,
} from './dispatch-options.ts';
import { mondayOf } from './instant.ts';
import { localDateOf } from './local-time.ts';
import type { ReleaseTerms } from './release-model.ts';
import type { ReleaseBlock } from './release-model-response.ts';
import { DEFAULT_STAFFING_PRICES } from './staffing-model-input.ts';
import { isTaken, positionsOf, type StaffPerson } from './roster.ts';

/** A shift is longer than the shortage it fills: what an hour of it costs more than the hour that is filled. */
const SHIFT_WASTE = 1.3;

/** What staffing costs and how much of it there is, as the release plan sees it: hours that people have left in a week, guests only in what they offered. */
export function releaseTerms(
  input: DispatchOptionsInput,
  blocks: readonly ReleaseBlock[],
): ReleaseTerms {
  const { wave, settings, people, prices } = input;
  const choices = dispatchChoices(input);
  const { timeZone } = wave.calendar;
  const mondays = blocks.map(({ start }) => mondayOf(localDateOf(start, timeZone)));
  const weeks = [...new Set(mondays)];
  const positions = ({ handleTimeFactor }: StaffPerson): number =>
    positionsOf(handleTimeFactor, settings.shrinkage);
  const taken = takenTimes(input);
  const hoursPerWeek = weeks.map((week) =>
    people.reduce((sum, person) => {
      const worked = taken.hours.get(`${person.id} ${week}`) ?? 0;
      return sum + Math.max(0, person.maxHoursPerWeek - worked) * positions(person);
    }, 0),
  );
  const available = blocks.map(({ start, hours }) => {
    const from = Date.parse(start);
    const to = from + hours * 3_600_000;
    return people
      .filter(
        (person) =>
          person.kind !== 'guest' ||
          person.offers.some(
            (one) => Date.parse(one.startsAt) <= from && Date.parse(one.endsAt) >= to,
          ),
      )
      .filter(
        (person) =>
          !(taken.spans.get(person.id) ?? []).some((span) => span.from < to && from < span.to),
      )
      .reduce((sum, person) => sum + positions(person), 0);
  });
  const all = people.reduce((sum, person) => sum + positions(person), 0);
  const wages = people.reduce((sum, person) => sum + person.costPerHour, 0);
  const size = Math.max(1, audienceSize(remainingAudience(input)));
  return {
    maxBatches: choices.maxBatches,
    leastShare: Math.min(choices.leastShare, 1 / choices.maxBatches),
    mostShare: Math.min(1, choices.mostPerDay / size),
    costPerBatch: choices.costPerBatch,
    costPerHour: all > 0 ? (wages / all) * SHIFT_WASTE : 0,
    shortagePerHour: prices?.shortagePerHour ?? DEFAULT_STAFFING_PRICES.shortagePerHour,
    available,
    hoursPerWeek,
    weekOf: mondays.map((monday) => weeks.indexOf(monday)),
  };
}

function takenTimes({ shifts, wave }: DispatchOptionsInput) {
  const hours = new Map<string, number>();
  const spans = new Map<string, { from: number; to: number }[]>();
  for (const shift of shifts.filter(isTaken)) {
    const span = { from: Date.parse(shift.startsAt), to: Date.parse(shift.endsAt) };
    const key = `${shift.personId} ${mondayOf(localDateOf(shift.startsAt, wave.calendar.timeZone))}`;
    hours.set(key, (hours.get(key) ?? 0) + (span.to - span.from) / 3_600_000);
    const own = spans.get(shift.personId);
    if (own) own.push(span);
    else spans.set(shift.personId, [span]);
  }
  return { hours, spans };
}
