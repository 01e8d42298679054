import { getEvidence } from '../api/evidence.ts';
import { mailingFor } from '../api/mailing-access.ts';
import { type EvidenceVerdict, verifyPermit } from '../api/permit-verifications.ts';
import { listPermits } from '../api/permits.ts';
import { getTimeline } from '../api/timeline.ts';
import { both, formatNumber } from '../charts/format.ts';
import { CHANNELS, type Channel } from '../domain/audience.ts';
import { STATUS_TEXTS } from '../domain/status-text.ts';
import { AuditTable } from './components/audit-table.tsx';
import { EvidenceResult } from './components/evidence-verdict.tsx';
import { Facts } from './components/facts.tsx';
import { EmptyState, Section } from './components/parts.tsx';
import { Amount, Moment, Say, ShortMoment } from './components/say.tsx';
import { Table } from './components/table.tsx';
import type { Mailing } from '../domain/mailing.ts';
import type { Text } from '../domain/text.ts';
import { namesOf } from './names.ts';
import { definePage, type PageCall } from './page.ts';

const CHANNEL_TEXTS: { readonly [channel in Channel]: Text } = {
  letter: { nl: 'brief', en: 'letter' },
  email: { nl: 'e-mail', en: 'e-mail' },
  portal: { nl: 'portaal', en: 'portal' },
};

/** What proves that a mailing left as it was approved: approval, permits, batches and every line of the log. */
export const evidencePage = definePage({
  path: '/mailings/:mailingId/bewijs',
  operation: 'permits.read',

  get: async (call, deps) => {
    const mailingId = call.params['mailingId'] ?? '';
    const { record } = await mailingFor(call.as('timeline.read'), deps, mailingId);
    const [permits, timeline] = await Promise.all([
      permitsOf(call, mailingId),
      call.ask(getTimeline, { params: { mailingId } }),
    ]);
    const { mailing, title, status } = record;
    const wanted = call.may('evidence.read') && call.query.get('controle') === 'ja';
    const verdict = wanted ? await verdictOn(call, mailingId) : undefined;
    const names = call.may('evidence.read')
      ? await namesOf(deps.store, peopleIn(mailing, timeline.body.results))
      : new Map<string, string>();
    return {
      title: { nl: `Bewijs: ${title}`, en: `Evidence: ${title}` },
      wide: true,
      ...(call.may('mailings.read') && {
        breadcrumbs: [{ text: title, href: `/mailings/${mailingId}` }],
      }),
      body: (
        <>
          <p className="lead">
            <Say text={STATUS_TEXTS[status]} />
          </p>
          {call.may('evidence.read') && (
            <Bundle mailingId={mailingId} {...(verdict && { verdict })} />
          )}
          <Approval mailing={mailing} names={names} />
          <Batches mailing={mailing} />
          <Permits permits={permits} />
          <Section
            id="regels"
            title={{ nl: 'Alle regels in het logboek', en: 'All lines in the log' }}
          >
            <AuditTable lines={timeline.body.results} names={names} />
          </Section>
        </>
      ),
    };
  },
});

async function verdictOn(call: PageCall, mailingId: string): Promise<EvidenceVerdict> {
  const { body: evidence } = await call.ask(getEvidence, { params: { mailingId } });
  return (await call.ask(verifyPermit, { body: { evidence } })).body;
}

function Bundle(props: { readonly mailingId: string; readonly verdict?: EvidenceVerdict }) {
  const address = `/mailings/${props.mailingId}/bewijs`;
  return (
    <Section id="bewijsmap" title={{ nl: 'De bewijsmap', en: 'The evidence bundle' }}>
      {props.verdict && <EvidenceResult verdict={props.verdict} />}
      <p>
        <Say
          text={{
            nl: 'De bewijsmap is één bestand met het akkoord, de vrijgavebewijzen, de meldingen en de regels van het logboek. Iedereen met de publieke sleutels kan het zonder Sluis nakijken. Adressen staan er alleen als hash in; bewaar het toch als persoonsgegeven.',
            en: 'The evidence bundle is one file with the approval, the permits, the reports and the lines of the log. Anybody with the public keys can check it without Sluis. Addresses are in it as hashes only; keep it as personal data all the same.',
          }}
        />
      </p>
      <ul>
        <li>
          <a href={`${address}/bewijsmap`} download>
            <Say text={{ nl: 'Download de bewijsmap', en: 'Download the evidence bundle' }} />
          </a>
        </li>
        <li>
          <a href={`${address}?controle=ja`}>
            <Say text={{ nl: 'Kijk de bewijsmap na', en: 'Check the evidence bundle' }} />
          </a>
        </li>
      </ul>
    </Section>
  );
}

/** Everybody who is named on the page. */
function peopleIn(mailing: Mailing, lines: readonly { actor: string; role: string }[]): string[] {
  const approvers = 'approval' in mailing && mailing.approval ? [mailing.approval.by].flat() : [];
  const actors = lines.filter(({ role }) => role !== 'system').map(({ actor }) => actor);
  return [...approvers, ...actors];
}

