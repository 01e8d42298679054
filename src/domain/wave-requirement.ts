import { CONTACT_CHANNELS } from './contact-channel.ts';
import type { Forecast, ForecastDay, ForecastInterval } from './forecast.ts';
import type { Instant, LocalDate } from './instant.ts';
import { localDateOf } from './local-time.ts';
import type { Level } from './quantiles.ts';
import { requiredPositions, type PositionsTarget } from './required-positions.ts';
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

/**
 * Positions per half hour of the forecast. Phone: the smallest number by Erlang A that meets service level, occupancy and abandonment of
 * `settings`. Counter: load at the maximum occupancy. E-mail and call-backs of a day wait until it suits, on the day itself: they fill
 * its valleys before they raise its peaks. `level` picks how the day turns out: the mean of each half hour times the day's quantile over
 * the day's mean. (The quantile of a half hour's own count would count chance twice, as Erlang has it already.) Ordinary load counts with its mean.
 */
export function waveRequirement(
  forecast: Forecast,
  settings: StaffingSettings,
  level: Level,
): WaveRequirementInterval[] {
  const days = new Map(forecast.perDay.map((day) => [day.date, day]));
  return requirementWith(forecast, settings, (date) => factorOf(days.get(date), level));
}

/** Positions per half hour for the ordinary load alone, as if the mailing did not leave. */
export function ordinaryRequirement(
  forecast: Forecast,
  settings: StaffingSettings,
): WaveRequirementInterval[] {
  return requirementWith(forecast, settings, () => 0);
}

function requirementWith(
  forecast: Forecast,
  settings: StaffingSettings,
  waveFactorOn: (date: LocalDate) => number,
): WaveRequirementInterval[] {
  const positionsFor = phonePositions(settings);
  return groupBy(forecast.intervals, ({ start }) =>
    localDateOf(start, forecast.madeFrom.calendar.timeZone),
  ).flatMap(([date, intervals]) =>
    requirementOfDay(intervals, waveFactorOn(date), settings, positionsFor),
  );
}

/** The target that `settings` set for phone calls. */
export function targetOf(settings: StaffingSettings): PositionsTarget {
  const { target, maxOccupancy, maxAbandonment, patienceSeconds } = settings;
  return { ...target, maxOccupancy, maxAbandonment, patienceSeconds };
}

function requirementOfDay(
  intervals: readonly ForecastInterval[],
  factor: number,
  settings: StaffingSettings,
  positionsFor: (load: number) => number,
): WaveRequirementInterval[] {
  const handleTimes = {
    phone: settings.handleTimeSeconds,
    ...DEFAULT_HANDLE_TIMES,
    ...settings.otherHandleTimeSeconds,
  };
  const rows = groupBy(intervals, ({ start }) => start).map(([start, together]) => {
    const seconds = together[0]?.seconds ?? 1;
    const contacts = { phone: 0, counter: 0, email: 0, callback: 0 };
    for (const one of together) contacts[one.channel] += one.mean * factor + one.ordinary;
    const load = (channel: keyof typeof contacts): number =>
      (contacts[channel] * handleTimes[channel]) / seconds;
    return {
      start,
      seconds,
      contacts: CONTACT_CHANNELS.reduce((sum, channel) => sum + contacts[channel], 0),
      immediate: positionsFor(load('phone')) + load('counter') / settings.maxOccupancy,
      deferrable: (load('email') + load('callback')) / settings.maxOccupancy,
    };
  });
  const positions = levelled(rows);
  return rows.map(({ start, seconds, contacts, immediate }, i) => ({
    start,
    seconds,
    contacts,
    immediate: roundUp(immediate),
    required: Math.max(settings.minimumPositions, roundUp(positions[i] ?? 0)),
  }));
}

function factorOf(day: ForecastDay | undefined, level: Level): number {
  return day && day.mean > 0 ? day[level] / day.mean : 0;
}

function phonePositions(settings: StaffingSettings): (load: number) => number {
  const known = new Map<number, number>();
  const target = targetOf(settings);
  return (load) => {
    const positions =
      known.get(load) ?? requiredPositions(load, settings.handleTimeSeconds, target);
    known.set(load, positions);
    return positions;
  };
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups];
}
