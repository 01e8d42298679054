import type { Instant } from '../domain/instant.ts';
import type { DeliveryReport } from '../store/delivery-report.ts';
import { departmentOf } from './about-mailing.ts';
import { type ActivityDeps, byWorker } from './deps.ts';
import { eachAlone } from './each-alone.ts';
import { isNamed } from './failure.ts';

/**
 * Ends every mailing with e-mails in one report to its department: how many were returned when it was stopped, and what
 * failed for good and why. A mailing of which everything arrived is noted without a mail; its batches were reported. For
 * the sweeper: it is told until it was told, and a mail that was sent before is the same mail again.
 * @throws AggregateError of those that could not be told, when all others were
 */
export async function reportDeliveries(
  deps: Pick<ActivityDeps, 'store' | 'mailer'>,
  now: Instant,
): Promise<number> {
  const { store } = deps;
  const due = await store.deliveryReports.due();
  const tries = eachAlone();
  await tries.each(
    due,
    ({ mailingId }) => mailingId,
    async (report) => {
      if (isNews(report)) await tell(deps, report, now);
      await store.deliveryReports.record(report, byWorker(now));
    },
  );
  tries.end();
  return due.length;
}

const isStopped = ({ status }: DeliveryReport) => status === 'refused' || status === 'withdrawn';
const isNews = (report: DeliveryReport) =>
  isStopped(report) || report.failed + report.returned + report.inDoubt > 0;

async function tell(
  deps: Pick<ActivityDeps, 'store' | 'mailer'>,
  report: DeliveryReport,
  now: Instant,
): Promise<void> {
  const { mailingId, status: _, ...counts } = report;
  const record = await deps.store.mailings.find(mailingId);
  if (!record) return;
  const mail = {
    key: `delivery-report:${mailingId}`,
    to: await departmentOf(deps, record.departmentId),
    at: now,
    mailingId,
    title: record.title,
    stopped: isStopped(report),
    ...counts,
  };
  await deps.mailer.deliveryReport(mail).catch((error: unknown) => {
    // An address that never works does not keep the addresses of residents from being purged.
    if (!isNamed(error, 'MailPermanent')) throw error;
  });
}
