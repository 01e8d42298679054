import { DEFAULT_HANDLE_TIMES, type StaffingSettings } from './staffing-settings.ts';
import { addDemands, type DemandInterval, ordinaryDemand, waveDemand } from './demand.ts';
import { type DispatchOptionsInput, remainingAudience } from './dispatch-options.ts';
import { makeForecast } from './make-forecast.ts';
import { addSeconds, type Instant } from './instant.ts';
import type { PositionsTarget } from './required-positions.ts';
import { requiredPositions } from './required-positions.ts';
import { positionsPresent } from './roster.ts';
import { demandRequirement, targetOf } from './wave-requirement.ts';

/** A piece of a day (an hour or so) as the release plan sees it. Loads in Erlang, positions not rounded. */
export interface ReleaseBlock {
  readonly start: Instant;
  readonly hours: number;
  /** Load when everything leaves at once, per moment of release. */
  readonly responses: readonly number[];
  /** Positions that the ordinary load needs. */
  readonly ordinary: number;
  /** Positions on the roster that the ordinary load does not need. */
  readonly spare: number;
  /** Positions per Erlang more, from the ordinary load on: the requirement is concave, so that this is never too few. */
  readonly slope: number;
}

/** Half hours that are taken together: the release plan needs no finer grain, and the exact requirement comes after it. */
const TOGETHER = 2;
/** Share of one position that is not worth a block. */
const NEGLIGIBLE = 0.02;

/**
 * What each moment of release would cause, in blocks of time, with what the roster can carry. The wave is linear in the shares of the audience,
 * so that this holds for every way to divide it. Days without any shift count as staffed for the ordinary load.
 */
export function releaseBlocks(
  input: DispatchOptionsInput,
  moments: readonly Instant[],
): ReleaseBlock[] {
  const { wave, settings } = input;
  const audience = remainingAudience(input);
  const forecasts = moments.map((releaseAt) =>
    makeForecast({ ...wave, batches: [{ number: 1, releaseAt, audience }] }),
  );
  const longest = longestOf(input, moments);
  const factor = longest.totals.mean > 0 ? longest.totals.p50 / longest.totals.mean : 0;
  const ordinary = ordinaryFor(input, longest);
  const needed = demandRequirement(ordinary, settings);
  const present = presentFor(input, ordinary, needed);
  const target = targetOf(settings);
  const loads = forecasts.map((forecast) => loadsOf(waveDemand(forecast, 'mean'), settings));
  const rows = ordinary.map((one, i) => {
    const base = (one.contacts.phone * settings.handleTimeSeconds) / one.seconds;
    const own = needed[i]?.required ?? 0;
    return {
      start: one.start,
      date: one.date,
      hours: one.seconds / 3600,
      responses: loads.map((load) => (load.get(Date.parse(one.start)) ?? 0) * factor),
      ordinary: own,
      spare: Math.max(0, (present[i] ?? 0) - own),
      slope: slopeAt(base, settings, target),
    };
  });
  return blocksOf(rows).filter(({ responses, slope }) =>
    responses.some((load) => load * slope > NEGLIGIBLE),
  );
}

/** Ordinary load and other waves in the half hours of `forecast`. */
export function ordinaryFor(
  { others = [] }: DispatchOptionsInput,
  forecast: Parameters<typeof ordinaryDemand>[0],
): DemandInterval[] {
  return addDemands(ordinaryDemand(forecast), ...others);
}

/** Positions on the roster per interval; on a day on which nobody has a shift yet, those that the ordinary load needs. */
export function presentFor(
  { shifts, people, settings }: DispatchOptionsInput,
  intervals: readonly DemandInterval[],
  needed: readonly { readonly required: number }[],
): number[] {
  const present = positionsPresent(intervals, shifts, people, settings.shrinkage);
  const staffed = new Set(
    intervals.filter((_, i) => (present[i] ?? 0) > 0).map(({ date }) => date),
  );
  return intervals.map(({ date }, i) =>
    staffed.has(date) ? (present[i] ?? 0) : (needed[i]?.required ?? 0),
  );
}

/** A forecast over all days that any release can reach. */
function longestOf({ wave, alreadyLeft = [] }: DispatchOptionsInput, moments: readonly Instant[]) {
  const [first, last] = [moments[0], moments.at(-1)];
  const { audience } = wave;
  const ends = [first, last].flatMap((releaseAt) => (releaseAt === undefined ? [] : [releaseAt]));
  const half = { letter: Math.ceil(audience.letter / 2), email: Math.ceil(audience.email / 2), portal: Math.ceil(audience.portal / 2) }; // prettier-ignore
  return makeForecast({
    ...wave,
    batches: [
      ...alreadyLeft,
      ...ends.map((releaseAt, i) => ({ number: i + 1, releaseAt, audience: half })),
    ],
  });
}

/** Work of the wave per half hour in positions at the wanted occupancy: calls and counter when they come, the rest spread over the day. */
function loadsOf(
  demand: readonly DemandInterval[],
  settings: StaffingSettings,
): Map<number, number> {
  const times = { ...DEFAULT_HANDLE_TIMES, ...settings.otherHandleTimeSeconds };
  const days = new Map<string, { seconds: number; work: number }>();
  for (const { date, seconds, contacts } of demand) {
    const day = days.get(date) ?? { seconds: 0, work: 0 };
    day.seconds += seconds;
    day.work += contacts.email * times.email + contacts.callback * times.callback;
    days.set(date, day);
  }
  return new Map(
    demand.map(({ start, date, seconds, contacts }) => {
      const day = days.get(date);
      const now = contacts.phone * settings.handleTimeSeconds + contacts.counter * times.counter;
      return [Date.parse(start), now / seconds + (day ? day.work / day.seconds : 0)];
    }),
  );
}

/** Positions per Erlang around a load of `base`, taken over a step wide enough to see over the whole numbers. */
function slopeAt(base: number, settings: StaffingSettings, target: PositionsTarget): number {
  const step = Math.max(4, 0.4 * base);
  const [low, high] = [base, base + step].map((load) =>
    requiredPositions(load, settings.handleTimeSeconds, target),
  );
  return ((high ?? 0) - (low ?? 0)) / step;
}

type Row = ReleaseBlock & { readonly date: string };

function blocksOf(rows: readonly Row[]): ReleaseBlock[] {
  const blocks: ReleaseBlock[] = [];
  for (let i = 0; i < rows.length;) {
    const first = rows[i];
    if (!first) break;
    const together = rows.slice(i, i + TOGETHER).filter(({ date }) => date === first.date);
    i += together.length;
    const mean = (of: (row: Row) => number): number =>
      together.reduce((sum, row) => sum + of(row) * row.hours, 0) /
      together.reduce((sum, row) => sum + row.hours, 0);
    blocks.push({
      start: addSeconds(first.start, 0),
      hours: together.reduce((sum, { hours }) => sum + hours, 0),
      responses: first.responses.map((_, d) => mean((row) => row.responses[d] ?? 0)),
      ordinary: mean((row) => row.ordinary),
      spare: mean((row) => row.spare),
      slope: Math.max(...together.map(({ slope }) => slope)),
    });
  }
  return blocks;
}
