import type { ContactChannel } from './contact-channel.ts';
import type { OpeningInterval } from './calendar.ts';
import { type Instant, shareOver, type Weekday } from './instant.ts';
import type { LocalTime } from './local-time.ts';

/** Relative busyness per half hour of the day, by the local time at which the half hour starts; 1 where none is given. */
export type IntradayProfile = { readonly [time in LocalTime]: number };

/** Relative busyness per weekday (1 is Monday), 1 being an average day. */
export type WeekdayProfile = { readonly [weekday in Weekday]: number };

export interface Profiles {
  readonly weekday: WeekdayProfile;
  readonly intraday: { readonly [channel in ContactChannel]: IntradayProfile };
}

/** The share of the day's contacts in each of its `intervals`; adds up to 1, also when the KCC opens late or closes early. */
export function intradayShares(
  intervals: readonly OpeningInterval[],
  profile: IntradayProfile,
): number[] {
  const weights = intervals.map(({ time, seconds }) => {
    const [hours, minutes] = [time.slice(0, 2), Number(time.slice(3))];
    return seconds * (profile[`${hours}:${minutes < 30 ? '00' : '30'}`] ?? 1);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (total > 0 ? weight / total : 1 / weights.length));
}

/** The share of the day's contacts that comes in before `now`, 0 to 1; 0 on a day without `intervals`. */
export function shareUntil(
  now: Instant,
  intervals: readonly OpeningInterval[],
  profile: IntradayProfile,
): number {
  return intradayShares(intervals, profile).reduce((sum, share, at) => {
    const { start, seconds } = intervals[at] as OpeningInterval;
    return sum + share * shareOver(start, seconds, now);
  }, 0);
}

/** Busy from half past nine until noon, quiet over lunch, a lower peak after it: the usual shape of a Dutch municipal KCC. An assumption. */
const callProfile: IntradayProfile = {
  '08:00': 0.75,
  '08:30': 0.95,
  '09:00': 1.2,
  '09:30': 1.35,
  '10:00': 1.4,
  '10:30': 1.35,
  '11:00': 1.25,
  '11:30': 1.1,
  '12:00': 0.85,
  '12:30': 0.8,
  '13:00': 0.95,
  '13:30': 1.1,
  '14:00': 1.15,
  '14:30': 1.1,
  '15:00': 1,
  '15:30': 0.9,
  '16:00': 0.75,
  '16:30': 0.55,
};

/** Defaults until own counts replace them. Monday 1.12 as measured at a bank with 32,000 calls a day; the rest of the week follows. */
export const DEFAULT_PROFILES: Profiles = {
  weekday: { 1: 1.12, 2: 1.04, 3: 0.98, 4: 0.95, 5: 0.91, 6: 0.7, 7: 0.7 },
  intraday: { phone: callProfile, counter: callProfile, email: {}, callback: callProfile },
};
