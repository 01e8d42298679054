import { z } from 'zod';
import { reason } from '../api/fields.ts';
import { listPrintJobs, takeBackPrintJob } from '../api/print-jobs.ts';
import { notHeldText } from '../domain/print-job.ts';
import type { Text } from '../domain/text.ts';
import { Banner } from './components/parts.tsx';
import { Amount, Say } from './components/say.tsx';
import { decisionPage, ReasonField } from './decision-page.tsx';
import { idIn } from './on-mailing.ts';
import { PageFault } from './page-fault.ts';
import type { PageCall } from './page.ts';

/** The department takes back letters that it handed in, before they go to the printer. */
export const printJobReturnPage = decisionPage({
  path: 'printopdrachten/:jobId/terugnemen',
  operation: 'print-jobs.take-back',
  title: { nl: 'Printopdracht terugnemen', en: 'Take back the print job' },
  blocked: async (_, call) => {
    const { status, expired } = await jobIn(call);
    return status === 'held' || expired ? undefined : notHeldText(status);
  },
  explain: async (_, call) => {
    const { jobId, batch, addressCount, expired } = await jobIn(call);
    return (
      <>
        {expired && (
          <Banner tone="warning">
            <p>
              <Say text={ASK_FIRST} />
            </p>
          </Banner>
        )}
        <p>
          <strong>{jobId}</strong>: <Amount value={addressCount} />{' '}
          <Say
            text={{ nl: `brieven in deelverzending ${batch}.`, en: `letters in batch ${batch}.` }}
          />
        </p>
        <p>
          <Say
            text={{
              nl: 'Deze brieven worden niet gedrukt. De mailing zelf gaat door en wacht op een nieuwe printopdracht voor deze deelverzending, met een andere naam.',
              en: 'These letters will not be printed. The mailing itself goes on, and waits for a new print job for this batch, under another name.',
            }}
          />
        </p>
      </>
    );
  },
  form: z.object({ reason }),
  fields: () => <ReasonField />,
  button: { nl: 'Ja, neem de printopdracht terug', en: 'Yes, take the print job back' },
  kind: 'danger',
  give: (body, call) => call.ask(takeBackPrintJob, { params: paramsIn(call), body }),
  done: { nl: 'De printopdracht is teruggenomen.', en: 'The print job was taken back.' },
});

const ASK_FIRST: Text = {
  nl: 'Deze brieven liggen bij de drukker, maar hij mag ze niet meer drukken: het vrijgavebewijs is verlopen. Vraag de drukker eerst of ze echt niet gedrukt zijn. Anders krijgen mensen de brief straks twee keer.',
  en: 'These letters lie with the printer, who may not print them any more: the permit has run out. Ask the printer first whether they really were not printed. Otherwise people get the letter twice.',
};

const paramsIn = (call: PageCall) => ({
  mailingId: idIn(call),
  jobId: call.params['jobId'] ?? '',
});

async function jobIn(call: PageCall) {
  const { mailingId, jobId } = paramsIn(call);
  const { results } = (await call.ask(listPrintJobs, { params: { mailingId } })).body;
  const found = results.find((one) => one.jobId === jobId);
  if (!found) {
    throw new PageFault(404, {
      nl: 'Er is geen printopdracht met deze naam bij deze mailing.',
      en: 'This mailing has no print job of this name.',
    });
  }
  return found;
}
