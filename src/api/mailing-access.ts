import { actorFor, mayDo, type Subject, reachesOf } from '../domain/access.ts';
import type { Actor } from '../domain/actor.ts';
import type { Mailing } from '../domain/mailing.ts';
import type { Call } from '../http/endpoint.ts';
import { forbidden, notFound } from '../http/problem.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import type { ApiDeps } from './deps.ts';

export type PersonActor = Exclude<Actor, { role: 'system' }>;

/**
 * The mailing, and the caller in the role in which the operation is allowed with it.
 * @throws Problem 404 when it does not exist or may not be known to, 403 when it may be read but not this
 */
export async function mailingFor(
  call: Call,
  deps: ApiDeps,
  mailingId: string,
): Promise<{ record: MailingRecord; actor: PersonActor }> {
  const record = await deps.store.mailings.find(mailingId);
  if (!record) throw unknownMailing();
  const actor = actorOn(call, await subjectOf(record, call, deps));
  return { record, actor };
}

/** @throws Problem 404 or 403 when the caller may not do the operation with `subject` */
export function actorOn({ principal, operation }: Call, subject: Subject): PersonActor {
  const actor = actorFor(principal, operation, subject);
  if (actor) return actor;
  throw mayDo(principal, 'mailings.read', subject) ? forbidden(operation) : unknownMailing();
}

async function subjectOf(
  { mailing, departmentId }: MailingRecord,
  { principal, operation }: Call,
  deps: ApiDeps,
): Promise<Subject> {
  const asksPeople = [
    ...reachesOf(principal, operation),
    ...reachesOf(principal, 'mailings.read'),
  ].includes('assigned');
  const assigned = asksPeople ? await deps.store.assignments.forMailing(mailing.id) : [];
  return {
    departmentId,
    released: lettersLeft(mailing),
    people: assigned
      .filter(({ status }) => status === 'invited' || status === 'accepted')
      .map(({ personId }) => personId),
  };
}

/** Whether a print house has anything to do with the mailing. */
function lettersLeft(mailing: Mailing): boolean {
  return 'released' in mailing && mailing.released.some((batch) => batch.audience.letter > 0);
}

export function unknownMailing() {
  return notFound({ nl: 'dit mailingnummer', en: 'this mailing id' });
}
