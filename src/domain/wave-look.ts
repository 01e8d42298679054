import type { Quantiles } from './quantiles.ts';
import type { StaffingSettings } from './staffing-settings.ts';
import { whole } from './number-text.ts';

/** One half hour that is over: what came in by all channels, and who was there. */
export interface CountedInterval {
  readonly seconds: number;
  readonly offered: number;
  readonly present: number;
}

/** The number of half hours in a row that must be too busy: one is chance, two are a wave. */
const IN_A_ROW = 2;

/**
 * Why the wave is more than the staff can carry, in Dutch; undefined when it is not, or nothing was counted.
 * A position carries seconds x occupancy / handle time contacts in an interval. `counted` is in order of time.
 */
export function overloadReason(
  counted: readonly CountedInterval[],
  { maxOccupancy, handleTimeSeconds }: StaffingSettings,
): string | undefined {
  const last = counted.slice(-IN_A_ROW);
  const carried = ({ present, seconds }: CountedInterval) =>
    (present * seconds * maxOccupancy) / handleTimeSeconds;
  if (last.length < IN_A_ROW || last.some((one) => one.offered <= carried(one))) return undefined;
  const offered = last.reduce((sum, one) => sum + one.offered, 0);
  const could = last.reduce((sum, one) => sum + carried(one), 0);
  return `In het laatste uur kwamen er ${whole(offered, 'nl')} contacten binnen, en het KCC kan er met deze bezetting ${whole(could, 'nl')} aan.`;
}

/** Why today brings more than was forecast, in Dutch; undefined when it does not. */
export function surpriseReason(
  questionsToday: number,
  today: Pick<Quantiles, 'p90'> | undefined,
): string | undefined {
  if (!today || questionsToday <= today.p90) return undefined;
  return `Vandaag zijn er al ${whole(questionsToday, 'nl')} vragen over deze mailing, meer dan de ${whole(today.p90, 'nl')} die hoogstens werden verwacht.`;
}

/**
 * Why the whole wave will be larger than what was prepared for, in Dutch; undefined while that is not likely, and on a day that is no busier than expected: so that a
 * lead who let the batches go on is told again only when it goes on growing. `live` is the forecast from the counts so far.
 */
export function growthReason(
  questionsToday: number,
  today: Pick<Quantiles, 'p50'> | undefined,
  live: Pick<Quantiles, 'p50'>,
  prepared: Pick<Quantiles, 'p90'>,
): string | undefined {
  if (!today || questionsToday <= today.p50 || live.p50 <= prepared.p90) return undefined;
  return `De hele belgolf wordt nu op ${whole(live.p50, 'nl')} contacten geschat, meer dan de ${whole(prepared.p90, 'nl')} waarop de bezetting is voorbereid.`;
}

/** A wave with fewer questions than this on its busiest day says nothing about when it is over. */
const SMALLEST_PEAK = 20;
const EBBED_SHARE = 0.05;
const QUIET_DAYS = 2;

/** Whether the last two working days brought under a twentieth of the busiest one. `perDay` is of working days, in order. */
export function hasEbbed(perDay: readonly number[]): boolean {
  const peak = Math.max(0, ...perDay);
  const last = perDay.slice(-QUIET_DAYS);
  return (
    peak >= SMALLEST_PEAK &&
    last.length === QUIET_DAYS &&
    last.every((questions) => questions < EBBED_SHARE * peak)
  );
}
