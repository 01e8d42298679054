import { z } from 'zod';
import { withdraw } from '../api/decisions.ts';
import { reason } from '../api/fields.ts';
import { countLettersAtPrinter } from '../api/letters-at-printer.ts';
import { audienceSize } from '../domain/audience.ts';
import { isEnded } from '../domain/mailing.ts';
import { formatNumber } from '../charts/format.ts';
import { LettersAtPrinter } from './components/letters-at-printer.tsx';
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
  explain: async ({ id, mailing }, { language, now }, deps) => {
    const letters = await countLettersAtPrinter({ params: { mailingId: id }, now }, deps);
    const jobs = await deps.store.printJobs.ofMailing(id);
    const inFolder = jobs.some(({ status }) => status !== 'refused');
    const left = ('released' in mailing ? mailing.released : [])
      // Of letters in the print folder it is known which ones are with the printer; the others have not left.
      .map(({ audience }) => (inFolder ? { ...audience, letter: 0 } : audience))
      .reduce((sum, audience) => sum + audienceSize(audience), 0);
    const count = formatNumber(left, language);
    const atPrinter = Object.values(letters).some((some) => some > 0);
    return (
      <>
        <p>
          <Say
            text={{
              nl: 'Wat nog niet weg is, gaat niet meer weg. Dit kunt u niet terugdraaien: voor een nieuwe poging meldt de vakafdeling de mailing opnieuw aan.',
              en: 'What has not left will not leave any more. You cannot undo this: to try again, the department submits the mailing anew.',
            }}
          />{' '}
          {left > 0 && (
            <Say
              text={{
                nl: `Al vrijgegeven${inFolder ? ' per e-mail of portaal' : ''}: aan ${count} geadresseerden. Dat kan Sluis niet terughalen.`,
                en: `Released already${inFolder ? ' by e-mail or portal' : ''}: to ${count} addressees. Sluis cannot call that back.`,
              }}
            />
          )}
          {left === 0 && !atPrinter && (
            <Say
              text={{ nl: 'Er is nog niets vrijgegeven.', en: 'Nothing has been released yet.' }}
            />
          )}
        </p>
        <LettersAtPrinter letters={letters} />
      </>
    );
  },
  form: z.object({ reason }),
  fields: () => <ReasonField />,
  button: { nl: 'Ja, trek de mailing in', en: 'Yes, withdraw the mailing' },
  kind: 'danger',
  give: (body, call) => call.ask(withdraw, { params: { mailingId: idIn(call) }, body }),
  done: { nl: 'De mailing is ingetrokken.', en: 'The mailing was withdrawn.' },
});
