import { getRetention } from '../api/retention.ts';
import { Facts } from './components/facts.tsx';
import { Banner, EmptyState, Section } from './components/parts.tsx';
import { Amount, Moment, Say, ShortMoment } from './components/say.tsx';
import { Table } from './components/table.tsx';
import { definePage, type PageCall } from './page.ts';

const TITLE = { nl: 'Bewaartermijnen', en: 'Retention' };

/** How long personal data stay, what goes when, and what the last runs of the job took away. */
export const retentionPage = definePage({
  path: '/bewaartermijnen',
  operation: 'retention.read',
  get: async (call) => {
    const { terms, kept, runs } = await retentionOf(call);
    return {
      title: TITLE,
      wide: true,
      breadcrumbs: [{ text: { nl: 'Logboek', en: 'Audit log' }, href: '/logboek' }],
      body: (
        <>
          <p>
            <Say
              text={{
                nl: 'Sluis wist brieven en adressen van inwoners zodra ze niet meer nodig zijn. Wat blijft zijn aantallen en zegels: daarmee is later nog te bewijzen wat er is verstuurd, zonder te weten aan wie. Wat nog wacht, onzeker is of nog niet aan de afdeling is gemeld, wordt nooit gewist.',
                en: 'Sluis erases letters and addresses of residents as soon as they are no longer needed. Counts and digests stay: they still prove what was sent, without telling to whom. What still waits, is in doubt or was not reported to the department yet is never erased.',
              }}
            />
          </p>
          <Facts
            facts={[
              {
                label: { nl: 'Brieven en adressen', en: 'Letters and addresses' },
                value: {
                  nl: `${terms.messageDays} dagen na het einde van de mailing`,
                  en: `${terms.messageDays} days after the end of the mailing`,
                },
              },
              {
                label: { nl: 'Antwoorden aan programma’s', en: 'Answers to programs' },
                value: { nl: `${terms.requestDays} dagen`, en: `${terms.requestDays} days` },
              },
            ]}
          />
          {call.may('organisation.write') && (
            <p>
              <a href="/instellingen/bewaren">
                <Say text={{ nl: 'Andere termijnen instellen', en: 'Set other terms' }} />
              </a>
            </p>
          )}
          <Runs runs={runs} />
          <Kept kept={kept} />
        </>
      ),
    };
  },
});

const retentionOf = async ({ ask }: PageCall) => (await ask(getRetention)).body;
type Retention = Awaited<ReturnType<typeof retentionOf>>;

function Runs({ runs }: Pick<Retention, 'runs'>) {
  const title = { nl: 'Wat er gewist is', en: 'What was erased' };
  const [last] = runs;
  return (
    <Section id="gewist" title={title}>
      {!last && (
        <EmptyState
          text={{
            nl: 'Er is nog niet gewist. Sluis doet dit elke dag vanzelf.',
            en: 'Nothing was erased yet. Sluis does this every day by itself.',
          }}
        />
      )}
      {last && !last.finishedAt && (
        <Banner tone="warning">
          <p>
            <Say
              text={{
                nl: 'De laatste keer is nog bezig, of afgebroken. Sluis begint vanzelf opnieuw.',
                en: 'The last run is still going, or broke off. Sluis begins anew by itself.',
              }}
            />
          </p>
        </Banner>
      )}
      {last && (
        <Table
          caption={title}
          captionUnseen
          rows={runs}
          rowKey={({ id }) => id}
          columns={[
            {
              head: { nl: 'Wanneer', en: 'When' },
              cell: ({ startedAt }) => <Moment at={startedAt} />,
            },
            {
              head: { nl: 'Mailings', en: 'Mailings' },
              number: true,
              cell: ({ mailings }) => <Amount value={mailings} />,
            },
            {
              head: { nl: 'Berichten', en: 'Messages' },
              number: true,
              cell: ({ messages }) => <Amount value={messages} />,
            },
            {
              head: { nl: 'Adressen', en: 'Addresses' },
              number: true,
              cell: ({ addressees }) => <Amount value={addressees} />,
            },
            {
              head: { nl: 'Teksten van printopdrachten', en: 'Texts of print jobs' },
              number: true,
              cell: ({ printJobs }) => <Amount value={printJobs} />,
            },
            {
              head: { nl: 'Antwoorden aan programma’s', en: 'Answers to programs' },
              number: true,
              cell: ({ requests }) => <Amount value={requests} />,
            },
          ]}
        />
      )}
    </Section>
  );
}

function Kept({ kept }: Pick<Retention, 'kept'>) {
  const title = {
    nl: 'Wat er nog ligt en wanneer het weggaat',
    en: 'What still lies, and when it goes',
  };
  return (
    <Section id="ligt" title={title}>
      {kept.length === 0 ? (
        <EmptyState
          text={{
            nl: 'Er ligt niets waarvan het einde bekend is.',
            en: 'Nothing lies here of which the end is known.',
          }}
        />
      ) : (
        <Table
          caption={title}
          captionUnseen
          rows={kept}
          rowKey={({ mailingId, endedAt }) => `${mailingId ?? ''} ${endedAt}`}
          columns={[
            {
              head: { nl: 'Wat', en: 'What' },
              cell: ({ title: of }) =>
                of ?? <Say text={{ nl: 'Losse mails', en: 'Single mails' }} />,
            },
            {
              head: { nl: 'Berichten', en: 'Messages' },
              number: true,
              cell: ({ messages }) => <Amount value={messages} />,
            },
            {
              head: { nl: 'Afgelopen', en: 'Ended' },
              cell: ({ endedAt }) => <ShortMoment at={endedAt} />,
            },
            {
              head: { nl: 'Gewist vanaf', en: 'Erased from' },
              cell: ({ purgedFrom }) => <ShortMoment at={purgedFrom} />,
            },
          ]}
        />
      )}
    </Section>
  );
}
