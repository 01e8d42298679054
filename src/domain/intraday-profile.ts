import type { ContactChannel } from './contact-channel.ts';
import type { Weekday } from './instant.ts';
import type { LocalTime } from './local-time.ts';

/** Relative busyness per half hour of the day, by the local time at which the half hour starts; 1 where none is given. */
export type IntradayProfile = { readonly [time in LocalTime]: number };

/** Relative busyness per weekday (1 is Monday), 1 being an average day. */
export type WeekdayProfile = { readonly [weekday in Weekday]: number };

export interface Profiles {
  readonly weekday: WeekdayProfile;
  readonly intraday: { readonly [channel in ContactChannel]: IntradayProfile };
}
