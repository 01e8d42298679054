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
