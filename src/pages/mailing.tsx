import { listBatches } from '../api/batches.ts';
import { mailingFor } from '../api/mailing-access.ts';
import { getTimeline } from '../api/timeline.ts';
import { audienceSize, CHANNELS, type Channel } from '../domain/audience.ts';
import { unmetConditions } from '../domain/condition.ts';
import { conditionText } from '../domain/condition-text.ts';
import type { Mailing } from '../domain/mailing.ts';
import { STATUS_TEXTS } from '../domain/status-text.ts';
import type { Text } from '../domain/text.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import { ACTION_TEXTS } from './action-text.ts';
import { DepartmentWays } from './components/department-ways.tsx';
import { Facts } from './components/facts.tsx';
import { MailingFacts } from './components/mailing-facts.tsx';
import { HeldMessages, heldMessagesToShow } from './components/held-messages.tsx';
import { LeadWays } from './components/lead-ways.tsx';
import { LetterTexts } from './components/letter-texts.tsx';
import { Badge, EmptyState, Section } from './components/parts.tsx';
import { PrintJobs, printJobsToShow } from './components/print-jobs.tsx';
import { Amount, Moment, Say, ShortMoment } from './components/say.tsx';
import { Table } from './components/table.tsx';
import { Timeline } from './components/timeline.tsx';
import { definePage, type PageCall } from './page.ts';

