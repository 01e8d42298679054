import { DAILY_REST_MS } from './rest-rule.ts';
import type { StaffingProblem } from './staffing-model-problem.ts';
import type { PlanningOption } from './planning-option.ts';

/** Euro per trainee without supervision during one interval: never worth it. */
const UNSUPERVISED = 5000;

/**
 * Who does what in a plan under construction, and what that costs. Options go in and out one at a time; the objective is kept up to date,
 * so that trying a change is cheap. Mutable on purpose, and never leaves the planner's own calculation.
 */
export class StaffingState {
  readonly problem: StaffingProblem;
  /** Per person and day (person x days + day) the chosen option, -1 for none. */
  readonly chosen: Int32Array;
  /** Options per person and day. */
  readonly optionsAt: readonly (readonly number[])[];
  /** Wages, overtime, price of shortage, less prepaid hours and what stays as it was; in euro. */
  objective = 0;
  /** Preferences of all that is chosen. */
  preference = 0;
  readonly #dayCount: number;
  readonly #missing: Float64Array;
  readonly #missingSkilled: Float64Array;
  readonly #experienced: Float64Array;
  readonly #trainees: Float64Array;
  readonly #hours: Float64Array;
  readonly #poolHours: Float64Array;
  readonly #poolWeekHours: Float64Array;

