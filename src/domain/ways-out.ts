import type { Instant } from './instant.ts';
import { halfHours as counted } from './counted-text.ts';
import { whole } from './number-text.ts';
import type { ShortageInterval, ShortageSummary } from './shortage.ts';
import type { Text } from './text.ts';

/** A way to end a shortage, with its price in euro on top of the plan; below 0 when it is cheaper than the plan. */
export interface WayOut {
  readonly kind: 'people' | 'another-week' | 'more-batches';
  readonly cost: number;
  /** Half hours that stay short all the same. */
  readonly shortHalfHours: number;
  readonly text: Text;
}

/** The ways out of what stays short; empty lists when nothing does. */
export interface WaysOut {
  /** For the whole of the plan, cheapest first; at most three. */
  readonly whole: readonly WayOut[];
  /** Per half hour that stays short: the same ways, with people priced for this half hour alone. */
  readonly perInterval: readonly { readonly start: Instant; readonly ways: readonly WayOut[] }[];
}

/** A mailing that leaves otherwise: the best plan for it, as far as it was sought. */
export interface Alternative {
  readonly kind: 'another-week' | 'more-batches';
  /** What changes, for example "send it a week later". */
  readonly change: Text;
  readonly cost: number;
  readonly remaining: ShortageSummary;
}

/** People who would have to be found beyond everybody who could be asked. */
export interface HiredHelp {
  readonly costPerHour: number;
  /** Positions that one of them fills. */
  readonly positions: number;
  readonly hoursPerShift: number;
}

/**
 * The three cheapest ways out of `intervals` that are still short in a plan of `cost` euro. Hired help comes for whole shifts: as many as the
 * worst half hour of each stretch of a shift's length needs.
 */
export function waysOut(
  intervals: readonly ShortageInterval[],
  cost: number,
  help: HiredHelp,
  alternatives: readonly Alternative[],
): WaysOut {
  const short = intervals.filter(({ shortage }) => shortage > 0);
  if (short.length === 0) return { whole: [], perInterval: [] };
  const others = alternatives.map(({ kind, change, cost: price, remaining }): WayOut => ({
    kind,
    cost: price - cost,
    shortHalfHours: remaining.halfHours,
    text: alternativeText(change, price - cost, remaining.halfHours),
  }));
  const cheapest = (people: WayOut): WayOut[] =>
    [people, ...others]
      .toSorted((a, b) => a.shortHalfHours - b.shortHalfHours || a.cost - b.cost)
      .filter((way, i, all) => all.findIndex(({ kind }) => kind === way.kind) === i)
      .toSorted((a, b) => a.cost - b.cost);
  return {
    whole: cheapest(hire(shiftsFor(short, help), help)),
    perInterval: short.map((interval) => ({
      start: interval.start,
      ways: cheapest(hire(Math.ceil(interval.shortage / help.positions), help)),
    })),
  };
}

/** Shifts of hired help that end the shortage: a shift starts at the first half hour that is still short. */
function shiftsFor(
  short: readonly ShortageInterval[],
  { positions, hoursPerShift }: HiredHelp,
): number {
  const left = short.map(({ start, shortage }) => ({ at: Date.parse(start), shortage }));
  let shifts = 0;
  for (const one of left) {
    if (one.shortage <= 0) continue;
    const count = Math.ceil(one.shortage / positions - 1e-9);
    shifts += count;
    for (const other of left) {
      if (other.at >= one.at && other.at < one.at + hoursPerShift * 3_600_000)
        other.shortage -= count * positions;
    }
  }
  return shifts;
}

function hire(shifts: number, { costPerHour, hoursPerShift }: HiredHelp): WayOut {
  const cost = shifts * costPerHour * hoursPerShift;
  return {
    kind: 'people',
    cost,
    shortHalfHours: 0,
    text: {
      nl: `Extra inhuren: ${shifts} keer ${hoursPerShift} uur, kost ${whole(cost, 'nl')} euro.`,
      en: `Hire extra people: ${shifts} times ${hoursPerShift} hours, costs ${whole(cost, 'en')} euro.`,
    },
  };
}

function alternativeText(change: Text, cost: number, halfHours: number): Text {
  const price = {
    nl: cost < 0 ? `scheelt ${whole(-cost, 'nl')} euro` : `kost ${whole(cost, 'nl')} euro meer`,
    en: cost < 0 ? `saves ${whole(-cost, 'en')} euro` : `costs ${whole(cost, 'en')} euro more`,
  };
  const rest =
    halfHours === 0
      ? { nl: 'Dan is er geen tekort.', en: 'Then there is no shortage.' }
      : {
          nl: `Dan nog te krap: ${counted(halfHours).nl}.`,
          en: `Then still short: ${counted(halfHours).en}.`,
        };
  return {
    nl: `${change.nl}: ${price.nl}. ${rest.nl}`,
    en: `${change.en}: ${price.en}. ${rest.en}`,
  };
}
