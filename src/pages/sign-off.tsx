import { createHash } from 'node:crypto';
import { z } from 'zod';
import { signOff } from '../api/decisions.ts';
import { Refused } from '../api/refused.ts';
import { audienceSize } from '../domain/audience.ts';
import { coversOf } from '../domain/mailing-decide-approval.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import { BatchTimes } from './components/batch-times.tsx';
import { Facts } from './components/facts.tsx';
import { Amount, Say } from './components/say.tsx';
import { decisionPage } from './decision-page.tsx';
import { notHeld } from './decision-blocked.ts';
import { mailingOf } from './on-mailing.ts';

/** What a sign-off on the mailing as it stands would be about; undefined as long as it cannot be given. */
function seenOf({ mailing }: Pick<MailingRecord, 'mailing'>) {
  const plan = mailing.status === 'held' ? mailing.preparation.dispatchPlan : undefined;
  if (mailing.status !== 'held' || !plan) return undefined;
  const { contentDigest, dispatchPlanKey } = coversOf(mailing.content, plan);
  return { contentDigest, dispatchPlanKey };
}

/** A mark of what the page showed, for its form: short, and read by nobody. */
function markOf(record: Pick<MailingRecord, 'mailing'>): string {
  const text = JSON.stringify(seenOf(record) ?? null);
  return createHash('sha256').update(text).digest('hex').slice(0, MARK_LENGTH);
}
const MARK_LENGTH = 36;

/** The decision itself: to what exactly the lead says yes. */
export const signOffPage = decisionPage({
  path: 'akkoord/geven',
  operation: 'mailings.sign-off',
  fresh: true,
  title: { nl: 'Akkoord geven', en: 'Sign off' },
  blocked: ({ mailing }) => notHeld(mailing),
  explain: ({ mailing, details }) => {
    const batches =
      'preparation' in mailing ? (mailing.preparation.dispatchPlan?.batches ?? []) : [];
    return (
      <>
        <p>
          <Say
            text={{
              nl: 'Uw akkoord geldt voor precies deze tekst, deze aantallen en dit verzendplan. Verandert er iets, dan vervalt het akkoord en wordt de mailing weer vastgehouden.',
              en: 'Your sign-off is about exactly this text, these numbers and this dispatch plan. When anything changes, the sign-off is void and the mailing is held again.',
            }}
          />
        </p>
        {'content' in mailing && (
          <Facts
            facts={[
              {
                label: { nl: 'Wat wij de inwoner vragen', en: 'What residents are asked' },
                value: details?.purpose ?? '–',
              },
              {
                label: { nl: 'Geadresseerden', en: 'Addressees' },
                value: <Amount value={audienceSize(mailing.content.audience)} />,
              },
              {
                label: { nl: 'Versie van de inhoud', en: 'Version of the content' },
                value: (
                  <>
                    {mailing.content.version} (
                    <code>{mailing.content.contentDigest.slice(0, 12)}</code>)
                  </>
                ),
              },
              {
                label: { nl: 'Gaat weg', en: 'Leaves' },
                value: <BatchTimes batches={batches} />,
              },
            ]}
          />
        )}
      </>
    );
  },
  button: { nl: 'Ja, ik geef akkoord', en: 'Yes, I sign off' },
  form: z.object({ seen: z.string().length(MARK_LENGTH) }),
  fields: (_call, record) => <input type="hidden" name="seen" value={markOf(record)} />,
  give: async (form, call, deps) => {
    const record = await mailingOf(call, deps, 'mailings.sign-off');
    if (form.seen !== markOf(record)) throw new Refused({ code: 'changed-since-seen' });
    // It may change in this very moment: the journey of the mailing looks once more.
    const seen = seenOf(record);
    await call.ask(signOff, { params: { mailingId: record.id }, body: seen ? { seen } : {} });
  },
  done: {
    nl: 'Het akkoord is gegeven. De mailing gaat weg volgens het verzendplan.',
    en: 'Signed off. The mailing leaves by the dispatch plan.',
  },
});
