import type { Instant } from '../domain/instant.ts';
import { departmentOf, leadsOf } from './about-mailing.ts';
import type { ActivityDeps } from './deps.ts';

type AlertDeps = Pick<ActivityDeps, 'store' | 'mailer'>;

/**
 * Tells every KCC lead and the department of mailings that nobody announced and that are held now. For the sweeper: it
 * is told until it was told, and a mail that was sent before is the same mail again.
 */
export async function alertUnannounced(deps: AlertDeps, now: Instant): Promise<number> {
  const { store, mailer } = deps;
  const opened = await store.unannounced.notAlerted();
  for (const run of opened) {
    const record = await store.mailings.find(run.mailingId);
    if (!record) continue;
    const department = await departmentOf(deps, record.departmentId);
    for (const to of [...(await leadsOf(deps)), department]) {
      await mailer.unannouncedMailing({
        key: `unannounced:${run.id}`,
        to,
        at: run.firstAt,
        mailingId: run.mailingId,
        title: record.title,
        departmentName: department.name,
        addressees: run.addressees,
        firstAt: run.firstAt,
      });
    }
    await store.unannounced.markAlerted(run.id, now);
  }
  return opened.length;
}
