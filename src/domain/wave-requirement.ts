import { canonicalJson } from './canonical-json.ts';
import {
  addDemands,
  contactsOf,
  type DemandInterval,
  ordinaryDemand,
  perDayOf,
  waveDemand,
} from './demand.ts';
import type { Forecast } from './forecast.ts';
import type { Instant } from './instant.ts';
import { firstFrom } from './first-from.ts';
import { keepRecent } from './keep-recent.ts';
import type { Level } from './quantiles.ts';
import { type PositionsTarget, requiredPositions } from './required-positions.ts';
import { roundUp } from './round-up.ts';
import { DEFAULT_HANDLE_TIMES, type StaffingSettings } from './staffing-settings.ts';
import { levelled } from './valley-filling.ts';

/** What one half hour of the wave, ordinary load included, asks of the KCC. */
export interface WaveRequirementInterval {
  readonly start: Instant;
  readonly seconds: number;
  /** Contacts of all channels. */
  readonly contacts: number;
  /** Positions for who waits on the line or at the counter; whole. */
  readonly immediate: number;
  /** Positions in all: with the e-mails and call-backs of the day done in its quiet hours; whole. */
  readonly required: number;
}

/** Positions per half hour of the forecast, ordinary load included; see `demandRequirement`. `level` is how the wave turns out. */
export function waveRequirement(
  forecast: Forecast,
  settings: StaffingSettings,
  level: Level,
): WaveRequirementInterval[] {
  return demandRequirement(
    addDemands(waveDemand(forecast, level), ordinaryDemand(forecast)),
    settings,
  );
}

/** Positions per half hour for the ordinary load alone, as if the mailing did not leave. */
export function ordinaryRequirement(
  forecast: Forecast,
  settings: StaffingSettings,
): WaveRequirementInterval[] {
  return demandRequirement(ordinaryDemand(forecast), settings);
}

/**
 * Positions per half hour of `demand`, which is in order of time. Phone: the smallest number by Erlang A that meets service level, occupancy and
 * abandonment of `settings`. Counter: load at the maximum occupancy. E-mail and call-backs of a day wait until it suits, on the day itself: they fill its
 * valleys before they raise its peaks.
 */
export function demandRequirement(
  demand: readonly DemandInterval[],
  settings: StaffingSettings,
): WaveRequirementInterval[] {
  const positionsFor = phonePositions(settings);
  return perDayOf(demand).flatMap((day) => requirementOfDay(day, settings, positionsFor));
}

/** The target that `settings` set for phone calls. */
export function targetOf(settings: StaffingSettings): PositionsTarget {
  const { target, maxOccupancy, maxAbandonment, patienceSeconds } = settings;
  return { ...target, maxOccupancy, maxAbandonment, patienceSeconds };
}

function requirementOfDay(
  day: readonly DemandInterval[],
  settings: StaffingSettings,
  positionsFor: (load: number) => number,
): WaveRequirementInterval[] {
  const handleTimes = {
    phone: settings.handleTimeSeconds,
    ...DEFAULT_HANDLE_TIMES,
    ...settings.otherHandleTimeSeconds,
  };
  const concurrency = { phone: 1, ...settings.concurrency };
  const rows = day.map(({ contacts, seconds }) => {
    const load = (channel: keyof typeof contacts): number =>
      (contacts[channel] * handleTimes[channel]) / seconds / (concurrency[channel] ?? 1);
    return {
      seconds,
      immediate: positionsFor(load('phone')) + load('counter') / settings.maxOccupancy,
      deferrable: (load('email') + load('callback')) / settings.maxOccupancy,
    };
  });
  const positions = levelled(rows);
  return day.map((interval, i) => ({
    start: interval.start,
    seconds: interval.seconds,
    contacts: contactsOf(interval),
    immediate: roundUp(rows[i]?.immediate ?? 0),
    required: Math.max(settings.minimumPositions, roundUp(positions[i] ?? 0)),
  }));
}

/** The least and the largest load for which so many positions were needed. */
interface Step {
  readonly positions: number;
  least: number;
  most: number;
}

/** Steps in order, by the settings that they hold for; few settings are in use at once. */
const steps = new Map<string, Step[]>();
const MOST_SETTINGS = 8;

/**
 * Positions for a phone load in Erlang. More load never asks for fewer positions, so a load between two that ask for the same number asks for it too:
 * Erlang A is worked out for a few loads of each step alone, and kept while the settings last.
 */
function phonePositions(settings: StaffingSettings): (load: number) => number {
  const target = targetOf(settings);
  const { handleTimeSeconds } = settings;
  const key = canonicalJson({ handleTimeSeconds, ...target });
  const known = steps.get(key) ?? [];
  keepRecent(steps, key, known, MOST_SETTINGS);
  return (load) => {
    const at = firstFrom(known, ({ most }) => most, load);
    const next = known[at];
    if (next && next.least <= load) return next.positions;
    const positions = requiredPositions(load, handleTimeSeconds, target);
    const before = known[at - 1];
    if (next?.positions === positions) next.least = load;
    else if (before?.positions === positions) before.most = load;
    else known.splice(at, 0, { positions, least: load, most: load });
    return positions;
  };
}
