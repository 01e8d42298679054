import { type CollisionReport, findCollisions, type OtherWave } from './collision.ts';
import type { DemandInterval } from './demand.ts';
import { eventDemand, type ExternalEvent } from './external-event.ts';
import { forecastBasis } from './forecast-basis.ts';
import type { ForecastInput } from './forecast.ts';
import type { Instant } from './instant.ts';
import { likelyOnes } from './wave-scenario.ts';
import type { MailingToForecast } from './mailing-forecast.ts';
import { overlaps, presence, type Shift, type StaffPerson } from './roster.ts';
import type { StaffingSettings } from './staffing-settings.ts';

/** Weeks after the planned one that are looked at for a free one. */
export const WEEKS_AHEAD = 8;

/** Delays among which a plan weighs; the others cost time and change little. */
export const MOST_DELAYS = 12;

/** Everything else that asks for the people of the KCC, and the people. */
export interface WaveCalendar {
  /** Waves of other mailings that are not over, at P50. */
  readonly others: readonly {
    readonly id: string;
    readonly title: string;
    readonly demand: readonly DemandInterval[];
  }[];
  readonly events: readonly ExternalEvent[];
  readonly shifts: readonly Shift[];
  readonly people: readonly StaffPerson[];
}

/**
 * Where the wave of `wave` meets others of `calendar`, at P50. What can be staffed is who is on the roster and who offered to come, without a
 * look at hours per week.
 */
export function collisionsOf(
  wave: ForecastInput,
  calendar: WaveCalendar,
  settings: StaffingSettings,
  latestRelease?: Instant,
): CollisionReport {
  const { profiles, contactChannels } = forecastBasis(wave);
  const events = calendar.events.map((event): OtherWave => ({
    id: event.id,
    title: event.title,
    demand: eventDemand(event, 'p50', wave.calendar, profiles, contactChannels),
  }));
  const shifts = [...calendar.shifts, ...offered(calendar)];
  return findCollisions({
    wave: coarse(wave),
    others: calendar.others,
    events,
    settings,
    level: 'p50',
    staffable: presence(shifts, calendar.people, settings.shrinkage),
    ...(latestRelease !== undefined && { latestRelease }),
    weeksAhead: WEEKS_AHEAD,
  });
}

/** The likeliest delays alone: the week in which a wave falls does not hang on the others, and each costs time in every week that is looked at. */
function coarse(wave: ForecastInput): ForecastInput {
  if (!wave.delay) return wave;
  const scenarios = likelyOnes(
    wave.delay.scenarios.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_DELAYS),
  );
  return { ...wave, delay: { ...wave.delay, scenarios } };
}

/** Until when the last batch may leave if the mailing moves to another week; once a part has left, it does not move. */
export function latestMove({ content, released }: MailingToForecast): Instant {
  return released[0]?.releasedAt ?? content.window.closesAt;
}

/** Offers as shifts, where the person has none at the time. */
function offered({ people, shifts }: WaveCalendar): Shift[] {
  return people.flatMap(({ id: personId, offers }) => {
    const own = shifts.filter((shift) => shift.personId === personId);
    return offers
      .filter((offer) => !own.some((shift) => overlaps(shift, offer)))
      .map((offer) => ({ ...offer, personId, status: 'accepted' as const }));
  });
}
