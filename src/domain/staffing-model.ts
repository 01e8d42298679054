import type { LinearProgram, LinearRow, LinearVariable } from './linear-program.ts';
import { reachableHours, sameDecisions } from './staffing-model-kinds.ts';
import type { StaffingProblem } from './staffing-model-problem.ts';
import type { PlanningOption } from './planning-option.ts';

/** A decision of the pooled model: how many people of one kind work this pattern on this day. */
export interface PooledShift {
  /** Index of its variable. */
  readonly variable: number;
  readonly day: number;
  /** Of person, in the week of this day; see sameDecisions. */
  readonly kind: number;
  /** Options of the problem, one per person of the kind that could. */
  readonly options: readonly number[];
}

export interface StaffingModel {
  readonly program: LinearProgram;
  readonly shifts: readonly PooledShift[];
}

/**
 * The staffing question with people pooled per kind (who can do exactly the same in a week): whole numbers of people per kind, day and pattern, against
 * missing positions per interval at a price. Every rule on people appears as one on their kind (hours of the week, one pattern a day, who is there when),
 * so that no plan for named people can cost less than the optimum: its bound is one for them as well. Rests between days are left to the names.
 * With more than `most` whole numbers, kinds are groups. Source: set covering of shifts with implicit assignment (Dantzig 1954; Aykin 1996 for
 * pooled breaks).
 */
export function staffingModel(problem: StaffingProblem, most?: number): StaffingModel {
  const model = new ModelBuilder();
  const shifts = pooledShifts(sameDecisions(problem, most), problem, model);
  addCover(problem, shifts, model);
  addAvailability(problem, shifts, model);
  addHours(problem, shifts, model);
  addPools(problem, shifts, model);
  addSupervision(problem, shifts, model);
  return { program: { variables: model.variables, rows: model.rows }, shifts };
}

class ModelBuilder {
  readonly variables: LinearVariable[] = [];
  readonly rows: LinearRow[] = [];

  variable(variable: LinearVariable): number {
    return this.variables.push(variable) - 1;
  }

  row(name: string, terms: LinearRow['terms'], relation: LinearRow['relation'], bound: number) {
    if (terms.length > 0 && Number.isFinite(bound))
      this.rows.push({ name, terms, relation, bound });
  }
}

function pooledShifts(
  decisions: ReturnType<typeof sameDecisions>,
  problem: StaffingProblem,
  model: ModelBuilder,
): PooledShift[] {
  return decisions.map(({ kind, options }, i) => {
    const { day, wage } = optionAt(problem, options[0] ?? 0);
    const variable = model.variable({
      name: `x${i}`,
      cost: wage,
      upper: options.length,
      whole: true,
    });
    const kept = options.filter((index) => optionAt(problem, index).kept).length;
    if (kept > 0) {
      const gain = model.variable({ name: `kept${i}`, cost: -problem.prices.change, upper: kept });
      model.row(`keep${i}`, [[variable, 1], [gain, -1]], '>=', 0); // prettier-ignore
    }
    return { variable, day, kind, options };
  });
}

function addCover(
  problem: StaffingProblem,
  shifts: readonly PooledShift[],
  model: ModelBuilder,
): void {
  const all = problem.missing.map((): [number, number][] => []);
  const skilled = problem.missing.map((): [number, number][] => []);
  for (const { variable, options } of shifts) {
    const { person, pattern } = optionAt(problem, options[0] ?? 0);
    const who = problem.people[person];
    for (const t of pattern.covers) {
      all[t]?.push([variable, who?.positions ?? 0]);
      if (who?.skilled === true) skilled[t]?.push([variable, who.positions]);
    }
  }
  const cover = (prefix: string, needed: readonly number[], terms: [number, number][][]): void => {
    for (const [t, bound] of needed.entries()) {
      if (bound <= 0) continue;
      const cost = problem.prices.shortagePerHour * (problem.hours[t] ?? 0);
      const slack = model.variable({ name: `${prefix}${t}`, cost });
      model.row(`need_${prefix}${t}`, [...(terms[t] ?? []), [slack, 1]], '>=', bound);
    }
  };
  cover('short', problem.missing, all);
  cover('unskilled', problem.missingSkilled ?? [], skilled);
}

/** One pattern per person and day; and at no time more people of a kind than can be there at that time. */
function addAvailability(
  problem: StaffingProblem,
  shifts: readonly PooledShift[],
  model: ModelBuilder,
): void {
  const perDay = grouped(shifts, ({ kind, day }) => `${kind}_${day}`);
  for (const [key, together] of perDay) {
    const available = peopleOf(problem, together);
    model.row(`day_${key}`, onesOf(together), '<=', available);
    const perInterval = new Map<number, PooledShift[]>();
    for (const shift of together) {
      for (const t of optionAt(problem, shift.options[0] ?? 0).pattern.covers) {
        perInterval.set(t, [...(perInterval.get(t) ?? []), shift]);
      }
    }
    for (const [t, covering] of perInterval) {
      const there = peopleOf(problem, covering);
      if (there < available && covering.length > 1) {
        model.row(`there_${key}_${t}`, onesOf(covering), '<=', there);
      }
    }
  }
}

