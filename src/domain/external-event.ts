import type { Calendar } from './calendar.ts';
import { isWorkingDay, openingIntervals } from './calendar.ts';
import { CONTACT_CHANNELS, type ContactChannelShares } from './contact-channel.ts';
import type { DemandInterval } from './demand.ts';
import { intradayShares, type Profiles } from './intraday-profile.ts';
import type { LocalDate } from './instant.ts';
import type { Level, Quantiles } from './quantiles.ts';

/** Something that makes people call without a mailing of the municipality: a storm, a letter of the national government, an election. */
export interface ExternalEvent {
  readonly id: string;
  readonly title: string;
  /** Contacts per day over all channels, as someone expects them. */
  readonly days: readonly { readonly date: LocalDate; readonly contacts: Quantiles }[];
}

/**
 * The event as demand per half hour, spread over contact channels and the course of the day as the wave of a mailing is. Days on which the KCC is
 * closed have none: what comes then is for whoever is on call.
 */
export function eventDemand(
  { days }: ExternalEvent,
  level: Level,
  calendar: Calendar,
  profiles: Profiles,
  shares: ContactChannelShares,
): DemandInterval[] {
  return days
    .filter(({ date }) => isWorkingDay(date, calendar))
    .flatMap(({ date, contacts }) => {
      const intervals = openingIntervals(date, calendar);
      const courses = CONTACT_CHANNELS.map((channel) => ({
        channel,
        course: intradayShares(intervals, profiles.intraday[channel]),
      }));
      return intervals.map(({ start, seconds }, i) => {
        const demand = { phone: 0, counter: 0, email: 0, callback: 0 };
        for (const { channel, course } of courses) {
          demand[channel] = contacts[level] * shares[channel] * (course[i] ?? 0);
        }
        return { start, seconds, date, contacts: demand };
      });
    });
}
