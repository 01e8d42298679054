import { addSeconds, type Instant } from '../domain/instant.ts';
import type { QaPair } from '../domain/qa-sheet.ts';
import type { QaFeedback } from '../store/qa-feedback.ts';
import { departmentOf } from './about-mailing.ts';
import type { ActivityDeps } from './deps.ts';
import { isNamed } from './failure.ts';

interface TellingDeps extends Pick<ActivityDeps, 'store' | 'mailer'> {
  /** Where remarks are handled. */
  readonly remarksPage: string;
}

/** So long somebody has peace after a mail about a mailing, however many remarks come. */
const PEACE_SECONDS = 3600;

/**
 * Tells whoever owns a pair what agents say of it, all that is new about a mailing in one mail and at most once an hour. What is
 * about no pair, or about one without an owner who can be reached, goes to the department. For the sweeper: it is told until it
 * was told, and a mail that was sent before is the same mail again.
 */
export async function tellOfRemarks(deps: TellingDeps, now: Instant): Promise<number> {
  const { store } = deps;
  const open = await store.qaFeedback.notTold();
  const mailings = [...new Set(open.map(({ mailingId }) => mailingId))];
  let told = 0;
  for (const mailingId of mailings) {
    const last = await store.qaFeedback.lastTold(mailingId);
    if (last !== undefined && last > addSeconds(now, -PEACE_SECONDS)) continue;
    const own = open.filter((one) => one.mailingId === mailingId);
    await tellOf(deps, mailingId, own, now);
    told += own.length;
  }
  return told;
}

async function tellOf(
  deps: TellingDeps,
  mailingId: string,
  given: readonly QaFeedback[],
  now: Instant,
): Promise<void> {
  const { store, mailer, remarksPage } = deps;
  const record = await store.mailings.find(mailingId);
  if (!record) return;
  const pairs = (await store.qaSheets.latest(mailingId))?.pairs ?? [];
  const pairOf = ({ qaPairNumber }: QaFeedback): QaPair | undefined =>
    pairs.find(({ number }) => number === qaPairNumber);
  const department = await departmentOf(deps, record.departmentId);
  const ownerOf = (one: QaFeedback): string => pairOf(one)?.owner || department.email;
  for (const email of new Set(given.map(ownerOf))) {
    const own = given.filter((one) => ownerOf(one) === email);
    const mail = {
      key: `remarks:${own[0]?.id}`,
      at: own[0]?.givenAt ?? now,
      mailingId,
      title: record.title,
      page: remarksPage,
      remarks: own.map((one) => {
        const question = pairOf(one)?.question;
        return { text: one.text, ...(question !== undefined && { question }) };
      }),
    };
    const name = (await store.people.findByEmail(email))?.name ?? email;
    const to = email === department.email ? department : { name, email };
    await mailer.remarks({ ...mail, to }).catch((error: unknown) => {
      if (!isNamed(error, 'MailPermanent') || to === department) throw error;
      return mailer.remarks({ ...mail, to: department });
    });
    await store.qaFeedback.markTold(
      own.map(({ id }) => id),
      now,
    );
  }
}
