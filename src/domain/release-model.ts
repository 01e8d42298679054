import type { LinearProgram, LinearRow, LinearVariable } from './linear-program.ts';
import type { ReleaseBlock } from './release-model-response.ts';

/** What the release plan is made from besides the blocks. Euro, hours, positions. */
export interface ReleaseTerms {
  readonly maxBatches: number;
  readonly leastShare: number;
  /** Largest share of the audience that can leave on one day. */
  readonly mostShare: number;
  readonly costPerBatch: number;
  /** Of an hour of one extra position. */
  readonly costPerHour: number;
  readonly shortagePerHour: number;
  /** Extra positions that could come, per block. */
  readonly available: readonly number[];
  /** Hours of extra positions that could come per week; `weekOf` says in which week a block is. */
  readonly hoursPerWeek: readonly number[];
  readonly weekOf: readonly number[];
}

export type ReleaseGoal = 'cheapest' | 'calmest';

export interface ReleaseModel {
  readonly program: LinearProgram;
  /** Variable of the share that leaves at each moment. */
  readonly shares: readonly number[];
}

/** A position of peak weighs like this many euro when calm comes first. */
const PEAK_PRICE = 2000;

/**
 * How much of the audience leaves when, with staffing as a continuous quantity: shares per moment (whole numbers only for whether a batch
 * leaves), extra positions and shortage per block. `cheapest` minimises people, batches and shortage; `calmest` the peak of positions
 * needed, then of positions for the wave, then the same cost.
 */
export function releaseModel(
  blocks: readonly ReleaseBlock[],
  terms: ReleaseTerms,
  goal: ReleaseGoal,
): ReleaseModel {
  const variables: LinearVariable[] = [];
  const rows: LinearRow[] = [];
  const variable = (one: LinearVariable): number => variables.push(one) - 1;
  const moments = blocks[0]?.responses.length ?? 0;
  const weight = goal === 'calmest' ? 0.02 : 1;
  const shares: number[] = [];
  const used: number[] = [];
  for (let d = 0; d < moments; d += 1) {
    const share = variable({ name: `share${d}`, cost: 0, upper: terms.mostShare });
    // Among plans that are as good, the one that starts early.
    const cost = terms.costPerBatch * weight + 0.01 * d;
    const leaves = variable({ name: `batch${d}`, cost, upper: 1, whole: true });
    shares.push(share);
    used.push(leaves);
    rows.push(
      { name: `open${d}`, terms: [[share, 1], [leaves, -terms.mostShare]], relation: '<=', bound: 0 }, // prettier-ignore
      { name: `least${d}`, terms: [[share, 1], [leaves, -terms.leastShare]], relation: '>=', bound: 0 }, // prettier-ignore
    );
  }
  rows.push(
    { name: 'everybody', terms: shares.map((v) => [v, 1] as const), relation: '=', bound: 1 },
    { name: 'batches', terms: used.map((v) => [v, 1] as const), relation: '<=', bound: terms.maxBatches }, // prettier-ignore
  );
  const calm = goal === 'calmest';
  const peak = calm ? variable({ name: 'peak', cost: PEAK_PRICE }) : -1;
  const wavePeak = calm ? variable({ name: 'wavepeak', cost: PEAK_PRICE / 5 }) : -1;
  const weeks: [number, number][][] = terms.hoursPerWeek.map(() => []);
  for (const [b, block] of blocks.entries()) {
    const need = block.responses.flatMap((load, d): [number, number][] =>
      load > 1e-6 ? [[shares[d] ?? 0, load * block.slope]] : [],
    );
    const upper = terms.available[b] ?? 0;
    const extra = variable({ name: `extra${b}`, cost: terms.costPerHour * block.hours * weight, upper }); // prettier-ignore
    const short = variable({ name: `short${b}`, cost: terms.shortagePerHour * block.hours * weight }); // prettier-ignore
    rows.push({
      name: `carry${b}`,
      terms: [...need, [extra, -1], [short, -1]],
      relation: '<=',
      bound: block.spare,
    });
    weeks[terms.weekOf[b] ?? 0]?.push([extra, block.hours]);
    if (calm) {
      rows.push(
        { name: `peak${b}`, terms: [[peak, 1], ...need.map(([v, c]) => [v, -c] as const)], relation: '>=', bound: block.ordinary }, // prettier-ignore
        { name: `wave${b}`, terms: [[wavePeak, 1], ...need.map(([v, c]) => [v, -c] as const)], relation: '>=', bound: 0 }, // prettier-ignore
      );
    }
  }
  for (const [w, hours] of weeks.entries()) {
    const bound = terms.hoursPerWeek[w] ?? 0;
    if (hours.length > 0) rows.push({ name: `week${w}`, terms: hours, relation: '<=', bound });
  }
  return { program: { variables, rows }, shares };
}

/** Positions that the wave needs per block when `shares` leave, under the linear model. */
export function wavePositions(
  blocks: readonly ReleaseBlock[],
  shares: readonly number[],
): number[] {
  return blocks.map(({ responses, slope }) =>
    responses.reduce((sum, load, d) => sum + load * slope * (shares[d] ?? 0), 0),
  );
}

/** A solution's shares without the dust: what is under a thousandth is nothing, the rest adds up to 1. */
export function cleanShares(values: readonly number[], { shares }: ReleaseModel): number[] {
  const raw = shares.map((variable) => {
    const share = values[variable] ?? 0;
    return share < 0.001 ? 0 : share;
  });
  const total = raw.reduce((sum, share) => sum + share, 0);
  return raw.map((share) => (total > 0 ? share / total : 0));
}
