import { z } from 'zod';
import { signOff } from '../api/decisions.ts';
import { audienceSize } from '../domain/audience.ts';
import { counted } from '../domain/counted-text.ts';
import type { QaSheetFacts } from '../domain/mailing.ts';
import { seenNow } from '../domain/mailing-decide-approval.ts';
import { BatchTimes } from './components/batch-times.tsx';
import { Facts } from './components/facts.tsx';
import { Amount, Dutch, Say } from './components/say.tsx';
import { decisionPage } from './decision-page.tsx';
import { notHeld } from './decision-blocked.ts';
import { idIn } from './on-mailing.ts';

/** The decision itself: to what exactly the lead says yes. */
export const signOffPage = decisionPage({
  path: 'akkoord/geven',
  operation: 'mailings.sign-off',
  fresh: true,
  title: { nl: 'Akkoord geven', en: 'Sign off' },
  blocked: ({ mailing }) => notHeld(mailing),
  explain: ({ id, mailing, details }) => {
    const preparation = 'preparation' in mailing ? mailing.preparation : undefined;
    const { dispatchPlan, qaSheet: sheet } = preparation ?? {};
    const batches = dispatchPlan?.batches ?? [];
    return (
      <>
        <p>
          <Say
            text={{
              nl: 'Uw akkoord geldt voor precies deze tekst, deze aantallen en dit verzendplan. Verandert daar iets aan, dan vervalt het akkoord en wordt de mailing weer vastgehouden. De vragenlijst mag u ook daarna nog verbeteren.',
              en: 'Your sign-off is about exactly this text, these numbers and this dispatch plan. When any of these changes, the sign-off is void and the mailing is held again. You may still improve the Q&A sheet after it.',
            }}
          />
        </p>
        {'content' in mailing && (
          <Facts
            facts={[
              {
                label: { nl: 'Wat wij de inwoner vragen', en: 'What residents are asked' },
                value: details ? <Dutch>{details.purpose}</Dutch> : '–',
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
                label: { nl: 'Vragenlijst', en: 'Q&A sheet' },
                value: <SheetSeen id={id} sheet={sheet} />,
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
  // What is in it is looked at by the journey of the mailing, in the moment of the sign-off.
  form: z.object({
    seen: z.object({
      contentDigest: z.string(),
      dispatchPlanKey: z.string(),
      qaSheetVersion: z.coerce.number(),
    }),
  }),
  fields: (_call, { mailing }) =>
    mailing.status === 'held' &&
    Object.entries(seenNow(mailing)).map(([name, value]) => (
      <input key={name} type="hidden" name={`seen.${name}`} value={value} />
    )),
  give: ({ seen }, call) =>
    call.ask(signOff, { params: { mailingId: idIn(call) }, body: { seen } }),
  done: {
    nl: 'Het akkoord is gegeven. De mailing gaat weg volgens het verzendplan.',
    en: 'Signed off. The mailing leaves by the dispatch plan.',
  },
});

function SheetSeen(props: { readonly id: string; readonly sheet: QaSheetFacts | undefined }) {
  const { id, sheet } = props;
  if (!sheet) return <Say text={{ nl: 'Er is nog geen.', en: 'There is none yet.' }} />;
  const pairs = counted(sheet.pairs, { nl: ['vraag', 'vragen'], en: ['question', 'questions'] });
  return (
    <a href={`/mailings/${id}/vragenlijst`}>
      <Say
        text={{
          nl: `versie ${sheet.version}, ${pairs.nl}`,
          en: `version ${sheet.version}, ${pairs.en}`,
        }}
      />
    </a>
  );
}
