import { CONTACT_CHANNELS, type ContactChannel } from './contact-channel.ts';
import { type DemandInterval, startsOf } from './demand.ts';

type Demands = readonly (readonly DemandInterval[])[];

interface Sum {
  readonly of: Demands;
  readonly byStart: ReadonlyMap<number, DemandInterval>;
}

/** By the first demand of the sum. Boards and drafts look over different weeks, in which other waves run. */
const sums = new WeakMap<readonly DemandInterval[], readonly Sum[]>();
const MOST_SUMS = 4;

/**
 * The demands added up, by when their half hours begin (`startsOf`). Kept as long as the first of them is: the waves that run are the same lists for every board
 * and every draft, and they do not change.
 */
export function sumByStart(demands: Demands): Sum['byStart'] {
  const [first] = demands;
  if (!first) return new Map();
  const known = sums.get(first) ?? [];
  const same = known.find(
    ({ of }) => of.length === demands.length && of.every((one, i) => one === demands[i]),
  );
  if (same) return same.byStart;
  const sum = { of: demands, byStart: addedUp(demands) };
  sums.set(first, [sum, ...known].slice(0, MOST_SUMS));
  return sum.byStart;
}

function addedUp(demands: Demands): Sum['byStart'] {
  const rows = new Map<
    number,
    DemandInterval & { contacts: { [channel in ContactChannel]: number } }
  >();
  for (const demand of demands) {
    const begins = startsOf(demand);
    for (const [i, one] of demand.entries()) {
      const at = begins[i] ?? Number.NaN;
      const row = rows.get(at);
      if (!row) rows.set(at, { ...one, contacts: { ...one.contacts } });
      else for (const channel of CONTACT_CHANNELS) row.contacts[channel] += one.contacts[channel];
    }
  }
  return rows;
}
