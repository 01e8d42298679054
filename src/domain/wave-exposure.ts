import { type Channel, CHANNELS, type Audience } from './audience.ts';
import type { DelayBelief, DelayCurve, DelayScenario, Reaction } from './delay-curve.ts';
import { deliveryDayAfter } from './delivery.ts';
import { type Instant, shareOver } from './instant.ts';
import { type IntradayProfile, intradayShares, type WeekdayProfile } from './intraday-profile.ts';
import { localDateOf } from './local-time.ts';
import { poissonShares } from './poisson-shares.ts';
import { dayIndexFrom, type WaveDay } from './wave-days.ts';

/**
 * Addressees whose contact, if they make one, falls on each working day: the exposure of Gamma-Poisson learning. Adds up to all
 * addressees (times their channel factor) of the batches.
 */
export interface WaveExposure {
  readonly perDay: Float64Array;
  /** Days on which a message arrived while the KCC was open: the part of that day's exposure that comes only after it, per half hour. */
  readonly arrivals: readonly DayArrivals[];
}

export interface DayArrivals {
  readonly day: number;
  readonly perInterval: readonly number[];
}

/** What does not depend on the delay scenario. */
export interface ExposureContext {
  readonly days: readonly WaveDay[];
  readonly timeZone: string;
  readonly weekday: WeekdayProfile;
  readonly intraday: IntradayProfile;
  readonly delay: DelayBelief;
  readonly channelFactors: { readonly [channel in Channel]: number };
}

interface ReleasedAudience {
  readonly releaseAt: Instant;
  readonly audience: Audience;
}

/** Where reactions to a delivered part of the audience start. */
interface Arrival {
  readonly day: number;
  readonly share: number;
  /** Shares per half hour of the first day that lie after the arrival; undefined when the whole day does. */
  readonly rest?: readonly number[];
}

/** The exposure that `batches` cause under each of the `scenarios`, in the same order. */
export function waveExposures(
  batches: readonly ReleasedAudience[],
  scenarios: readonly DelayScenario[],
  context: ExposureContext,
): WaveExposure[] {
  const parts = batches.flatMap(({ releaseAt, audience }) =>
    CHANNELS.filter((channel) => audience[channel] > 0).map((channel) => ({
      addressees: audience[channel] * context.channelFactors[channel],
      ...partOf(releaseAt, channel, context),
    })),
  );
  return scenarios.map((scenario) => {
    const perDay = new Float64Array(context.days.length);
    const arrivals: DayArrivals[] = [];
    for (const part of parts) addPart(part, scenario, context, perDay, arrivals);
    return { perDay, arrivals };
  });
}

/** What one channel of one batch reaches, whatever the delay scenario. */
interface Part {
  readonly addressees: number;
  readonly curve: DelayCurve;
  /** First day on which it can cause contacts, and the day after the last. */
  readonly from: number;
  readonly to: number;
  readonly arrivals: readonly Arrival[];
}

function partOf(
  releaseAt: Instant,
  channel: Channel,
  context: ExposureContext,
): Omit<Part, 'addressees'> {
  const { days, delay } = context;
  const curve = delay.curves[channel];
  const date = localDateOf(releaseAt, context.timeZone);
  const from = dayIndexFrom(days, date);
  const to = Math.min(days.length, from + delay.horizonDays + 1);
  if (channel === 'letter') {
    const dayOf = (lag: number): number => dayIndexFrom(days, deliveryDayAfter(date, lag));
    const arrivals = curve.delivery.map((share, lag) => ({ share, day: dayOf(lag) }));
    return { curve, from, to, arrivals };
  }
  // Sent while the KCC is closed, it is as if sent at the next opening.
  const first = laterShares(days[from], releaseAt, context.intraday) ? from : from + 1;
  const rest = laterShares(days[first], releaseAt, context.intraday);
  const arrivals = curve.delivery.map((share, lag) => ({
    share,
    day: first + lag,
    ...(lag === 0 && rest && { rest }),
  }));
  return { curve, from: first, to, arrivals };
}

/** The intraday shares of the half hours that start at or after `releaseAt`, 0 for the others; undefined when none does. */
function laterShares(
  day: WaveDay | undefined,
  releaseAt: Instant,
  profile: IntradayProfile,
): number[] | undefined {
  if (!day) return undefined;
  const shares = intradayShares(day.intervals, profile).map((share, i) =>
    Date.parse(day.intervals[i]?.start ?? '') >= Date.parse(releaseAt) ? share : 0,
  );
  return shares.some((share) => share > 0) ? shares : undefined;
}