type Names = ReadonlyMap<string, string>;

function Approval({ mailing, names }: { readonly mailing: Mailing; readonly names: Names }) {
  const title: Text = { nl: 'Het akkoord', en: 'The approval' };
  if (!('approval' in mailing) || !mailing.approval) {
    return (
      <Section id="akkoord" title={title}>
        <EmptyState
          text={{ nl: 'Er is nog geen akkoord gegeven.', en: 'No approval was given yet.' }}
        />
      </Section>
    );
  }
  const { type, by, at, covers } = mailing.approval;
  return (
    <Section id="akkoord" title={title}>
      <Facts
        facts={[
          {
            label: { nl: 'Soort', en: 'Kind' },
            value:
              type === 'sign-off'
                ? { nl: 'Akkoord van de KCC-leider', en: 'Sign-off by the KCC lead' }
                : { nl: 'Noodvrijgave door twee personen', en: 'Emergency release by two persons' },
          },
          {
            label: { nl: 'Door', en: 'By' },
            value: [by]
              .flat()
              .map((id) => (names.has(id) ? `${names.get(id)} (${id})` : id))
              .join(', '),
          },
          { label: { nl: 'Wanneer', en: 'When' }, value: <Moment at={at} /> },
          {
            label: { nl: 'Zegel van de inhoud', en: 'Digest of the content' },
            value: <span className="hash">{covers.contentDigest}</span>,
          },
          {
            label: { nl: 'Geadresseerden', en: 'Addressees' },
            value: both((language) =>
              CHANNELS.map(
                (channel) =>
                  `${CHANNEL_TEXTS[channel][language]} ${formatNumber(covers.audience[channel], language)}`,
              ).join(', '),
            ),
          },
        ]}
      />
    </Section>
  );
}

function Batches({ mailing }: { readonly mailing: Mailing }) {
  const title: Text = { nl: 'Wat is uitgegaan', en: 'What has left' };
  const released = 'released' in mailing ? mailing.released : [];
  return (
    <Section id="uitgegaan" title={title}>
      {released.length === 0 ? (
        <EmptyState text={{ nl: 'Er is nog niets uitgegaan.', en: 'Nothing has left yet.' }} />
      ) : (
        <Table
          caption={title}
          captionUnseen
          rows={released}
          rowKey={({ number }) => number}
          columns={[
            { head: { nl: 'Deelverzending', en: 'Batch' }, cell: ({ number }) => number },
            {
              head: { nl: 'Vrijgegeven', en: 'Released' },
              cell: ({ releasedAt }) => <ShortMoment at={releasedAt} />,
            },
            {
              head: { nl: 'Gelukt / mislukt / onzeker', en: 'Accepted / failed / in doubt' },
              cell: ({ reports }) => (
                <Say
                  text={both(
                    (language) =>
                      CHANNELS.flatMap((channel) => {
                        const report = reports[channel];
                        if (!report) return [];
                        const counts = [report.accepted, report.failed, report.inDoubt];
                        const amounts = counts.map((count) => formatNumber(count, language));
                        return [`${CHANNEL_TEXTS[channel][language]}: ${amounts.join(' / ')}`];
                      }).join('; ') || '–',
                  )}
                />
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}

const permitsOf = async (call: PageCall, mailingId: string) =>
  (await call.ask(listPermits, { params: { mailingId } })).body.results;

function Permits({ permits }: { readonly permits: Awaited<ReturnType<typeof permitsOf>> }) {
  const title: Text = { nl: 'Vrijgavebewijzen', en: 'Permits' };
  return (
    <Section id="vrijgavebewijzen" title={title}>
      {permits.length === 0 ? (
        <EmptyState
          text={{ nl: 'Er is nog geen vrijgavebewijs gemaakt.', en: 'No permit was issued yet.' }}
        />
      ) : (
        <Table
          caption={title}
          captionUnseen
          rows={permits}
          rowKey={({ id }) => id}
          columns={[
            {
              head: { nl: 'Bewijs', en: 'Permit' },
              cell: ({ id }) => <span className="hash">{id}</span>,
            },
            { head: { nl: 'Deelverzending', en: 'Batch' }, cell: ({ batch }) => batch },
            { head: { nl: 'Kanaal', en: 'Channel' }, cell: ({ channel }) => channel },
            {
              head: { nl: 'Aantal', en: 'Count' },
              number: true,
              cell: ({ count }) => <Amount value={count} />,
            },
            {
              head: { nl: 'Gemaakt', en: 'Issued' },
              cell: ({ issuedAt }) => <ShortMoment at={issuedAt} />,
            },
            {
              head: { nl: 'Gebruikt', en: 'Used' },
              cell: ({ consumedAt }) => (consumedAt ? <ShortMoment at={consumedAt} /> : '–'),
            },
            {
              head: { nl: 'Handtekening', en: 'Signature' },
              cell: ({ jws }) => (
                <details>
                  <summary>JWS</summary>
                  <span className="hash">{jws}</span>
                </details>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
