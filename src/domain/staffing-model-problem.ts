import type { LocalDate } from './instant.ts';
import { mondayOf } from './instant.ts';
import { localDateOf } from './local-time.ts';
import { isOwn, isPresent, positionsOf } from './roster.ts';
import { availableOptions, takenSpans } from './staffing-model-availability.ts';
import { DEFAULT_STAFFING_PRICES, type StaffingPlanInput } from './staffing-model-input.ts';
import type { PlanningOption, PlanningPerson } from './planning-option.ts';
import type { StaffingPrices } from './staffing-model-input.ts';
import { generalPatterns, type PlanningDay } from './shift-pattern.ts';

export interface PlanningPool {
  readonly id: string;
  readonly maxHoursPerWeek: number;
  readonly budgetHours: number;
  readonly voucherHours: number;
  readonly wagePerHour: number;
}

/** The staffing question in numbers. Per interval: what is missing, and how long it lasts. */
export interface StaffingProblem {
  readonly days: readonly PlanningDay[];
  readonly weeks: readonly LocalDate[];
  /** Week of each day, index in `weeks`. */
  readonly weekOf: readonly number[];
  readonly missing: readonly number[];
  readonly missingSkilled: readonly number[] | undefined;
  /** Experienced people on the roster, and trainees among it, per interval. */
  readonly experienced: readonly number[];
  readonly trainees: readonly number[];
  readonly hours: readonly number[];
  readonly people: readonly PlanningPerson[];
  readonly pools: readonly PlanningPool[];
  readonly options: readonly PlanningOption[];
  readonly prices: StaffingPrices;
  /** Stretches of the earlier plan. */
  readonly earlier: number;
}

/** `input` (without faults) as numbers; pure preparation, nothing is decided here. */
export function staffingProblem(input: StaffingPlanInput): StaffingProblem {
  const days = planningDays(input);
  const weeks = [...new Set(days.map(({ week }) => week))];
  const prices = { ...DEFAULT_STAFFING_PRICES, ...input.prices };
  const taken = takenSpans(input.shifts, input.timeZone);
  const people = planningPeople(input, weeks, taken.hoursInWeek);
  const intervals = input.shortage.intervals;
  const heads = headsPresent(input, people);
  return {
    days,
    weeks,
    weekOf: days.map(({ week }) => weeks.indexOf(week)),
    missing: intervals.map(({ shortage }) => shortage),
    missingSkilled: input.requiredSkilled?.map((needed, i) =>
      Math.max(0, needed - (heads.skilled[i] ?? 0)),
    ),
    experienced: heads.experienced,
    trainees: heads.trainees,
    hours: intervals.map(({ seconds }) => seconds / 3600),
    people,
    pools: planningPools(input),
    options: availableOptions(input, days, days.map(generalPatterns), people, taken.spans, prices),
    prices,
    earlier: input.earlierPlan?.length ?? 0,
  };
}

function planningDays({ shortage, timeZone }: StaffingPlanInput): PlanningDay[] {
  const days = new Map<LocalDate, { index: number; from: number; to: number }[]>();
  for (const [index, { start, seconds }] of shortage.intervals.entries()) {
    const from = Date.parse(start);
    const date = localDateOf(start, timeZone);
    const interval = { index, from, to: from + seconds * 1000 };
    const day = days.get(date);
    if (day) day.push(interval);
    else days.set(date, [interval]);
  }
  return [...days].map(([date, intervals]) => ({ date, week: mondayOf(date), intervals }));
}

function planningPeople(
  input: StaffingPlanInput,
  weeks: readonly LocalDate[],
  hoursInWeek: (personId: string, week: LocalDate) => number,
): PlanningPerson[] {
  const groups = new Map<string, number>();
  const pools = input.pools ?? [];
  return input.people.map((person) => {
    const pool = pools.findIndex(({ people }) => people.includes(person.id));
    const skilled =
      input.skills.length === 0 || input.skills.some((skill) => person.skills.includes(skill));
    const trainee =
      pools[pool]?.needsSupervision ?? (person.kind === 'flex' && person.flexKind === 'trainee');
    const positions = positionsOf(person.handleTimeFactor, input.shrinkage);
    const own = isOwn(person, input.departmentId);
    const key = [person.kind, pool, trainee, skilled, own, positions, person.costPerHour].join();
    const group = groups.get(key) ?? groups.size;
    groups.set(key, group);
    const worked = weeks.map((week) => hoursInWeek(person.id, week));
    const contract = person.kind === 'agent' ? person.contractHoursPerWeek : Infinity;
    return {
      person,
      positions,
      skilled,
      trainee,
      pool,
      group,
      hoursLeft: worked.map((hours) => Math.max(0, person.maxHoursPerWeek - hours)),
      contractLeft: worked.map((hours) => Math.max(0, contract - hours)),
    };
  });
}

function planningPools({ pools = [], people }: StaffingPlanInput): PlanningPool[] {
  return pools.map((pool) => ({
    id: pool.id,
    maxHoursPerWeek: pool.maxHoursPerWeek ?? Infinity,
    budgetHours: pool.budgetHours ?? Infinity,
    voucherHours: pool.voucherHours ?? 0,
    // Within a pool the prepaid hours are worth what the cheapest of its people would cost.
    wagePerHour: people
      .filter(({ id }) => pool.people.includes(id))
      .reduce((least, { costPerHour }) => Math.min(least, costPerHour), Infinity),
  }));
}

interface Heads {
  readonly experienced: number[];
  readonly trainees: number[];
  /** Positions of people with the skill. */
  readonly skilled: number[];
}

function headsPresent(input: StaffingPlanInput, people: readonly PlanningPerson[]): Heads {
  const known = new Map(people.map((one) => [one.person.id, one]));
  const count = input.shortage.intervals.length;
  const heads = { experienced: zeros(count), trainees: zeros(count), skilled: zeros(count) };
  const spans = input.shortage.intervals.map(({ start, seconds }) => {
    const from = Date.parse(start);
    return { from, to: from + seconds * 1000 };
  });
  for (const shift of input.shifts.filter(isPresent)) {
    const person = known.get(shift.personId);
    const kind = person?.trainee === true ? 'trainees' : 'experienced';
    const [from, to] = [Date.parse(shift.startsAt), Date.parse(shift.endsAt)];
    for (const [i, span] of spans.entries()) {
      if (from > span.from || to < span.to) continue;
      heads[kind][i] = (heads[kind][i] ?? 0) + 1;
      if (person?.skilled === true) heads.skilled[i] = (heads.skilled[i] ?? 0) + person.positions;
    }
  }
  return heads;
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0);
}
