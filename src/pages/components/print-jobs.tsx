import { listPrintJobs, readPrintJobText } from '../../api/print-jobs.ts';
import type { PrintJobStatus } from '../../domain/print-job.ts';
import type { Text } from '../../domain/text.ts';
import type { PageCall } from '../page.ts';
import { Badge, Section } from './parts.tsx';
import { Amount, Moment, Say, ShortMoment } from './say.tsx';
import { Table } from './table.tsx';

const printJobsOf = async (call: PageCall, mailingId: string) =>
  (await call.ask(listPrintJobs, { params: { mailingId } })).body.results;
type PrintJobView = Awaited<ReturnType<typeof printJobsOf>>[number];

interface Shown {
  readonly job: PrintJobView;
  /** The letter on the first page. */
  readonly letter?: string;
}

/** The print jobs of a mailing, with the letter for whoever may read it. */
export async function printJobsToShow(call: PageCall, mailingId: string): Promise<Shown[]> {
  const jobs = await printJobsOf(call, mailingId);
  if (!call.may('print-jobs.read-text')) return jobs.map((job) => ({ job }));
  return Promise.all(
    jobs.map(async (job) => {
      const params = { mailingId, jobId: job.jobId };
      const { text } = (await call.ask(readPrintJobText, { params })).body;
      return { job, letter: text.split('\n\f\n')[0] ?? '' };
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
          { head: { nl: 'Tot wanneer te stoppen', en: 'Can be stopped until' }, cell: Until },
          {
            head: { nl: 'Gedrukt', en: 'Printed' },
            cell: ({ job }) => (job.printedAt ? <ShortMoment at={job.printedAt} /> : '–'),
          },
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

function Until({ job }: Shown) {
  if (job.stoppableUntil) {
    return (
      <>
        <Moment at={job.stoppableUntil} />
        {job.status === 'released' && !job.stoppable && (
          <>
            {' '}
            <Say text={{ nl: '(voorbij)', en: '(past)' }} />
          </>
        )}
      </>
    );
  }
  return job.status === 'held' ? (
    <Say text={{ nl: 'Tot de vrijgave', en: 'Until its release' }} />
  ) : (
    <>–</>
  );
}

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