/** Hours and days of the week, and overtime, per kind. */
function addHours(
  problem: StaffingProblem,
  shifts: readonly PooledShift[],
  model: ModelBuilder,
): void {
  const perWeek = grouped(shifts, ({ kind }) => String(kind));
  for (const [key, together] of perWeek) {
    const week = problem.weekOf[together[0]?.day ?? 0] ?? 0;
    const least = Math.min(...together.map((shift) => hoursOf(problem, shift)));
    const own = grouped(
      together.flatMap(({ options }) => options.map((index) => optionAt(problem, index))),
      ({ person }) => String(person),
    );
    const people = [...own.values()].map((options) => {
      const who = problem.people[options[0]?.person ?? 0];
      return {
        who,
        days: new Set(options.map(({ day }) => day)).size,
        reach: reachableHours(options, who?.hoursLeft[week] ?? 0),
      };
    });
    const terms = together.map((shift) => [shift.variable, hoursOf(problem, shift)] as const);
    const sum = (of: (one: (typeof people)[number]) => number): number =>
      people.reduce((total, one) => total + of(one), 0);
    const left = sum(({ reach }) => reach);
    model.row(`hours_${key}`, terms, '<=', left);
    model.row(
      `days_${key}`,
      onesOf(together),
      '<=',
      sum(({ who, days }) =>
        Math.min(days, Math.floor((who?.hoursLeft[week] ?? 0) / least + 1e-9)),
      ),
    );
    const contract = sum(({ who }) =>
      Math.min(who?.contractLeft[week] ?? 0, who?.hoursLeft[week] ?? 0),
    );
    const wage = people[0]?.who?.person.costPerHour ?? 0;
    if (contract < left) {
      const cost = wage * (problem.prices.overtimeFactor - 1);
      const overtime = model.variable({ name: `overtime_${key}`, cost });
      model.row(`contract_${key}`, [...terms, [overtime, -1]], '<=', contract);
    }
  }
}

function addPools(
  problem: StaffingProblem,
  shifts: readonly PooledShift[],
  model: ModelBuilder,
): void {
  for (const [p, pool] of problem.pools.entries()) {
    const own = shifts.filter((shift) => personOf(problem, shift)?.pool === p);
    const terms = own.map((shift) => [shift.variable, hoursOf(problem, shift)] as const);
    model.row(`budget_${p}`, terms, '<=', pool.budgetHours);
    for (const [week, together] of grouped(own, ({ day }) => String(problem.weekOf[day]))) {
      model.row(
        `pool_${p}_${week}`,
        together.map((shift) => [shift.variable, hoursOf(problem, shift)] as const),
        '<=',
        pool.maxHoursPerWeek,
      );
    }
    if (pool.voucherHours > 0 && terms.length > 0) {
      const cost = -pool.wagePerHour;
      const prepaid = model.variable({ name: `voucher_${p}`, cost, upper: pool.voucherHours });
      model.row(`prepaid_${p}`, [...terms, [prepaid, -1]], '>=', 0);
    }
  }
}

/** At no time more trainees than the experienced people who are there can look after. */
function addSupervision(
  problem: StaffingProblem,
  shifts: readonly PooledShift[],
  model: ModelBuilder,
): void {
  const terms = problem.missing.map((): [number, number][] => []);
  const withTrainees = new Set<number>();
  for (const shift of shifts) {
    const trainee = personOf(problem, shift)?.trainee === true;
    for (const t of optionAt(problem, shift.options[0] ?? 0).pattern.covers) {
      terms[t]?.push([shift.variable, trainee ? 1 : -problem.prices.traineesPerColleague]);
      if (trainee) withTrainees.add(t);
    }
  }
  for (const t of withTrainees) {
    const room =
      problem.prices.traineesPerColleague * (problem.experienced[t] ?? 0) -
      (problem.trainees[t] ?? 0);
    model.row(`trainees_${t}`, terms[t] ?? [], '<=', Math.max(0, room));
  }
}

function optionAt(problem: StaffingProblem, index: number): PlanningOption {
  const option = problem.options[index];
  if (!option) throw new RangeError(`There is no option ${index}`);
  return option;
}

function personOf(problem: StaffingProblem, shift: PooledShift) {
  return problem.people[optionAt(problem, shift.options[0] ?? 0).person];
}

function hoursOf(problem: StaffingProblem, shift: PooledShift): number {
  return optionAt(problem, shift.options[0] ?? 0).pattern.hours;
}

function peopleIn(problem: StaffingProblem, shifts: readonly PooledShift[]): Set<number> {
  return new Set(shifts.flatMap(({ options }) => options.map((i) => optionAt(problem, i).person)));
}

function peopleOf(problem: StaffingProblem, shifts: readonly PooledShift[]): number {
  return peopleIn(problem, shifts).size;
}

function onesOf(shifts: readonly PooledShift[]): (readonly [number, number])[] {
  return shifts.map(({ variable }) => [variable, 1] as const);
}

/** Values with the same key together, keys in order of first appearance. */
function grouped<T>(values: Iterable<T>, keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
