import { audienceSize } from '../domain/audience.ts';
import type { Batch } from '../domain/dispatch-plan.ts';
import { batchesFor, DISPATCH_OPTIONS_VERSION, dispatchChoices, type DispatchOption, type DispatchOptionKind, type DispatchOptions, type DispatchOptionsInput, equalShares, momentForAll, releaseMoments, remainingAudience } from '../domain/dispatch-options.ts'; // prettier-ignore
import { dispatchNeed, evaluateDispatch, peakOf } from '../domain/dispatch-options-evaluate.ts';
import { dispatchOptionsFaults } from '../domain/dispatch-options-faults.ts';
import { dispatchOptionsText, dispatchOptionText } from '../domain/dispatch-options-text.ts';
import { addSeconds, type Instant, type LocalDate } from '../domain/instant.ts';
import { localDateOf } from '../domain/local-time.ts';
import { cleanShares, type ReleaseGoal, releaseModel, type ReleaseTerms, wavePositions } from '../domain/release-model.ts'; // prettier-ignore
import { releaseTerms } from '../domain/release-model-terms.ts';
import { type ReleaseBlock, releaseBlocks } from '../domain/release-model-response.ts';
import { DEFAULT_STAFFING_PRICES } from '../domain/staffing-model-input.ts';
import { PlannerInputError } from './planner-input-error.ts';
import type { PlanOptions } from './plan-staffing.ts';
import { type Solver, startSolver } from './solver.ts';

/** Proven within one per cent, or what is found in five seconds per plan. */
const LIMITS = { relativeGap: 0.01, timeLimitSeconds: 5, memoryLimitMb: 190 };
/** How much later is looked for when nothing can be carried in time. */
const LATER_WEEKS = 8;
/** Releases in equal batches that are worked out exactly. */
const EXACT = 4;

interface Release {
  readonly batches: readonly Batch[];
  readonly gap: number;
  readonly proven: boolean;
}

/**
 * Three ways to send the mailing: all at once, cheapest, calmest. For each goal a release plan is solved with staffing as a continuous quantity; beside it
 * stand equal batches, which often are as calm; every candidate is then worked out with the exact requirement and the best is kept.
 * @throws PlannerInputError with every fault of `input`; the reason of `signal` when it was aborted
 */
export async function dispatchOptions(
  input: DispatchOptionsInput,
  options: PlanOptions = {},
): Promise<DispatchOptions> {
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const tell = (phase: 'preparing' | 'solving' | 'checking' | 'done'): void =>
    options.onProgress?.({ phase, seconds: seconds() });
  const faults = dispatchOptionsFaults(input);
  if (faults.length > 0) throw new PlannerInputError(faults);
  tell('preparing');
  options.signal?.throwIfAborted();
  const latest = localDateOf(addSeconds(input.window.closesAt, -1), input.wave.calendar.timeZone);
  const moments = releaseMoments(input);
  const answer = { formulaVersion: DISPATCH_OPTIONS_VERSION };
  if (moments.length === 0) {
    const text = dispatchOptionsText([], latest, undefined);
    return { ...answer, options: [], meetsLegalDate: false, text, proofs: [], seconds: seconds() };
  }
  const blocks = releaseBlocks(input, moments);
  const terms = releaseTerms(input, blocks);
  tell('solving');
  const solver = startSolver(options.signal ? { signal: options.signal } : {});
  try {
    const cheap = await release(input, moments, blocks, terms, 'cheapest', solver);
    const calm = await release(input, moments, blocks, terms, 'calmest', solver);
    options.signal?.throwIfAborted();
    tell('checking');
    const once = atOnce(input, moments);
    const solved = [...cheap, ...calm].map(({ batches }) => batches);
    const equal = lowestPeaks(blocks, equalReleases(input, moments));
    const calmer = bestPeaks(
      input,
      distinct([...solved, ...equal.map((shares) => batchesFor(input, moments, shares))]),
    );
    const worked = distinct([once, ...solved.slice(0, cheap.length), ...calmer.slice(0, 2)]).map(
      (batches) => evaluateDispatch(input, 'cheapest', batches),
    );
    const [all] = worked;
    const cheapest = cheapestOf(input, worked);
    const calmest = worked.find(({ plan }) => plan.batches === calmer[0]) ?? all;
    const found = all && calmest ? [named(all, 'all-at-once'), cheapest, named(calmest, 'calmest')] : []; // prettier-ignore
    const meets = found.some(({ carried }) => carried);
    const carriedBy = meets ? undefined : carriedLater(input);
    tell('done');
    return {
      ...answer,
      options: found,
      meetsLegalDate: meets,
      text: dispatchOptionsText(found, latest, carriedBy),
      proofs: [
        ...cheap.map((one) => proof('cheapest', one)),
        ...calm.map((one) => proof('calmest', one)),
      ],
      seconds: seconds(),
    };
  } finally {
    await solver.close();
  }
}

/** The release plan for `goal`; none when the solver's answer did not stand the check, or there is nothing to carry. */
async function release(
  input: DispatchOptionsInput,
  moments: readonly Instant[],
  blocks: readonly ReleaseBlock[],
  terms: ReleaseTerms,
  goal: ReleaseGoal,
  solver: Solver,
): Promise<Release[]> {
  if (blocks.length === 0) return [];
  const model = releaseModel(blocks, terms, goal);
  const solved = await solver.solve(model.program, LIMITS);
  if (!solved.values) return [];
  const gap = Math.max(0, (solved.objective - solved.bound) / Math.max(1e-9, solved.objective));
  const shares = cleanShares(solved.values, model);
  return [
    { batches: batchesFor(input, moments, shares), gap, proven: solved.status === 'optimal' },
  ];
}

