import type { LinearProgram, LinearRow, LinearVariable } from './linear-program.ts';
import type { StaffingState } from './staffing-solution-state.ts';

/** People who can do exactly the same on a day, in the plan as it stands; `options[i][j]` is pattern j of person i. */
interface PeopleAlike {
  readonly options: readonly (readonly number[])[];
  /** Variable per pattern. */
  readonly variables: readonly number[];
}

/** One day of a plan for named people, with all other days as they are. */
export interface DayModel {
  readonly program: LinearProgram;
  readonly alike: readonly PeopleAlike[];
  /** What is chosen now, per variable where it is known. */
  readonly start: readonly number[];
}

/**
 * The best that can be done on `day` while the other days of `state` stay: exact for named people, because who can do exactly the same (patterns, hours
 * left, overtime) counts as one number. Small: some 300 whole numbers for sixty people.
 */
export function dayModel(state: StaffingState, day: number): DayModel {
  const chosen = new Set(state.all());
  const own = [...chosen].filter((index) => state.option(index).day === day);
  for (const index of own) state.remove(index);
  const groups = peopleAlike(state, day);
  const budgets = state.problem.pools.map((_, pool) => state.poolHoursLeft(pool, day));
  for (const index of own) state.add(index);

  const variables: LinearVariable[] = [];
  const rows: LinearRow[] = [];
  const start: number[] = [];
  const alike = groups.map(({ options, costs }): PeopleAlike => {
    const mine = costs.map((cost, j) => {
      const at = variables.push({ name: `x${variables.length}`, cost, upper: options.length, whole: true }) - 1; // prettier-ignore
      start[at] = options.filter((one) => chosen.has(one[j] ?? -1)).length;
      return at;
    });
    rows.push({ name: `people${rows.length}`, terms: mine.map((v) => [v, 1] as const), relation: '<=', bound: options.length }); // prettier-ignore
    return { options, variables: mine };
  });
  addNeeds(state, day, alike, variables, rows);
  for (const [pool, bound] of budgets.entries()) {
    const terms = alike.flatMap(({ options, variables: mine }) =>
      mine.flatMap((v, j) => {
        const { person, pattern } = state.option(options[0]?.[j] ?? 0);
        return state.problem.people[person]?.pool === pool ? [[v, pattern.hours] as const] : [];
      }),
    );
    if (Number.isFinite(bound) && terms.length > 0)
      rows.push({ name: `pool${pool}`, terms, relation: '<=', bound });
  }
  return { program: { variables, rows }, alike, start };
}

/** Puts the day of `state` as `values` (one per variable, checked) have it; back as it was when that turns out no better. */
export function applyDay(
  state: StaffingState,
  day: number,
  { alike }: DayModel,
  values: readonly number[],
): void {
  const before = state.all();
  const objective = state.objective;
  for (const index of before) if (state.option(index).day === day) state.remove(index);
  for (const { options, variables } of alike) {
    let next = 0;
    for (const [j, variable] of variables.entries()) {
      for (let left = Math.round(values[variable] ?? 0); left > 0; left -= 1, next += 1) {
        const index = options[next]?.[j];
        if (index !== undefined && state.fits(index)) state.add(index);
      }
    }
  }
  if (state.objective <= objective - 1e-6 && state.unsupervised() === 0) return;
  for (const index of state.all()) if (state.option(index).day === day) state.remove(index);
  for (const index of before) if (state.option(index).day === day) state.add(index);
}

/** Days in the order in which they are worth looking at: those with most missing first. */
export function daysByShortage({ problem }: StaffingState): number[] {
  const missing = problem.days.map(({ intervals }) =>
    intervals.reduce((sum, { index }) => sum + (problem.missing[index] ?? 0), 0),
  );
  return [...missing.keys()]
    .filter((day) => (missing[day] ?? 0) > 0)
    .toSorted((a, b) => (missing[b] ?? 0) - (missing[a] ?? 0));
}

function peopleAlike(
  state: StaffingState,
  day: number,
): { options: number[][]; costs: number[] }[] {
  const groups = new Map<string, { options: number[][]; costs: number[] }>();
  for (const [person, who] of state.problem.people.entries()) {
    const options = state.optionsOn(person, day).filter((index) => state.fits(index));
    if (options.length === 0) continue;
    const costs = options.map((index) => state.priceOf(index));
    const patterns = options.map((index) => state.option(index).pattern.id);
    const key = [who.group, ...patterns, ...costs].join(' ');
    const group = groups.get(key) ?? { options: [], costs };
    group.options.push(options);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function addNeeds(
  state: StaffingState,
  day: number,
  alike: readonly PeopleAlike[],
  variables: LinearVariable[],
  rows: LinearRow[],
): void {
  const { problem } = state;
  for (const { index: t } of problem.days[day]?.intervals ?? []) {
    const all: [number, number][] = [];
    const skilled: [number, number][] = [];
    const heads: [number, number][] = [];
    let trainees = false;
    for (const { options, variables: mine } of alike) {
      for (const [j, v] of mine.entries()) {
        const { person, pattern } = state.option(options[0]?.[j] ?? 0);
        const who = problem.people[person];
        if (!who || !pattern.covers.includes(t)) continue;
        all.push([v, who.positions]);
        if (who.skilled) skilled.push([v, who.positions]);
        heads.push([v, who.trainee ? 1 : -problem.prices.traineesPerColleague]);
        trainees ||= who.trainee;
      }
    }
    const cost = problem.prices.shortagePerHour * (problem.hours[t] ?? 0);
    const need = (name: string, bound: number, terms: [number, number][]): void => {
      if (bound <= 0) return;
      const slack = variables.push({ name: `${name}${t}`, cost }) - 1;
      rows.push({ name: `need_${name}${t}`, terms: [...terms, [slack, 1]], relation: '>=', bound });
    };
    need('short', problem.missing[t] ?? 0, all);
    need('unskilled', problem.missingSkilled?.[t] ?? 0, skilled);
    if (trainees) {
      const room =
        problem.prices.traineesPerColleague * (problem.experienced[t] ?? 0) -
        (problem.trainees[t] ?? 0);
      rows.push({ name: `trainees${t}`, terms: heads, relation: '<=', bound: Math.max(0, room) });
    }
  }
}
