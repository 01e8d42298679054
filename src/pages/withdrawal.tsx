import { z } from 'zod';
import { withdraw } from '../api/decisions.ts';
import { reason } from '../api/fields.ts';
import { audienceSize } from '../domain/audience.ts';
import { isEnded } from '../domain/mailing.ts';
import { formatNumber } from '../charts/format.ts';
import { Say } from './components/say.tsx';
import { decisionPage, ReasonField } from './decision-page.tsx';
import { idIn } from './on-mailing.ts';

/** The stop switch: what has not left does not leave. */
export const withdrawalPage = decisionPage({
  path: 'intrekken',
  operation: 'mailings.withdraw',
  title: { nl: 'Mailing intrekken', en: 'Withdraw the mailing' },
  blocked: ({ mailing }) =>
    isEnded(mailing)
      ? {
          nl: 'Deze mailing is al afgelopen. Er is niets meer tegen te houden.',
          en: 'This mailing has already ended. There is nothing left to stop.',
        }
      : undefined,
  explain: ({ mailing }, { language }) => {
    const left = ('released' in mailing ? mailing.released : []).reduce(
      (sum, { audience }) => sum + audienceSize(audience),
      0,
    );
    const count = formatNumber(left, language);
    return (
      <p>
        <Say
          text={{
            nl: 'Wat nog niet weg is, gaat niet meer weg. Dit kunt u niet terugdraaien: voor een nieuwe poging meldt de vakafdeling de mailing opnieuw aan.',
            en: 'What has not left will not leave any more. You cannot undo this: to try again, the department submits the mailing anew.',
          }}
        />{' '}
        <Say
          text={
            left === 0
              ? { nl: 'Er is nog niets vrijgegeven.', en: 'Nothing has been released yet.' }
              : {
                  nl: `Al vrijgegeven: aan ${count} geadresseerden. Dat kan Sluis niet terughalen.`,
                  en: `Released already: to ${count} addressees. Sluis cannot call that back.`,
                }
          }
        />
      </p>
    );
  },
  form: z.object({ reason }),
  fields: () => <ReasonField />,
  button: { nl: 'Ja, trek de mailing in', en: 'Yes, withdraw the mailing' },
  kind: 'danger',
  give: (body, call) => call.ask(withdraw, { params: { mailingId: idIn(call) }, body }),
  done: { nl: 'De mailing is ingetrokken.', en: 'The mailing was withdrawn.' },
});