function proof(kind: ReleaseGoal, { gap, proven }: Release): DispatchOptions['proofs'][number] {
  return { kind, gap, status: proven ? 'proven' : 'unproven' };
}

function atOnce(input: DispatchOptionsInput, moments: readonly Instant[]): Batch[] {
  const index = momentForAll(moments, input.window.preferredAt, input.wave.calendar);
  return batchesFor(input, moments, moments.map((_, i) => (i === index ? 1 : 0))); // prettier-ignore
}

/** Equal shares over the window, for every number of batches and every step that fits; starting at the first moment or at the preferred one. */
function equalReleases(input: DispatchOptionsInput, moments: readonly Instant[]): number[][] {
  const { maxBatches, mostPerDay } = dispatchChoices(input);
  const size = audienceSize(remainingAudience(input));
  const preferred = momentForAll(moments, input.window.preferredAt, input.wave.calendar);
  const plans: number[][] = [];
  for (let count = 2; count <= maxBatches; count += 1) {
    if (size / count > mostPerDay) continue;
    for (const from of new Set([0, preferred])) {
      const longest = Math.floor((moments.length - 1 - from) / (count - 1));
      for (const step of new Set([longest, Math.min(longest, 5), Math.min(longest, 3)])) {
        const shares = step > 0 ? equalShares(moments.length, count, step, from) : undefined;
        if (shares) plans.push(shares);
      }
    }
  }
  return plans;
}

/** The few of `releases` with the lowest peak under the linear model; only these are worth the exact calculation. */
function lowestPeaks(
  blocks: readonly ReleaseBlock[],
  releases: readonly (readonly number[])[],
): (readonly number[])[] {
  return releases
    .map((shares) => {
      const wave = wavePositions(blocks, shares);
      const all = wave.map((positions, b) => positions + (blocks[b]?.ordinary ?? 0));
      return { shares, peak: Math.max(0, ...all), ofWave: Math.max(0, ...wave) };
    })
    .toSorted((a, b) => a.peak - b.peak || a.ofWave - b.ofWave)
    .slice(0, EXACT)
    .map(({ shares }) => shares);
}

/** `plans` by their exact peak of positions, lowest first; then the fewest hours short, then those that are done first. */
function bestPeaks(
  input: DispatchOptionsInput,
  plans: readonly (readonly Batch[])[],
): (readonly Batch[])[] {
  const lastOf = (batches: readonly Batch[]): number =>
    Date.parse(batches.at(-1)?.releaseAt ?? input.window.opensAt);
  return plans
    .map((batches) => {
      const need = dispatchNeed(input, batches);
      return { batches, peak: peakOf(need), hours: need.shortage.summary.personHours };
    })
    .toSorted(
      (a, b) => a.peak - b.peak || a.hours - b.hours || lastOf(a.batches) - lastOf(b.batches),
    )
    .map(({ batches }) => batches);
}

/** The plan with the lowest cost, shortage priced as in the staffing plan. */
function cheapestOf(
  { prices, settings }: DispatchOptionsInput,
  plans: readonly DispatchOption[],
): DispatchOption {
  const price = prices?.shortagePerHour ?? DEFAULT_STAFFING_PRICES.shortagePerHour;
  const worth = ({ cost, shortage }: DispatchOption): number =>
    cost + shortage.personHours * (1 - settings.shrinkage) * price;
  const [best] = plans.toSorted((a, b) => worth(a) - worth(b));
  if (!best) throw new RangeError('There are no plans to choose from');
  return best;
}

function named(option: DispatchOption, kind: DispatchOptionKind): DispatchOption {
  const same = { ...option, kind };
  return { ...same, text: dispatchOptionText(same) };
}

/** The last day of the first plan of equal batches that can be carried when the window stays open longer; undefined when none can. */
function carriedLater(input: DispatchOptionsInput): LocalDate | undefined {
  const { maxBatches, mostPerDay } = dispatchChoices(input);
  const size = audienceSize(remainingAudience(input));
  for (let weeks = 1; weeks <= LATER_WEEKS; weeks *= 2) {
    const closes = addSeconds(input.window.closesAt, weeks * 7 * 86_400);
    const moments = releaseMoments(input, closes, Infinity);
    const counts = [maxBatches, Math.ceil(maxBatches / 2)].filter((n) => n > 1 && size / n <= mostPerDay); // prettier-ignore
    for (const count of counts) {
      const step = Math.floor((moments.length - 1) / (count - 1));
      const shares = step > 0 ? equalShares(moments.length, count, step, 0) : undefined;
      if (!shares) continue;
      const option = evaluateDispatch(input, 'calmest', batchesFor(input, moments, shares));
      if (option.carried) return option.lastDate;
    }
  }
  return undefined;
}

function distinct(plans: readonly (readonly Batch[])[]): (readonly Batch[])[] {
  return [...new Map(plans.map((batches) => [JSON.stringify(batches), batches])).values()];
}
