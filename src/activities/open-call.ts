import type { Instant } from '../domain/instant.ts';
import type { ActivityDeps } from './deps.ts';
import { isNamed } from './failure.ts';

type TellingDeps = Pick<ActivityDeps, 'store' | 'mailer'> & { readonly wishesPage: string };

/** Mails an open call to everybody who is asked and was not told yet. For the sweeper: a mail that was sent before is the same mail again. */
export async function tellOfOpenCalls(deps: TellingDeps, now: Instant): Promise<number> {
  const { store, mailer, wishesPage } = deps;
  const waiting = await store.openCalls.notTold(now);
  for (const { call, personId } of waiting) {
    const to = await store.people.find(personId);
    if (to) {
      const { id, question, spans, answerBy, askedAt } = call;
      const key = `open-call:${id}:${personId}`;
      await mailer
        .openCall({ key, at: askedAt, to, question, spans, answerBy, page: wishesPage })
        .catch((error: unknown) => {
          // Whoever has no address that takes mail finds the question on the page.
          if (!isNamed(error, 'MailPermanent')) throw error;
        });
    }
    await store.openCalls.markTold(call.id, personId, now);
  }
  return waiting.length;
}
