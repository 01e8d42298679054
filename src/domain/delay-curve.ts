import type { Channel } from './audience.ts';

/**
 * How contacts spread over time after the release, for one channel of the mailing. `delivery[i]` is the share that is
 * delivered i delivery days after the release day (`delivery[0]` on the day itself); it adds up to 1. After delivery,
 * people react: a mixture of geometric waiting times over working days, `stay` being the chance to wait one more day.
 */
export interface DelayCurve {
  readonly delivery: readonly number[];
  readonly reaction: readonly Reaction[];
}

export interface Reaction {
  readonly weight: number;
  readonly stay: number;
}

/** One delay that could be the true one, with its probability; the weights of a list add up to 1. */
export interface DelayScenario {
  readonly weight: number;
  /** Working days later (or, negative, earlier) than the curve; never before the release. */
  readonly shiftDays: number;
  /** Above 1 people react faster than the curve, below 1 slower: `stay` becomes `stay ** speed`. */
  readonly speed: number;
  /** Mean of a Poisson number of working days by which each addressee gets it later still: slow or spread-out post. None when left out. */
  readonly spreadDays?: number;
  /** Odds that somebody reacts in the slowest of the curve's ways, relative to the curve: above 1, more people put it aside. 1 when left out. */
  readonly lateOdds?: number;
}

/** What is believed of the delay: a curve per channel of the mailing, and how far the truth may be off it. */
export interface DelayBelief {
  readonly curves: { readonly [channel in Channel]: DelayCurve };
  readonly scenarios: readonly DelayScenario[];
  /** A wave lasts this many working days after the release; what would come later is spread over these. */
  readonly horizonDays: number;
}

const letterReaction: readonly Reaction[] = [
  { weight: 0.75, stay: 0.6 },
  { weight: 0.25, stay: 0.9 },
];

/** `stay` of a reaction with a mean of 50 minutes in a working day of 8.5 hours. */
const WITHIN_THE_HOUR = Math.exp(-10.2);

const shifts = [
  [-1, 0.15],
  [0, 0.45],
  [1, 0.3],
  [2, 0.1],
] as const;
const speeds = [
  [0.6, 0.25],
  [1, 0.5],
  [1.6, 0.25],
] as const;

/**
 * Letters: 35, 45 and 20 % delivered on the first three delivery days (next-day share 95 % in 2018, 82 % in 2023), then reaction
 * between the fast bound (reminders: 11 % within about a day) and the slow one (marketing mail: median day 9): two thirds of the calls
 * within 4 working days. E-mail: a third within the hour, the rest over days. All are assumptions until own waves narrow them.
 */
export const DEFAULT_DELAY: DelayBelief = {
  curves: {
    letter: { delivery: [0, 0.35, 0.45, 0.2], reaction: letterReaction },
    email: {
      delivery: [1],
      reaction: [
        { weight: 0.35, stay: WITHIN_THE_HOUR },
        { weight: 0.45, stay: 0.4 },
        { weight: 0.2, stay: 0.85 },
      ],
    },
    portal: {
      delivery: [1],
      reaction: [
        { weight: 0.15, stay: WITHIN_THE_HOUR },
        { weight: 0.55, stay: 0.6 },
        { weight: 0.3, stay: 0.9 },
      ],
    },
  },
  scenarios: shifts.flatMap(([shiftDays, shiftWeight]) =>
    speeds.map(([speed, speedWeight]) => ({ shiftDays, speed, weight: shiftWeight * speedWeight })),
  ),
  horizonDays: 30,
};
