import type { PersonId } from '../domain/actor.ts';
import { unmetConditions } from '../domain/condition.ts';
import { conditionText } from '../domain/condition-text.ts';
import type { Instant } from '../domain/instant.ts';
import { isApproved } from '../domain/mailing.ts';
import type { Text } from '../domain/text.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import type { JourneyPolicy } from '../workflows/contract.ts';
import type { ActivityDeps } from './deps.ts';

type PeopleDeps = Pick<ActivityDeps, 'store'>;

/** Every KCC lead. */
export const leadsOf = ({ store }: PeopleDeps) => store.people.list({ role: 'kcc-lead' });

/** The department that owns the mailing, as one recipient. */
export async function departmentOf({ store }: PeopleDeps, departmentId: string) {
  const department = await store.departments.find(departmentId);
  if (!department) throw new Error(`Department ${departmentId} is not in the store.`);
  return department;
}

/** A person's name as it stands in a mail. */
export async function nameOf({ store }: PeopleDeps, personId: PersonId): Promise<string> {
  return (await store.people.find(personId))?.name ?? 'Sluis';
}

/** What stands between the mailing and its sign-off, each a sentence; nothing when it is not up for one. */
export function unmetTexts(
  { mailing }: MailingRecord,
  policy: Pick<JourneyPolicy, 'minimumQaPairs'>,
  now: Instant,
): Text[] {
  if (mailing.status !== 'held' && !isApproved(mailing)) return [];
  return unmetConditions(mailing, policy, now).map(conditionText);
}
