import { addWorkingDays, DEFAULT_CALENDAR, openingIntervals } from '../domain/calendar.ts';
import type { DispatchOptionsInput } from '../domain/dispatch-options.ts';
import type { LocalDate, Weekday } from '../domain/instant.ts';
import { toInstant } from '../domain/local-time.ts';
import { positionsPresent, type Shift, type StaffPerson, type TimeSpan } from '../domain/roster.ts';
import { requiredPositions } from '../domain/required-positions.ts';
import { shortageOf } from '../domain/shortage.ts';
import type { StaffingPlanInput } from '../domain/staffing-model-input.ts';
import { DEFAULT_STAFFING_SETTINGS } from '../domain/staffing-settings.ts';
import { generator } from '../domain/staffing-solution-search.ts';

const SHRINKAGE = 0.3;
const HANDLE_TIME = 320;
const TARGET = {
  fraction: 0.8,
  withinSeconds: 20,
  maxOccupancy: 0.85,
  maxAbandonment: 0.05,
  patienceSeconds: 180,
};
const OPEN = [{ opens: '08:00', closes: '18:00' }];
const CALENDAR = {
  ...DEFAULT_CALENDAR,
  openingHours: { 1: OPEN, 2: OPEN, 3: OPEN, 4: OPEN, 5: OPEN, 6: [], 7: [] },
};
/** Share of the calls of a day per half hour from 8.00, busiest between half past nine and noon. */
const COURSE = [6, 8, 10, 12, 13, 13, 12, 11, 9, 8, 9, 10, 11, 11, 10, 9, 8, 6, 5, 4];
/** Calls per day of a wave of 40,000 letters of which 15 % call, after the default delay. */
const WAVE = [0, 690, 1320, 1224, 774, 498, 336, 228, 162, 168];

/**
 * A synthetic staffing question on a short roster, the same for the same seed: ten working days of twenty half hours, sixty named people (24
 * agents of whom a part is on the roster already, 16 guests with their half days, 10 of the flex pool with two trainees, 10 agency workers
 * with a budget), a wave that they cannot quite carry.
 */
export function shortRoster(seed: number): StaffingPlanInput {
  const random = generator(seed * 7919);
  const dates = Array.from({ length: 10 }, (_, i) => addWorkingDays('2027-02-15', i, CALENDAR));
  const people = somePeople(random, dates);
  const shifts = someShifts(random, people, dates);
  const size = 0.75 + 0.35 * random();
  const intervals = dates.flatMap((date, d) => {
    const calls = (WAVE[d] ?? 0) * size + 260 + 60 * random();
    const total = COURSE.reduce((sum, one) => sum + one, 0);
    return openingIntervals(date, CALENDAR).map(({ start, seconds }, i) => ({
      start,
      seconds,
      calls: ((COURSE[i] ?? 0) / total) * calls * (0.9 + 0.2 * random()),
    }));
  });
  const required = intervals.map(({ calls, seconds }) =>
    requiredPositions((calls * HANDLE_TIME) / seconds, HANDLE_TIME, TARGET),
  );
  const present = positionsPresent(intervals, shifts, people, SHRINKAGE);
  return {
    shortage: shortageOf(intervals, required, present, SHRINKAGE),
    shrinkage: SHRINKAGE,
    people,
    shifts,
    departmentId: 'belastingen',
    skills: ['belastingen'],
    askedAt: toInstant('2027-02-01', '09:00'),
    timeZone: CALENDAR.timeZone,
    demand: {
      calls: intervals.map(({ calls }) => calls),
      handleTimeSeconds: HANDLE_TIME,
      target: TARGET,
    },
    pools: [
      { id: 'trainees', people: ['flex-8', 'flex-9'], needsSupervision: true },
      {
        id: 'agency',
        people: people.filter(({ id }) => id.startsWith('temp')).map(({ id }) => id),
        budgetHours: 180 + Math.round(80 * random()),
        minHoursPerShift: 4,
      },
    ],
  };
}

/** A whole working day of ordinary calls, beside the wave. */
const ORDINARY = 290;
const DISPATCH_DAYS = 60;

/**
 * The dispatch question beside it: 40,000 letters of which 15 % call, to leave on any of 25 working days, with the same sixty people on a roster that carries
 * an ordinary day and little more. The same for the same seed.
 */
