import type { ContactChannel } from './contact-channel.ts';
import type { Weekday } from './instant.ts';
import type { LocalTime } from './local-time.ts';

/** Contacts that come without any mailing: mean number of the half hour that starts at `time` on `weekday`. */
export interface BaseLoadEntry {
  readonly channel: ContactChannel;
  readonly weekday: Weekday;
  readonly time: LocalTime;
  readonly contacts: number;
}

/** The ordinary load of the KCC; half hours without an entry have none. */
export type BaseLoad = readonly BaseLoadEntry[];

/** Looks up the mean ordinary load of a half hour. */
export type BaseLoadAt = (channel: ContactChannel, weekday: Weekday, time: LocalTime) => number;

/** The load as a look-up; entries for the same half hour add up. */
export function baseLoadLookup(load: BaseLoad): BaseLoadAt {
  if (load.length === 0) return () => 0;
  const byKey = new Map<string, number>();
  for (const { channel, weekday, time, contacts } of load) {
    const key = `${channel} ${weekday} ${time}`;
    byKey.set(key, (byKey.get(key) ?? 0) + contacts);
  }
  return (channel, weekday, time) => byKey.get(`${channel} ${weekday} ${time}`) ?? 0;
}
