import { DEFAULT_DELAY, type DelayBelief, type DelayScenario } from './delay-curve.ts';

/** How late or early letters can land, and how spread out, in working days, with what probability. */
const DELIVERIES = [
  { shiftDays: -1, weight: 0.16 },
  { shiftDays: 0, weight: 0.34 },
  { shiftDays: 1, weight: 0.22 },
  { shiftDays: 2, weight: 0.06 },
  { shiftDays: 0, spreadDays: 1, weight: 0.11 },
  { shiftDays: -1, spreadDays: 2, weight: 0.11 },
] as const;

/** How many people put it aside. */
const LATE_ODDS = [
  { lateOdds: 0.4, weight: 0.3 },
  { lateOdds: 1, weight: 0.4 },
  { lateOdds: 8, weight: 0.3 },
] as const;

/** From about a fifth to twice as fast as the curve. */
const SPEEDS = [0.22, 0.33, 0.5, 0.72, 1, 1.4, 2];
/** ln(speed) is normal about that of the curve, or about that of marketing mail: seven and three in ten. */
const SPEED_KINDS = [
  { median: 1, spread: 0.45, weight: 0.7 },
  { median: 0.38, spread: 0.35, weight: 0.3 },
] as const;

/**
 * The grid of delays among which a running wave chooses: six deliveries by three shares of people who put it aside by seven speeds, over twelve
 * weeks so that the slow ones have room. It reaches from reminders (most calls within two days) to the 63-day curve of marketing mail, the slow
 * bound, and no curve of ours is taken to fit exactly: see `DAY_MISFIT_CV` and `REST_MISFIT_CV` in live-forecast.ts. An assumption.
 */
export const LIVE_DELAY: DelayBelief = {
  ...DEFAULT_DELAY,
  scenarios: liveScenarios(),
  horizonDays: 60,
};

function liveScenarios(): DelayScenario[] {
  const densities = SPEEDS.map((speed) =>
    SPEED_KINDS.reduce(
      (sum, { median, spread, weight }) =>
        sum + (weight / spread) * Math.exp(-0.5 * (Math.log(speed / median) / spread) ** 2),
      0,
    ),
  );
  const total = densities.reduce((sum, density) => sum + density, 0);
  return DELIVERIES.flatMap((delivery) =>
    LATE_ODDS.flatMap(({ lateOdds, weight }) =>
      SPEEDS.map((speed, i) => ({
        ...delivery,
        lateOdds,
        speed,
        weight: (delivery.weight * weight * (densities[i] ?? 0)) / total,
      })),
    ),
  );
}
