import { fault, type InputFault } from './input-fault.ts';
import type { StaffingInterval, StaffingRequirementInput } from './staffing-requirement.ts';

/** Limits of what is calculated; beyond them a number is a slip of the pen, or a load on the service. */
export const STAFFING_LIMITS = {
  intervals: 2000,
  seconds: 86_400,
  handleTimeSeconds: 86_400,
  contacts: 10_000_000,
  agents: 200_000,
  erlang: 100_000,
  patienceSeconds: 10_000_000,
  /** Below this the shares lose their digits, and nobody hangs up that fast. */
  leastPatienceSeconds: 0.001,
  /** Asking for less occupancy asks for more people than a double counts to the unit. */
  leastOccupancy: 0.01,
  /** Steps of Erlang A over all intervals: some ten seconds. */
  work: 1e8,
} as const;

interface Range {
  readonly from: number;
  readonly to: number;
  /** Whether `from` itself is accepted; `to` always is. */
  readonly including: boolean;
}

const above0 = (to: number): Range => ({ from: 0, to, including: false });
const between = (from: number, to: number): Range => ({ from, to, including: true });
const from0 = (to: number): Range => between(0, to);

/** Every reason why no answer can be given for `input`; empty when it can. */
export function staffingRequirementFaults(input: StaffingRequirementInput): InputFault[] {
  const faults: InputFault[] = [];
  const check = (path: string, value: number | undefined, range: Range): void => {
    if (value !== undefined && !within(value, range)) faults.push(outside(path, range));
  };
  check('target.fraction', input.target.fraction, above0(0.9999));
  check('target.withinSeconds', input.target.withinSeconds, from0(STAFFING_LIMITS.seconds));
  check('shrinkage', input.shrinkage, from0(0.9));
  check('maxOccupancy', input.maxOccupancy, between(STAFFING_LIMITS.leastOccupancy, 1));
  check('patienceSeconds', input.patienceSeconds, between(STAFFING_LIMITS.leastPatienceSeconds, STAFFING_LIMITS.patienceSeconds)); // prettier-ignore
  check('maxAbandonment', input.maxAbandonment, from0(1));
  if (input.intervals.length === 0 || input.intervals.length > STAFFING_LIMITS.intervals) {
    faults.push(
      fault(
        'intervals',
        `Geef 1 tot ${STAFFING_LIMITS.intervals} intervallen.`,
        `Give 1 to ${STAFFING_LIMITS.intervals} intervals.`,
      ),
    );
  }
  for (const [index, interval] of input.intervals.entries()) {
    const path = `intervals[${index}]`;
    check(`${path}.contacts`, interval.contacts, from0(STAFFING_LIMITS.contacts));
    check(`${path}.seconds`, interval.seconds, above0(STAFFING_LIMITS.seconds));
    check(
      `${path}.handleTimeSeconds`,
      interval.handleTimeSeconds,
      above0(STAFFING_LIMITS.handleTimeSeconds),
    );
    check(`${path}.agents`, interval.agents, from0(STAFFING_LIMITS.agents));
    faults.push(...combinedFaults(path, interval));
  }
  if (faults.length === 0 && workOf(input) > STAFFING_LIMITS.work) {
    faults.push(
      fault(
        'intervals',
        'Hier kunnen zo veel mensen wachten dat het rekenen te lang duurt. Controleer de behandeltijd en het geduld, of geef minder intervallen.',
        'So many people could wait here that it takes too long to calculate. Check the handle time and the patience, or give fewer intervals.',
      ),
    );
  }
  return faults;
}

/** A search for the number of positions tries so many at most. */
const MOST_TRIED = 20;

/**
 * About the steps that Erlang A takes: over the likely numbers of contacts, 20 standard deviations wide, and over the contacts ahead that can still be answered
 * in time. Erlang C takes a step per Erlang, and needs no limit.
 */
function workOf({
  intervals,
  patienceSeconds: patience,
  target,
}: StaffingRequirementInput): number {
  if (patience === undefined) return 0;
  const inTime = Math.min(1, Math.expm1(target.withinSeconds / patience));
  return intervals.reduce((sum, { contacts, seconds, handleTimeSeconds, agents }) => {
    const perSecond = contacts / seconds;
    const spread = 20 * Math.sqrt(perSecond * (handleTimeSeconds + patience));
    const ahead = Math.max(0, perSecond - (agents ?? 0) / handleTimeSeconds) * patience * inTime;
    return sum + (agents === undefined ? MOST_TRIED : 1) * (spread + ahead);
  }, 0);
}

function combinedFaults(path: string, interval: StaffingInterval): InputFault[] {
  const faults: InputFault[] = [];
  if (interval.agents !== undefined && !Number.isInteger(interval.agents)) {
    faults.push(
      fault(`${path}.agents`, 'Geef een heel aantal plekken.', 'Give a whole number of positions.'),
    );
  }
  const load = (interval.contacts / interval.seconds) * interval.handleTimeSeconds;
  if (load > STAFFING_LIMITS.erlang) {
    faults.push(
      fault(
        path,
        `Dit vraagt meer dan ${STAFFING_LIMITS.erlang} mensen tegelijk. Controleer het aantal contacten, de lengte van het interval en de behandeltijd.`,
        `This takes more than ${STAFFING_LIMITS.erlang} people at once. Check the number of contacts, the length of the interval and the handle time.`,
      ),
    );
  }
  return faults;
}

function within(value: number, { from, to, including }: Range): boolean {
  return (including ? value >= from : value > from) && value <= to;
}

function outside(path: string, { from, to, including }: Range): InputFault {
  return fault(
    path,
    `Geef een getal ${including ? 'vanaf' : 'boven'} ${from} en hoogstens ${to}.`,
    `Give a number ${including ? 'from' : 'above'} ${from} and at most ${to}.`,
  );
}
