import { resumeBatches } from '../api/decisions.ts';
import { isApproved } from '../domain/mailing.ts';
import { Moment, Say } from './components/say.tsx';
import { decisionPage } from './decision-page.tsx';
import { idIn } from './on-mailing.ts';

/** The batches leave at their times again. */
export const batchResumptionPage = decisionPage({
  path: 'verdergaan',
  operation: 'mailings.resume-batches',
  title: { nl: 'Verder gaan met verzenden', en: 'Go on with the batches' },
  blocked: ({ mailing }) =>
    isApproved(mailing) && mailing.paused
      ? undefined
      : { nl: 'Er staat geen deelverzending stil.', en: 'No batch is waiting.' },
  explain: ({ mailing }) => {
    const paused = 'paused' in mailing ? mailing.paused : undefined;
    return (
      <>
        {paused && (
          <p>
            <Say text={{ nl: 'De verzending wacht sinds', en: 'The batches wait since' }} />{' '}
            <Moment at={paused.at} />: {paused.reason}
          </p>
        )}
        <p>
          <Say
            text={{
              nl: 'De volgende deelverzending gaat dan weg op haar eigen tijd. Is die tijd al voorbij, dan gaat zij meteen.',
              en: 'The next batch then leaves at its own time. When that time has passed, it leaves at once.',
            }}
          />
        </p>
      </>
    );
  },
  button: { nl: 'Ga verder', en: 'Go on' },
  give: (_form, call) => call.ask(resumeBatches, { params: { mailingId: idIn(call) }, body: {} }),
  done: { nl: 'De deelverzendingen gaan verder.', en: 'The batches go on.' },
});
