import type { Quantiles } from './quantiles.ts';

/** How a wave goes today, beside what was forecast. */
export interface WavePace {
  /** Contacts expected by now. */
  readonly byNow: number;
  /** More came in than the upper side of the forecast and chance explain. */
  readonly busier: boolean;
}

/**
 * What `logged` contacts of a day come to when `share` (0 to 1) of the day has passed; `day` is the forecast of the whole day, left out when nothing
 * was forecast. Counts swing by their root (Poisson), so small ones need more before they are called busy.
 */
export function paceOf(logged: number, day: Quantiles | undefined, share: number): WavePace {
  if (!day) return { byNow: 0, busier: false };
  const upper = day.p90 * share;
  const swing = 2 * Math.sqrt(upper) + 2;
  return { byNow: Math.round(day.p50 * share), busier: logged > Math.min(day.p90, upper + swing) };
}