export function shortDispatch(seed: number): DispatchOptionsInput {
  const random = generator(seed * 7919);
  const dates = Array.from({ length: DISPATCH_DAYS }, (_, i) => addWorkingDays('2027-02-15', i, CALENDAR)); // prettier-ignore
  const people = somePeople(random, dates);
  const total = COURSE.reduce((sum, one) => sum + one, 0);
  return {
    wave: {
      kind: 'tax-assessment',
      audience: { letter: 40_000, email: 0, portal: 0 },
      calendar: CALENDAR,
      contactRate: { alpha: 150, beta: 1000, waves: 1, basis: { nl: 'proef', en: 'test' } },
      baseLoad: ([1, 2, 3, 4, 5] satisfies Weekday[]).flatMap((weekday) =>
        COURSE.map((share, i) => ({
          channel: 'phone' as const,
          weekday,
          time: `${String(8 + Math.floor(i / 2)).padStart(2, '0')}:${i % 2 === 0 ? '00' : '30'}`,
          contacts: (ORDINARY * share) / total,
        })),
      ),
    },
    window: {
      opensAt: toInstant('2027-02-15', '00:00'),
      preferredAt: toInstant('2027-02-15', '09:00'),
      closesAt: toInstant('2027-03-19', '24:00'),
    },
    settings: DEFAULT_STAFFING_SETTINGS,
    people,
    shifts: someShifts(random, people, dates),
    departmentId: 'belastingen',
    skills: ['belastingen'],
    askedAt: toInstant('2027-02-01', '09:00'),
  };
}

function somePeople(random: () => number, dates: readonly LocalDate[]): StaffPerson[] {
  const some = <T>(count: number, make: (i: number) => T): T[] =>
    Array.from({ length: count }, (_, i) => make(i));
  const offers = (chance: number): TimeSpan[] =>
    dates.flatMap((date) => [
      ...(random() < chance ? [span(date, '08:00', '12:30')] : []),
      ...(random() < chance ? [span(date, '12:30', '18:00')] : []),
    ]);
  return [
    ...some(24, (i): StaffPerson => ({
      id: `agent-${i}`,
      kind: 'agent',
      skills: i % 2 === 0 ? ['belastingen'] : [],
      handleTimeFactor: 1,
      contractHoursPerWeek: i % 3 === 0 ? 36 : 24,
      maxHoursPerWeek: i % 3 === 0 ? 38 : 32,
      costPerHour: 38,
      offers: [],
      ...(i === 0 && { liaisonOf: 'belastingen' }),
    })),
    ...some(16, (i): StaffPerson => ({
      id: `guest-${i}`,
      kind: 'guest',
      departmentId: i < 10 ? 'belastingen' : 'burgerzaken',
      skills: i < 10 ? ['belastingen'] : [],
      handleTimeFactor: 1.2,
      maxHoursPerWeek: 16,
      costPerHour: 44,
      offers: offers(0.35),
    })),
    ...some(10, (i): StaffPerson => ({
      id: `flex-${i}`,
      kind: 'flex',
      flexKind: i < 8 ? 'on-call' : 'trainee',
      skills: [],
      handleTimeFactor: i < 8 ? 1.1 : 1.3,
      maxHoursPerWeek: 20,
      costPerHour: i < 8 ? 34.5 : 9.5,
      noticeHours: 96,
      offers: [],
    })),
    ...some(10, (i): StaffPerson => ({
      id: `temp-${i}`,
      kind: 'flex',
      flexKind: 'agency',
      skills: [],
      handleTimeFactor: 1.25,
      maxHoursPerWeek: 24,
      costPerHour: 46,
      noticeHours: 120,
      offers: [],
    })),
  ];
}

/**
 * The ordinary roster, the same every week as in a real contact centre: full-timers work four days and a morning, part-timers three days, each with their own
 * free days. A third of the agents do other work, and now and then somebody is on leave.
 */
function someShifts(
  random: () => number,
  people: readonly StaffPerson[],
  dates: readonly LocalDate[],
): Shift[] {
  return people
    .filter(({ kind }) => kind === 'agent')
    .flatMap(({ id }, i) => {
      if (i % 3 === 1) return [];
      const free = Math.floor(random() * 5);
      return dates.flatMap((date, d) => {
        const day = (d - free + 10) % 5;
        const morning = { personId: id, ...span(date, '08:00', '12:00'), status: 'planned' } as const; // prettier-ignore
        const afternoon = { personId: id, ...span(date, '13:00', '17:00'), status: 'planned' } as const; // prettier-ignore
        if (random() < 0.08) return [];
        if (day === 0) return i % 3 === 0 ? [morning] : [];
        return i % 3 === 0 || day <= 3 ? [morning, afternoon] : [];
      });
    });
}

function span(date: LocalDate, from: string, to: string): TimeSpan {
  return { startsAt: toInstant(date, from), endsAt: toInstant(date, to) };
}
