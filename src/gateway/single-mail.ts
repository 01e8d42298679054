import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { SYSTEM } from '../domain/actor.ts';
import { isUnannouncedMailing } from '../domain/unannounced.ts';
import type { Store } from '../store/client.ts';
import type { Clock } from './clock.ts';
import type { Place, Received } from './intake.ts';
import { readShape } from './message-shape.ts';

export interface SingleMailDeps {
  readonly store: Pick<Store, 'unannounced' | 'mailings'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Enough of a subject to know a mailing by. */
const SUBJECT_LENGTH = 80;

/**
 * Counts messages that name no mailing. As long as few people get the same letter they are single mails; one too many,
 * and it is a mailing that nobody announced: a draft is opened for it, and what has not left is held as that mailing's.
 */
export function createSingleMailCount({ store, clock, logger }: SingleMailDeps) {
  return async ({ login, raw, recipients }: Received): Promise<Place> => {
    const { credentialId, departmentId, singleLimit = 0 } = login.tool;
    const shape = await readShape(raw);
    const run = await store.unannounced.count({
      newId: randomUUID(),
      credentialId,
      shape,
      addressees: recipients.length,
      at: clock(),
    });
    if (run.mailingId !== undefined) return { mailingId: run.mailingId, runId: run.id };
    if (!isUnannouncedMailing(run, singleLimit)) return { runId: run.id };
    // The draft has the run's id: two gateways, or one that was broken off here, open it once.
    const title = `Onaangekondigd: ${run.shape.subject.slice(0, SUBJECT_LENGTH)}`;
    await store.mailings.saveDraft(
      { id: run.id, departmentId, draft: { title } },
      { actor: SYSTEM, origin: 'gateway', at: clock() },
    );
    await store.unannounced.assign(run.id, run.id);
    logger.warn(
      { mailingId: run.id, credentialId, addressees: run.addressees },
      'unannounced mailing',
    );
    return { mailingId: run.id, runId: run.id };
  };
}
