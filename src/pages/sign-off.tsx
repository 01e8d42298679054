import { signOff } from '../api/decisions.ts';
import { audienceSize } from '../domain/audience.ts';
import { BatchTimes } from './components/batch-times.tsx';
import { Facts } from './components/facts.tsx';
import { Amount, Say } from './components/say.tsx';
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
  give: (_form, call) => call.ask(signOff, { params: { mailingId: idIn(call) }, body: {} }),
  done: {
    nl: 'Het akkoord is gegeven. De mailing gaat weg volgens het verzendplan.',
    en: 'Signed off. The mailing leaves by the dispatch plan.',
  },
});
