import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { keepAuditAnchor } from '../activities/audit-anchor.ts';
import { reportDeliveries } from '../activities/delivery-report.ts';
import type { ActivityDeps } from '../activities/deps.ts';
import { runRetention } from '../activities/retention.ts';
import type { Config } from '../config.ts';
import { appendAnchor } from './anchor-file.ts';

interface HousekeepingDeps extends Pick<ActivityDeps, 'store' | 'mailer' | 'clock'> {
  readonly anchor: Config['auditAnchor'];
  readonly log: Pick<Logger, 'error' | 'info'>;
}

/** What the sweeper does beside mailings: each part by itself, so that one that fails holds no other up. */
export function createHousekeeping({ store, mailer, clock, anchor, log }: HousekeepingDeps) {
  const parts = {
    'reports of deliveries': () => reportDeliveries({ store, mailer }, clock()),
    'anchor of the audit chain': () =>
      keepAuditAnchor({
        store,
        mailer,
        clock,
        keepLine: (line) => appendAnchor(anchor.file, line),
        ...(anchor.mail !== '' && { mailTo: anchor.mail }),
      }),
    retention: () => runRetention({ store, clock, ids: randomUUID }),
  };
  return async (): Promise<void> => {
    for (const [what, run] of Object.entries(parts)) {
      try {
        if (await run()) log.info({ what }, 'Kept house');
      } catch (error) {
        log.error({ err: error, what }, 'A part of the housekeeping failed; it is tried again');
      }
    }
  };
}
