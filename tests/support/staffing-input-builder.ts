import { type Calendar, DEFAULT_CALENDAR, openingIntervals } from '../../src/domain/calendar.ts';
import { toInstant } from '../../src/domain/local-time.ts';
import { positionsPresent, type TimeSpan } from '../../src/domain/roster.ts';
import { shortageOf } from '../../src/domain/shortage.ts';
import type { StaffingPlanInput } from '../../src/domain/staffing-model-input.ts';
import { anAgent } from './staff-builder.ts';

/** From `from` to `to` on `date`, on the clocks of Amsterdam. */
export function onDay(date: string, from: string, to: string): TimeSpan {
  return { startsAt: toInstant(date, from), endsAt: toInstant(date, to) };
}

interface Given extends Partial<Omit<StaffingPlanInput, 'shortage'>> {
  readonly days?: readonly string[];
  readonly calendar?: Calendar;
  /** Positions needed, the same all day; or per half hour of all days. */
  readonly required?: number | readonly number[];
}

/** Tuesday 23 February 2027, 8.30 to 17.00, three positions needed, one agent who can do extra hours, no shrinkage. */
export function aStaffingInput(given: Given = {}): StaffingPlanInput {
  const { days = ['2027-02-23'], required = 3, calendar = DEFAULT_CALENDAR, ...rest } = given;
  const intervals = days.flatMap((day) => openingIntervals(day, calendar));
  const people = rest.people ?? [anAgent()];
  const shifts = rest.shifts ?? [];
  const shrinkage = rest.shrinkage ?? 0;
  const needed = intervals.map((_, i) =>
    typeof required === 'number' ? required : (required[i] ?? 0),
  );
  return {
    departmentId: 'belastingen',
    skills: [],
    askedAt: '2027-02-01T08:00:00Z',
    timeZone: 'Europe/Amsterdam',
    ...rest,
    people,
    shifts,
    shrinkage,
    shortage: shortageOf(intervals, needed, positionsPresent(intervals, shifts, people, shrinkage), shrinkage), // prettier-ignore
  };
}
