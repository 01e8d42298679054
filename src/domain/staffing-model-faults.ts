import { fault, type InputFault } from './input-fault.ts';
import { isInstant } from './instant.ts';
import type { StaffPerson, TimeSpan } from './roster.ts';
import { demandFaults, numberFault } from './staffing-model-number-faults.ts';
import type { StaffingPlanInput } from './staffing-model-input.ts';

/** More than this is a slip of the pen, or a load on the service. */
export const STAFFING_PLAN_LIMITS = { intervals: 1500, people: 400, shifts: 40_000 } as const;

/** The law allows sixty hours in a week (Arbeidstijdenwet 5:7). */
const MOST_HOURS_OF_WEEK = 60;

/** Every reason why no plan can be made from `input`, each in words; empty when one can. */
export function staffingPlanFaults(input: StaffingPlanInput): InputFault[] {
  return [
    ...intervalFaults(input),
    ...peopleFaults(input),
    ...demandFaults(input),
    ...numberFault('shrinkage', input.shrinkage, 0, 0.9),
    ...timeZoneFaults(input.timeZone),
    ...staffingContextFaults(input),
    ...(input.earlierPlan ?? []).flatMap((one, i) => spanFaults(`earlierPlan[${i}]`, one)),
    ...Object.entries(input.recentExtraHours ?? {}).flatMap(([id, hours]) =>
      numberFault(`recentExtraHours.${id}`, hours, 0, 10_000),
    ),
  ];
}

/** What is wrong with roster, moment of asking, wishes, pools and prices. */
export function staffingContextFaults(
  input: Pick<StaffingPlanInput, 'shifts' | 'askedAt' | 'wishes' | 'pools' | 'prices'>,
): InputFault[] {
  return [
    ...input.shifts.flatMap((shift, i) => spanFaults(`shifts[${i}]`, shift)),
    ...(isInstant(input.askedAt) ? [] : [badInstant('askedAt')]),
    ...(input.wishes ?? []).flatMap((wish, i) => spanFaults(`wishes[${i}]`, wish)),
    ...(input.pools ?? []).flatMap((pool, i) => [
      ...numberFault(`pools[${i}].minHoursPerShift`, pool.minHoursPerShift, 0, 12),
      ...numberFault(`pools[${i}].maxHoursPerWeek`, pool.maxHoursPerWeek, 0, 100_000),
      ...numberFault(`pools[${i}].budgetHours`, pool.budgetHours, 0, 1_000_000),
      ...numberFault(`pools[${i}].voucherHours`, pool.voucherHours, 0, 1_000_000),
    ]),
    ...numberFault('prices.shortagePerHour', input.prices?.shortagePerHour, 0, 100_000),
    ...numberFault('prices.overtimeFactor', input.prices?.overtimeFactor, 1, 5),
    ...numberFault('prices.change', input.prices?.change, 0, 10_000),
    ...numberFault('prices.unwantedHour', input.prices?.unwantedHour, 0, 10_000),
    ...numberFault('prices.traineesPerColleague', input.prices?.traineesPerColleague, 0, 10),
  ];
}

function intervalFaults({ shortage: { intervals } }: StaffingPlanInput): InputFault[] {
  const most = STAFFING_PLAN_LIMITS.intervals;
  if (intervals.length === 0 || intervals.length > most) {
    return [
      fault(
        'shortage.intervals',
        `Geef 1 tot ${most} halve uren.`,
        `Give 1 to ${most} half hours.`,
      ),
    ];
  }
  let previousEnd = -Infinity;
  return intervals.flatMap((interval, i) => {
    const path = `shortage.intervals[${i}]`;
    const faults = [
      ...numberFault(`${path}.seconds`, interval.seconds, 60, 86_400),
      ...numberFault(`${path}.required`, interval.required, 0, 100_000),
      ...numberFault(`${path}.present`, interval.present, 0, 100_000),
      ...numberFault(`${path}.shortage`, interval.shortage, 0, 100_000),
    ];
    if (!isInstant(interval.start)) return [...faults, badInstant(`${path}.start`)];
    const from = Date.parse(interval.start);
    if (from < previousEnd) {
      faults.push(
        fault(
          `${path}.start`,
          'Zet de halve uren op volgorde van tijd, zonder overlap.',
          'Put the half hours in order of time, without overlap.',
        ),
      );
    }
    previousEnd = from + interval.seconds * 1000;
    return faults;
  });
}

/** What is wrong with the people and the number of shifts. */
export function peopleFaults({
  people,
  shifts,
}: Pick<StaffingPlanInput, 'people' | 'shifts'>): InputFault[] {
  const { people: most, shifts: mostShifts } = STAFFING_PLAN_LIMITS;
  const faults: InputFault[] = [];
  if (people.length === 0 || people.length > most) {
    faults.push(
      fault(
        'people',
        `Geef 1 tot ${most} mensen. Zonder mensen is er geen plan te maken.`,
        `Give 1 to ${most} people. Without people no plan can be made.`,
      ),
    );
  }
  if (shifts.length > mostShifts) {
    faults.push(
      fault(
        'shifts',
        `Geef hoogstens ${mostShifts} diensten.`,
        `Give at most ${mostShifts} shifts.`,
      ),
    );
  }
  const seen = new Set<string>();
  for (const [i, person] of people.entries()) {
    faults.push(...personFaults(`people[${i}]`, person));
    if (seen.has(person.id)) {
      faults.push(
        fault(
          `people[${i}].id`,
          'Deze persoon staat er twee keer in.',
          'This person is in the list twice.',
        ),
      );
    }
    seen.add(person.id);
  }
  return faults;
}

function personFaults(path: string, person: StaffPerson): InputFault[] {
  const most = MOST_HOURS_OF_WEEK;
  return [
    ...numberFault(`${path}.handleTimeFactor`, person.handleTimeFactor, 0.1, 10),
    ...numberFault(`${path}.maxHoursPerWeek`, person.maxHoursPerWeek, 0, most),
    ...numberFault(`${path}.costPerHour`, person.costPerHour, 0, 1000),
    ...(person.kind === 'agent'
      ? numberFault(`${path}.contractHoursPerWeek`, person.contractHoursPerWeek, 0, most)
      : []),
    ...(person.kind === 'flex'
      ? numberFault(`${path}.noticeHours`, person.noticeHours, 0, 10_000)
      : []),
    ...person.offers.flatMap((offer, i) => spanFaults(`${path}.offers[${i}]`, offer)),
  ];
}

function spanFaults(path: string, { startsAt, endsAt }: TimeSpan): InputFault[] {
  const faults = [
    ...(isInstant(startsAt) ? [] : [badInstant(`${path}.startsAt`)]),
    ...(isInstant(endsAt) ? [] : [badInstant(`${path}.endsAt`)]),
  ];
  if (faults.length > 0 || Date.parse(startsAt) < Date.parse(endsAt)) return faults;
  return [
    fault(
      `${path}.endsAt`,
      'Laat het einde na het begin komen.',
      'Let the end come after the start.',
    ),
  ];
}

function timeZoneFaults(timeZone: string): InputFault[] {
  try {
    void new Intl.DateTimeFormat('en', { timeZone });
    return [];
  } catch {
    return [
      fault(
        'timeZone',
        'Geef een tijdzone zoals Europe/Amsterdam.',
        'Give a time zone such as Europe/Amsterdam.',
      ),
    ];
  }
}

function badInstant(path: string): InputFault {
  return fault(
    path,
    'Geef een tijdstip in UTC, zoals 2027-02-12T08:00:00Z.',
    'Give a moment in UTC, such as 2027-02-12T08:00:00Z.',
  );
}