/** A mailing as it stands: its state in words, what it waits for, what left, what happened. */
export const mailingPage = definePage({
  path: '/mailings/:mailingId',
  operation: 'mailings.read',

  get: async (call, deps) => {
    const { record } = await mailingFor(call.as('mailings.read'), deps, call.id('mailingId'));
    const { mailing, details, title, status } = record;
    const unmet = mailing.status === 'held' ? unmetConditions(mailing, deps.policy, call.now) : [];
    return {
      title: { nl: title, en: title },
      breadcrumbs: [{ text: { nl: 'Mailings', en: 'Mailings' }, href: '/mailings' }],
      body: (
        <>
          <p className="lead">
            <Say text={STATUS_TEXTS[status]} />
          </p>
          {'reason' in mailing && (
            <p>
              <Say text={{ nl: 'Reden: ', en: 'Reason: ' }} />
              {mailing.reason}
            </p>
          )}
          <DepartmentWays record={record} call={call} />
          <LeadWays record={record} call={call} />
          {unmet.length > 0 && (
            <Section
              id="wacht-op"
              title={{ nl: 'Waar het KCC op wacht', en: 'What the contact centre waits for' }}
            >
              <ul className="todo">
                {unmet.map((one) => (
                  <li key={one.code}>
                    <Say text={conditionText(one)} />
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {details && (
            <Section id="gegevens" title={{ nl: 'De mailing', en: 'The mailing' }}>
              <MailingFacts details={details} />
            </Section>
          )}
          {details && <LetterTexts texts={details.texts} />}
          <Wave mailing={mailing} />
          {call.may('batches.read') && (
            <Batches call={call} batches={(await batchesOf(call, record.id)) ?? []} />
          )}
          {call.may('held-messages.read') && (
            <HeldMessages shown={await heldMessagesToShow(call, record.id)} />
          )}
          {call.may('undelivered.read') && hasEmails(record) && (
            <p>
              <a href={`/mailings/${record.id}/niet-bezorgd`}>
                <Say
                  text={{
                    nl: 'Welke e-mails zijn niet bezorgd?',
                    en: 'Which e-mails were not delivered?',
                  }}
                />
              </a>
            </p>
          )}
          {call.may('print-jobs.read') && (
            <PrintJobs shown={await printJobsToShow(call, record.id)} />
          )}
          {call.may('timeline.read') && <Timeline news={await timelineOf(call, record.id)} />}
        </>
      ),
    };
  },
});

/** Whether e-mails may have left, or come back because the mailing was stopped. */
function hasEmails({ mailing, details }: MailingRecord): boolean {
  const left = 'released' in mailing && mailing.released.some(({ audience }) => audience.email > 0);
  const stopped = mailing.status === 'withdrawn' || mailing.status === 'refused';
  return left || (stopped && (details?.audience.email ?? 0) > 0);
}

/** What the forecast says, as far as there is one. */
function Wave({ mailing }: { readonly mailing: Mailing }) {
  const forecast = 'preparation' in mailing ? mailing.preparation.forecast : undefined;
  if (!forecast) return null;
  const { p10, p50, p90 } = forecast.contacts;
  return (
    <Section id="belgolf" title={{ nl: 'Verwachte belgolf', en: 'Expected wave' }}>
      <Facts
        facts={[
          {
            label: { nl: 'Vragen die wij verwachten', en: 'Questions that we expect' },
            value: (
              <>
                <Amount value={p50} /> <Say text={{ nl: '(tussen', en: '(between' }} />{' '}
                <Amount value={p10} /> <Say text={{ nl: 'en', en: 'and' }} /> <Amount value={p90} />
                )
              </>
            ),
          },
          {
            label: { nl: 'Mensen tegelijk nodig op de piek', en: 'People needed at the peak' },
            value: <Amount value={forecast.peakPositions} />,
          },
          {
            label: { nl: 'Voorbij op', en: 'Over on' },
            value: <Moment at={forecast.waveEndsAt} />,
          },
        ]}
      />
    </Section>
  );
}

const batchesOf = async (call: PageCall, mailingId: string) =>
  (await call.ask(listBatches, { params: { mailingId } })).body.results;
type BatchView = Awaited<ReturnType<typeof batchesOf>>[number];

const BATCH_WORDS: { readonly [status in BatchView['status']]: Text } = {
  planned: { nl: 'Gepland', en: 'Planned' },
  released: { nl: 'Vrijgegeven', en: 'Released' },
  dispatched: { nl: 'Verzonden', en: 'Dispatched' },
};
const CHANNEL_WORDS: { readonly [channel in Channel]: Text } = {
  letter: { nl: 'brief', en: 'letter' },
  email: { nl: 'e-mail', en: 'e-mail' },
  portal: { nl: 'portaal', en: 'portal' },
};

function Batches({
  batches,
  call,
}: {
  readonly call: PageCall;
  readonly batches: readonly BatchView[];
}) {
  const title = { nl: 'Deelverzendingen', en: 'Batches' };
  return (
    <Section id="deelverzendingen" title={title}>
      {batches.length === 0 ? (
        <EmptyState
          text={{
            nl: 'Er is nog geen verzendplan. De KCC-leider of de vakafdeling maakt dat.',
            en: 'There is no dispatch plan yet. The KCC lead or the department makes it.',
          }}
        />
      ) : (
        <Table
          caption={title}
          captionUnseen
          rows={batches}
          rowKey={({ number }) => number}
          columns={[
            { head: { nl: 'Nummer', en: 'Number' }, cell: ({ number }) => number },
            {
              head: { nl: 'Stand', en: 'State' },
              cell: ({ status }) => (
                <Badge
                  text={BATCH_WORDS[status]}
                  tone={status === 'planned' ? 'neutral' : 'good'}
                />
              ),
            },
            {
              head: { nl: 'Wanneer', en: 'When' },
              cell: ({ releaseAt, releasedAt }) => {
                const at = releasedAt ?? releaseAt;
                return at ? <ShortMoment at={at} /> : '–';
              },
            },
            {
              head: { nl: 'Geadresseerden', en: 'Addressees' },
              number: true,
              cell: ({ audience }) => <Amount value={audienceSize(audience)} />,
            },
            {
              head: { nl: 'Resultaat', en: 'Result' },
              cell: (batch) => <Reports batch={batch} call={call} />,
            },
          ]}
        />
      )}
    </Section>
  );
}

const IN_DOUBT = { nl: 'onzeker', en: 'in doubt' };

function Reports({ batch, call }: { readonly batch: BatchView; readonly call: PageCall }) {
  const reported = CHANNELS.flatMap((channel) => {
    const report = batch.reports[channel];
    return report ? [{ channel, ...report }] : [];
  });
  if (reported.length === 0) return <>–</>;
  return (
    <ul className="plain">
      {reported.map(({ channel, accepted, failed, inDoubt }) => (
        <li key={channel}>
          <Say text={CHANNEL_WORDS[channel]} />: <Amount value={accepted} />{' '}
          <Say text={{ nl: 'gelukt', en: 'accepted' }} />, <Amount value={failed} />{' '}
          <Say text={{ nl: 'mislukt', en: 'failed' }} />
          {inDoubt > 0 && (
            <>
              , <Amount value={inDoubt} />{' '}
              {call.may('doubts.read') ? (
                <a href="/onzeker">
                  <Say text={IN_DOUBT} />
                </a>
              ) : (
                <Say text={IN_DOUBT} />
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

const timelineOf = async (call: PageCall, mailingId: string) => {
  const { results } = (await call.ask(getTimeline, { params: { mailingId } })).body;
  return results.flatMap(({ seq, at, action }) => {
    const text = ACTION_TEXTS[action];
    return text ? [{ seq, at, text }] : [];
  });
};
