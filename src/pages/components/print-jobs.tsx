import { listPrintJobs, readPrintJobText } from '../../api/print-jobs.ts';
import type { PrintJobStatus } from '../../domain/print-job.ts';
import type { Text } from '../../domain/text.ts';
import type { PageCall } from '../page.ts';
import { ButtonLink } from './form.tsx';
import { Badge, Section } from './parts.tsx';
import { Amount, Say, ShortMoment } from './say.tsx';
import { Table } from './table.tsx';

const printJobsOf = async (call: PageCall, mailingId: string) =>
  (await call.ask(listPrintJobs, { params: { mailingId } })).body.results;
type PrintJobView = Awaited<ReturnType<typeof printJobsOf>>[number];

interface Shown {
  readonly job: PrintJobView;
  /** The letter on the first page. */
  readonly letter?: string;
  /** The page to take it back on, for whoever may. */
  readonly takeBack?: string;
}

/** The print jobs of a mailing, with the letter for whoever may read it. */
export async function printJobsToShow(call: PageCall, mailingId: string): Promise<Shown[]> {
  const jobs = await printJobsOf(call, mailingId);
  const shown = jobs.map((job) => ({
    job,
    ...((job.status === 'held' || job.expired) &&
      call.may('print-jobs.take-back') && {
        takeBack: `/mailings/${mailingId}/printopdrachten/${job.jobId}/terugnemen`,
      }),
  }));
  if (!call.may('print-jobs.read-text')) return shown;
  return Promise.all(
    shown.map(async (one) => {
      const params = { mailingId, jobId: one.job.jobId };
      const { text } = (await call.ask(readPrintJobText, { params })).body;
      return { ...one, letter: text.split('\n\f\n')[0] ?? '' };
    }),
  );
}

const STATUS_WORDS: { readonly [status in PrintJobStatus]: Text } = {
  refused: { nl: 'Geweigerd', en: 'Refused' },
  held: { nl: 'Vastgehouden', en: 'Held' },
  released: { nl: 'Bij de drukker', en: 'With the printer' },
  printed: { nl: 'Gedrukt', en: 'Printed' },
  stopped: { nl: 'Gestopt', en: 'Stopped' },
  returned: { nl: 'Teruggegeven', en: 'Returned' },
};
const TITLE: Text = { nl: 'Printopdrachten', en: 'Print jobs' };

/** What was handed in to be printed, until when it can be stopped, and why something went back. */
export function PrintJobs({ shown }: { readonly shown: readonly Shown[] }) {
  if (shown.length === 0) return null;
  return (
    <Section id="printopdrachten" title={TITLE}>
      <Table
        caption={TITLE}
        captionUnseen
        rows={shown}
        rowKey={({ job }) => job.jobId}
        columns={[
          { head: { nl: 'Opdracht', en: 'Job' }, cell: ({ job }) => job.jobId },
          { head: { nl: 'Deelverzending', en: 'Batch' }, cell: ({ job }) => job.batch },
          {
            head: { nl: 'Stand', en: 'State' },
            cell: ({ job }) => (
              <Badge
                text={STATUS_WORDS[job.status]}
                tone={
                  job.status === 'printed' || job.status === 'released'
                    ? 'good'
                    : job.status === 'held'
                      ? 'neutral'
                      : 'bad'
                }
              />
            ),
          },
          {
            head: { nl: 'Brieven', en: 'Letters' },
            number: true,
            cell: ({ job }) => <Amount value={job.addressCount} />,
          },
          { head: { nl: 'Nog te stoppen?', en: 'Can it be stopped?' }, cell: Stoppable },
        ]}
      />
      {shown.map(({ job, letter }) => (
        <div key={job.jobId}>
          <Reasons job={job} />
          {letter && (
            <details>
              <summary>
                <Say
                  text={{
                    nl: `Lees de eerste bladzijde van ${job.jobId}`,
                    en: `Read the first page of ${job.jobId}`,
                  }}
                />
              </summary>
              <p className="letter">{letter}</p>
            </details>
          )}
        </div>
      ))}
    </Section>
  );
}

/** Whether a withdrawal still keeps the letters from the residents, in words. */
function Stoppable({ job, takeBack }: Shown) {
  const { status, stoppable, stoppableUntil: until, printedAt, endedAt } = job;
  const line = (text: Text, at: string) => (
    <>
      <Say text={text} /> <ShortMoment at={at} />
    </>
  );
  if (status === 'held') {
    return (
      <>
        <Say text={UNTIL_RELEASE} /> {takeBack && <ButtonLink href={takeBack} text={TAKE_BACK} />}
      </>
    );
  }
  if (printedAt) return line({ nl: 'Nee, gedrukt op', en: 'No, printed on' }, printedAt);
  if (job.expired) {
    return (
      <>
        <Say text={EXPIRED} /> {takeBack && <ButtonLink href={takeBack} text={TAKE_BACK} />}
      </>
    );
  }
  if (status === 'released' && until) {
    return stoppable
      ? line({ nl: 'Ja, tot', en: 'Yes, until' }, until)
      : line({ nl: 'Niet meer zeker, sinds', en: 'Not for certain, since' }, until);
  }
  if (status !== 'stopped' || !until || !endedAt) return <>–</>;
  return Date.parse(endedAt) < Date.parse(until) ? (
    line({ nl: 'Op tijd gestopt, op', en: 'Stopped in time, on' }, endedAt)
  ) : (
    <>
      {line({ nl: 'Te laat gestopt, op', en: 'Stopped too late, on' }, endedAt)}.{' '}
      <Say text={CALL_PRINTER} />
    </>
  );
}

const UNTIL_RELEASE: Text = { nl: 'Ja, tot de vrijgave', en: 'Yes, until its release' };
const EXPIRED: Text = {
  nl: 'Mag niet meer gedrukt worden: het vrijgavebewijs is verlopen.',
  en: 'May not be printed any more: the permit has run out.',
};
const TAKE_BACK: Text = { nl: 'Terugnemen', en: 'Take back' };
const CALL_PRINTER: Text = {
  nl: 'Bel de drukker: het kan al gedrukt zijn.',
  en: 'Call the printer: it may be printed already.',
};

function Reasons({ job }: { readonly job: PrintJobView }) {
  if (!job.reasons) return null;
  return (
    <>
      <h3>
        <Say
          text={{
            nl: `Waarom ${job.jobId} terugging`,
            en: `Why ${job.jobId} went back`,
          }}
        />
      </h3>
      <ul>
        {job.reasons.map(({ path, text }) => (
          <li key={`${path} ${text.en}`}>
            {path}: <Say text={text} />
          </li>
        ))}
      </ul>
    </>
  );
}
