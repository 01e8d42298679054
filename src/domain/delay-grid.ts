import { DEFAULT_DELAY, type DelayBelief, type DelayScenario } from './delay-curve.ts';

/** How late or early letters can land, and how spread out, in working days, with what probability. */
const DELIVERIES = [
  { shiftDays: -1, weight: 0.14 },
  { shiftDays: 0, weight: 0.3 },
  { shiftDays: 1, weight: 0.2 },
  { shiftDays: 2, weight: 0.06 },
  { shiftDays: 0, spreadDays: 1, weight: 0.12 },
  { shiftDays: 0, spreadDays: 2, weight: 0.1 },
  { shiftDays: 0, spreadDays: 3.5, weight: 0.08 },
] as const;

/** From a quarter to two and a half times as fast as the curve. */
const SPEEDS = [0.25, 0.35, 0.45, 0.6, 0.8, 1, 1.3, 1.8, 2.5];
/** ln(speed) is about normal: a little slower than the curve, which is nearer to the fast bound, and wide. */
const SPEED_MEDIAN = 0.85;
const SPEED_SPREAD = 0.6;

/**
 * The fine grid of delays among which a running wave chooses: seven deliveries by nine speeds, a rounded normal in ln(speed), over twelve
 * weeks so that the slow ones have room. The 63-day curve of marketing mail, the slow bound, lies about at a spread of 1.5 and a speed of
 * 0.6. An assumption.
 */
export const LIVE_DELAY: DelayBelief = {
  ...DEFAULT_DELAY,
  scenarios: liveScenarios(),
  horizonDays: 60,
};

function liveScenarios(): DelayScenario[] {
  const densities = SPEEDS.map((speed) =>
    Math.exp(-0.5 * (Math.log(speed / SPEED_MEDIAN) / SPEED_SPREAD) ** 2),
  );
  const total = densities.reduce((sum, density) => sum + density, 0);
  return DELIVERIES.flatMap((delivery) =>
    SPEEDS.map((speed, i) => ({
      ...delivery,
      speed,
      weight: (delivery.weight * (densities[i] ?? 0)) / total,
    })),
  );
}
