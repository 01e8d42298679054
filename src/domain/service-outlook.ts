import { backlogOver } from './backlog.ts';
import { addDemands, ordinaryDemand, waveDemand } from './demand.ts';
import type { Forecast } from './forecast.ts';
import type { Instant, LocalDate } from './instant.ts';
import type { Level } from './quantiles.ts';
import { DEFAULT_HANDLE_TIMES, type StaffingSettings } from './staffing-settings.ts';

/** How a half hour on the phone goes with the people who are there, with what the half hours before it left behind. */
export interface ServiceOutlook {
  readonly start: Instant;
  readonly seconds: number;
  /** Calls that arrive: wave and ordinary load. */
  readonly calls: number;
  /** People on the phone; whole. */
  readonly agents: number;
  /** Share of the calls of this half hour that is answered within the target's threshold. */
  readonly serviceLevel: number;
  readonly abandonment: number;
  /** Callers waiting at the end: what is carried over into the next half hour of the day. */
  readonly waitingAtEnd: number;
}

/** People who are there for nearly a whole half hour count as there. */
const ROUNDING = 0.05;

/**
 * The service that callers get, half hour by half hour, when the wave turns out at `level`: each day begins without a queue, and overload carries over from half
 * hour to half hour (backlog.ts). `present` has the positions in the half hours of `forecast`, in order of time. The counter comes first, at the highest
 * occupancy; e-mails and call-backs wait.
 */
export function serviceOutlook(
  forecast: Forecast,
  settings: StaffingSettings,
  present: readonly number[],
  level: Level = 'p50',
): ServiceOutlook[] {
  const demand = addDemands(waveDemand(forecast, level), ordinaryDemand(forecast));
  const { handleTimeSeconds, maxOccupancy, patienceSeconds, target } = settings;
  const counterSeconds = (settings.otherHandleTimeSeconds ?? DEFAULT_HANDLE_TIMES).counter;
  const rows = demand.map(({ start, seconds, date, contacts }, i) => {
    const atCounter = (contacts.counter * counterSeconds) / seconds / maxOccupancy;
    const agents = Math.max(0, Math.floor((present[i] ?? 0) - atCounter + ROUNDING));
    return { start, seconds, date, calls: contacts.phone, agents };
  });
  const days = new Map<LocalDate, typeof rows>();
  for (const row of rows) days.set(row.date, [...(days.get(row.date) ?? []), row]);
  return [...days.values()].flatMap((day) => {
    const results = backlogOver({
      intervals: day.map(({ seconds, calls, agents }) => ({ seconds, contacts: calls, agents })),
      handleTimeSeconds,
      patienceSeconds,
      withinSeconds: target.withinSeconds,
    });
    return day.map(({ date: _, ...row }, i) => ({
      ...row,
      serviceLevel: results[i]?.serviceLevel ?? 1,
      abandonment: results[i]?.abandonment ?? 0,
      waitingAtEnd: results[i]?.waitingAtEnd ?? 0,
    }));
  });
}