/** Adds the exposure of one part, scaled so that each of its addressees counts once whatever the weekdays. */
function addPart(
  { addressees, curve, from, to, arrivals }: Part,
  { shiftDays, speed, spreadDays, lateOdds }: DelayScenario,
  { days, weekday }: ExposureContext,
  perDay: Float64Array,
  dayArrivals: DayArrivals[],
): void {
  let mass = new Float64Array(days.length);
  const reaction = lateOdds === undefined ? curve.reaction : withLateOdds(curve.reaction, lateOdds);
  const firstDays: DayArrivals[] = [];
  for (const arrival of arrivals) {
    const day = Math.max(from, arrival.day + (arrival.rest ? Math.max(0, shiftDays) : shiftDays));
    const rest = day === arrival.day ? arrival.rest : undefined;
    const perInterval = addReactions(
      mass,
      { share: arrival.share, day, ...(rest && { rest }) },
      reaction,
      speed,
      to,
    );
    if (perInterval && !spreadDays) firstDays.push({ day, perInterval });
  }
  if (spreadDays) mass = spreadOut(mass, poissonShares(spreadDays));
  const weightOf = (d: number): number => weekday[days[d]?.weekday ?? 1];
  let total = 0;
  for (let d = from; d < to; d += 1) {
    mass[d] = (mass[d] ?? 0) * weightOf(d);
    total += mass[d] ?? 0;
  }
  const scale = total > 0 ? addressees / total : 0;
  for (let d = from; d < to; d += 1) perDay[d] = (perDay[d] ?? 0) + (mass[d] ?? 0) * scale;
  for (const { day, perInterval } of firstDays) {
    const factor = scale * weightOf(day);
    dayArrivals.push({ day, perInterval: perInterval.map((share) => share * factor) });
  }
}

/** The slowest way of reacting with its odds times `odds`; the others keep their proportions. */
function withLateOdds(reaction: readonly Reaction[], odds: number): readonly Reaction[] {
  const slowest = Math.max(...reaction.map(({ stay }) => stay));
  const late = sumOf(reaction.map(({ stay, weight }) => (stay === slowest ? weight : 0)));
  const total = 1 - late + odds * late;
  return reaction.map(({ weight, stay }) => ({
    stay,
    weight: (stay === slowest ? odds * weight : weight) / total,
  }));
}

/** Adds the reactions to one arrival; returns those of its first day per half hour when it came in the course of that day. */
function addReactions(
  mass: Float64Array,
  { day, share, rest }: Arrival,
  reaction: readonly Reaction[],
  speed: number,
  end: number,
): number[] | undefined {
  const firstDay = rest?.map(() => 0);
  const available = rest?.reduce((sum, part) => sum + part, 0) ?? 1;
  for (const { weight, stay } of reaction) {
    const staying = stay ** speed;
    let silent = share * weight;
    rest?.forEach((part, i) => {
      const later = silent * staying ** part;
      if (firstDay) firstDay[i] = (firstDay[i] ?? 0) + silent - later;
      silent = later;
    });
    silent = share * weight;
    for (let d = day; d < end; d += 1) {
      const later = silent * (d === day ? staying ** available : staying);
      mass[d] = (mass[d] ?? 0) + silent - later;
      silent = later;
    }
  }
  return firstDay;
}

/** Each day's mass moved k days later for the share `shares[k]` of it; what leaves the array is lost. */
function spreadOut(
  mass: Float64Array<ArrayBuffer>,
  shares: readonly number[],
): Float64Array<ArrayBuffer> {
  return mass.map((_, day) =>
    shares.reduce((sum, share, k) => sum + share * (mass[day - k] ?? 0), 0),
  );
}

/** The exposure of each day up to `until`, for each of `exposures`: of a day under way that of the half hours that are over, and of the part of one that is under way. */
export function exposuresUntil(
  exposures: readonly WaveExposure[],
  until: Instant,
  { days, intraday }: Pick<ExposureContext, 'days' | 'intraday'>,
): number[][] {
  const over = days.map(({ intervals }) =>
    intervals.map(({ start, seconds }) => shareOver(start, seconds, until)),
  );
  return exposures.map(({ perDay, arrivals }) =>
    days.map(({ intervals }, day) => {
      const total = perDay[day] ?? 0;
      const parts = over[day] ?? [];
      if (parts.every((part) => part === 1)) return total;
      if (parts.every((part) => part === 0)) return 0;
      const shares = intradayShares(intervals, intraday);
      const onDay = arrivals.filter((arrival) => arrival.day === day);
      const usual = total - sumOf(onDay.map(({ perInterval }) => sumOf(perInterval)));
      const extra = onDay.map(({ perInterval }) => weighted(perInterval, parts));
      return usual * weighted(shares, parts) + sumOf(extra);
    }),
  );
}

function weighted(list: readonly number[], parts: readonly number[]): number {
  return list.reduce((sum, one, i) => sum + one * (parts[i] ?? 0), 0);
}

function sumOf(list: readonly number[]): number {
  return list.reduce((sum, one) => sum + one, 0);
}
