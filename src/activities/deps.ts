import { type Calendar, DEFAULT_CALENDAR } from '../domain/calendar.ts';
import type { BaseLoad } from '../domain/base-load.ts';
import type { Instant } from '../domain/instant.ts';
import { DEFAULT_STAFFING_SETTINGS, type StaffingSettings } from '../domain/staffing-settings.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Provenance } from '../store/audit-line.ts';
import type { Store } from '../store/client.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import { SYSTEM } from '../domain/actor.ts';

/** What the activities work with; made once, in main/worker.ts. */
export interface ActivityDeps {
  readonly store: Omit<Store, 'close' | 'ping'>;
  readonly mailer: Omit<Mailer, 'close' | 'check'>;
  readonly clock: () => Instant;
  /** A new UUID each time. */
  readonly ids: () => string;
  /** Where people who are invited should come, as it stands in their calendar. */
  readonly workplace: string;
  /** Address of the page of a briefing; left out while there is no such page. */
  readonly briefingPage?: (briefingId: string) => string;
}

/** How the municipality works, or the defaults of the domain. */
export async function houseRules({ store }: Pick<ActivityDeps, 'store'>): Promise<{
  readonly calendar: Calendar;
  readonly staffing: StaffingSettings;
  readonly baseLoad?: BaseLoad;
}> {
  const set = await store.organisation.find();
  return {
    calendar: set?.calendar ?? DEFAULT_CALENDAR,
    staffing: set?.staffing ?? DEFAULT_STAFFING_SETTINGS,
    ...(set?.baseLoad && { baseLoad: set.baseLoad }),
  };
}

/** The mailing with its content. @throws Error when it is not there, which cannot be: its journey runs */
export async function submittedMailing(
  { store }: Pick<ActivityDeps, 'store'>,
  mailingId: string,
): Promise<MailingRecord & Required<Pick<MailingRecord, 'details'>>> {
  const record = await store.mailings.find(mailingId);
  if (!record?.details) throw new Error(`Mailing ${mailingId} has no content in the store.`);
  return { ...record, details: record.details };
}

/** For what Sluis does by itself. */
export function byWorker(at: Instant): Provenance {
  return { actor: SYSTEM, origin: 'worker', at };
}