  constructor(problem: StaffingProblem) {
    this.problem = problem;
    this.#dayCount = problem.days.length;
    this.chosen = new Int32Array(problem.people.length * this.#dayCount).fill(-1);
    this.#missing = Float64Array.from(problem.missing);
    this.#missingSkilled = Float64Array.from(problem.missingSkilled ?? []);
    this.#experienced = Float64Array.from(problem.experienced);
    this.#trainees = Float64Array.from(problem.trainees);
    this.#hours = new Float64Array(problem.people.length * problem.weeks.length);
    this.#poolHours = new Float64Array(problem.pools.length);
    this.#poolWeekHours = new Float64Array(problem.pools.length * problem.weeks.length);
    const optionsAt = Array.from(this.chosen, (): number[] => []);
    for (const [i, { person, day }] of problem.options.entries())
      optionsAt[person * this.#dayCount + day]?.push(i);
    this.optionsAt = optionsAt;
    for (const t of problem.missing.keys()) this.objective += this.#priceAt(t);
  }

  /** The option with index `index`. */
  option(index: number): PlanningOption {
    const option = this.problem.options[index];
    if (!option) throw new RangeError(`There is no option ${index}`);
    return option;
  }

  /** Indexes of what is chosen, in order of person and day. */
  all(): number[] {
    return Array.from(this.chosen).filter((index) => index >= 0);
  }

  /** Indexes of what is chosen for the person with index `person`. */
  of(person: number): number[] {
    const from = person * this.#dayCount;
    return Array.from(this.chosen.subarray(from, from + this.#dayCount)).filter((i) => i >= 0);
  }

  /** What is chosen for the person and day of option `index`; -1 for nothing. */
  chosenBeside(index: number): number {
    const { person, day } = this.option(index);
    return this.chosen[person * this.#dayCount + day] ?? -1;
  }

  /** Whether option `index` can be added: nothing else that day, hours left for the person and the pool, rest between days. */
  fits(index: number): boolean {
    const option = this.option(index);
    const { person, day, pattern } = option;
    if (this.chosenBeside(index) >= 0) return false;
    const week = this.problem.weekOf[day] ?? 0;
    const who = this.problem.people[person];
    if (!who) return false;
    const left = (who.hoursLeft[week] ?? 0) - this.#hoursOf(person, week);
    if (pattern.hours > left + 1e-9) return false;
    const pool = this.problem.pools[who.pool];
    if (pool) {
      if ((this.#poolHours[who.pool] ?? 0) + pattern.hours > pool.budgetHours + 1e-9) return false;
      const inWeek = this.#poolWeekHours[who.pool * this.problem.weeks.length + week] ?? 0;
      if (inWeek + pattern.hours > pool.maxHoursPerWeek + 1e-9) return false;
    }
    return this.#restsFrom(option, day - 1) && this.#restsFrom(option, day + 1);
  }

  /** What adding option `index` would change in the objective: negative is better. Same sum as `add`, without doing it. */
  gain(index: number): number {
    const { person, day, pattern, wage, kept } = this.option(index);
    const who = this.problem.people[person];
    if (!who) return 0;
    const { shortagePerHour, change } = this.problem.prices;
    let filled = 0;
    let supervision = 0;
    for (const t of pattern.covers) {
      const missing = this.#missing[t] ?? 0;
      if (missing > 0) filled += Math.min(missing, who.positions) * (this.problem.hours[t] ?? 0);
      const unskilled = who.skilled ? (this.#missingSkilled[t] ?? 0) : 0;
      if (unskilled > 0)
        filled += Math.min(unskilled, who.positions) * (this.problem.hours[t] ?? 0);
      if (who.trainee || (this.#trainees[t] ?? 0) > 0) supervision += this.#supervisionGain(t, who);
    }
    const week = this.problem.weekOf[day] ?? 0;
    const slot = person * this.problem.weeks.length + week;
    const before = this.#overtime(person, week) - this.#prepaid(who.pool);
    this.#hours[slot] = (this.#hours[slot] ?? 0) + pattern.hours;
    if (who.pool >= 0) this.#poolHours[who.pool] = (this.#poolHours[who.pool] ?? 0) + pattern.hours;
    const after = this.#overtime(person, week) - this.#prepaid(who.pool);
    this.#hours[slot] = (this.#hours[slot] ?? 0) - pattern.hours;
    if (who.pool >= 0) this.#poolHours[who.pool] = (this.#poolHours[who.pool] ?? 0) - pattern.hours;
    return wage + after - before - (kept ? change : 0) - filled * shortagePerHour + supervision;
  }

  /** Adds option `index`, which fits. */
  add(index: number): void {
    const option = this.option(index);
    this.#change(option, 1);
    this.chosen[option.person * this.#dayCount + option.day] = index;
  }

  /** Takes option `index` out, which is chosen. */
  remove(index: number): void {
    const option = this.option(index);
    this.#change(option, -1);
    this.chosen[option.person * this.#dayCount + option.day] = -1;
  }

  /** Wages, overtime and prepaid hours of what is chosen, in euro; no price of shortage. */
  cost(): number {
    let euro = this.objective;
    for (const t of this.problem.missing.keys()) euro -= this.#priceAt(t);
    const kept = this.all().filter((index) => this.option(index).kept).length;
    return euro + kept * this.problem.prices.change;
  }

  /** The options of a person on a day. */
  optionsOn(person: number, day: number): readonly number[] {
    return this.optionsAt[person * this.#dayCount + day] ?? [];
  }

  /** Euro that option `index` costs by itself now: wage and overtime, less what keeping the earlier plan is worth. */
  priceOf(index: number): number {
    const { person, day, pattern, wage, kept } = this.option(index);
    const week = this.problem.weekOf[day] ?? 0;
    const who = this.problem.people[person];
    const room = Math.max(0, (who?.contractLeft[week] ?? 0) - this.#hoursOf(person, week));
    const overtime = Math.max(0, pattern.hours - room);
    const { overtimeFactor, change } = this.problem.prices;
    const more =
      overtime > 0 ? overtime * (who?.person.costPerHour ?? 0) * (overtimeFactor - 1) : 0;
    return wage + more - (kept ? change : 0);
  }

  /** Hours that the pool with index `pool` has left on `day`, by its budget and by its week. */
  poolHoursLeft(pool: number, day: number): number {
    const terms = this.problem.pools[pool];
    if (!terms) return Infinity;
    const week = this.problem.weekOf[day] ?? 0;
    return Math.min(
      terms.budgetHours - (this.#poolHours[pool] ?? 0),
      terms.maxHoursPerWeek - (this.#poolWeekHours[pool * this.problem.weeks.length + week] ?? 0),
    );
  }

  /** Whether the person of option `index` works more than the contract in its week. */
  worksOvertime(index: number): boolean {
    const { person, day } = this.option(index);
    return this.#overtime(person, this.problem.weekOf[day] ?? 0) > 0;
  }

  /** Positions that are still missing, per interval; negative when there are more than needed. */
  missing(): readonly number[] {
    return Array.from(this.#missing);
  }

  /** Trainees without supervision, summed over the intervals. */
  unsupervised(): number {
    return this.problem.missing.reduce((sum, _, t) => sum + this.#unsupervisedAt(t), 0);
  }

  #change({ person, day, pattern, wage, kept, preference }: PlanningOption, sign: 1 | -1): void {
    const who = this.problem.people[person];
    if (!who) return;
    for (const t of pattern.covers) {
      this.objective -= this.#priceAt(t);
      this.#missing[t] = (this.#missing[t] ?? 0) - sign * who.positions;
      if (who.skilled && this.problem.missingSkilled)
        this.#missingSkilled[t] = (this.#missingSkilled[t] ?? 0) - sign * who.positions;
      const heads = who.trainee ? this.#trainees : this.#experienced;
      heads[t] = (heads[t] ?? 0) + sign;
      this.objective += this.#priceAt(t);
    }
    const week = this.problem.weekOf[day] ?? 0;
    this.objective -= this.#overtime(person, week) - this.#prepaid(who.pool);
    const slot = person * this.problem.weeks.length + week;
    this.#hours[slot] = (this.#hours[slot] ?? 0) + sign * pattern.hours;
    if (who.pool >= 0) {
      this.#poolHours[who.pool] = (this.#poolHours[who.pool] ?? 0) + sign * pattern.hours;
      const poolWeek = who.pool * this.problem.weeks.length + week;
      this.#poolWeekHours[poolWeek] = (this.#poolWeekHours[poolWeek] ?? 0) + sign * pattern.hours;
    }
    this.objective += this.#overtime(person, week) - this.#prepaid(who.pool);
    this.objective += sign * (wage - (kept ? this.problem.prices.change : 0));
    this.preference += sign * preference;
  }

  #priceAt(t: number): number {
    const hours = this.problem.hours[t] ?? 0;
    const missing = this.#missing[t] ?? 0;
    const unskilled = this.#missingSkilled[t] ?? 0;
    const positions = (missing > 0 ? missing : 0) + (unskilled > 0 ? unskilled : 0);
    return (
      positions * hours * this.problem.prices.shortagePerHour +
      this.#unsupervisedAt(t) * UNSUPERVISED
    );
  }

  #unsupervisedAt(t: number): number {
    const trainees = this.#trainees[t] ?? 0;
    if (trainees === 0) return 0;
    const before = this.problem.trainees[t] ?? 0;
    const room = this.problem.prices.traineesPerColleague * (this.#experienced[t] ?? 0);
    // Trainees whom the roster itself left alone are not this plan's to mend.
    return Math.max(0, Math.min(trainees - room, trainees - before));
  }

  #supervisionGain(t: number, { trainee }: { readonly trainee: boolean }): number {
    const before = this.#unsupervisedAt(t);
    const heads = trainee ? this.#trainees : this.#experienced;
    heads[t] = (heads[t] ?? 0) + 1;
    const after = this.#unsupervisedAt(t);
    heads[t] = (heads[t] ?? 0) - 1;
    return (after - before) * UNSUPERVISED;
  }

  #overtime(person: number, week: number): number {
    const who = this.problem.people[person];
    const beyond = this.#hoursOf(person, week) - (who?.contractLeft[week] ?? 0);
    if (!who || beyond <= 0) return 0;
    return beyond * who.person.costPerHour * (this.problem.prices.overtimeFactor - 1);
  }

  #prepaid(pool: number): number {
    const terms = this.problem.pools[pool];
    if (!terms) return 0;
    return Math.min(terms.voucherHours, this.#poolHours[pool] ?? 0) * terms.wagePerHour;
  }

  #hoursOf(person: number, week: number): number {
    return this.#hours[person * this.problem.weeks.length + week] ?? 0;
  }

  #restsFrom({ person, pattern }: PlanningOption, day: number): boolean {
    const beside = this.chosen[person * this.#dayCount + day] ?? -1;
    if (day < 0 || day >= this.#dayCount || beside < 0) return true;
    const other = this.option(beside).pattern.stretches;
    return pattern.stretches.every((span) =>
      other.every(
        ({ from, to }) => span.from - to >= DAILY_REST_MS || from - span.to >= DAILY_REST_MS,
      ),
    );
  }
}
