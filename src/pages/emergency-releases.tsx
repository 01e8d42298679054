import { listEmergencyReleases } from '../api/emergency-releases.ts';
import { XLSX } from '../api/spreadsheet.ts';
import { quarterAfter, quarterBefore, quarterOf } from '../domain/quarter.ts';
import { localDateOf } from '../domain/local-time.ts';
import { ButtonLink, Buttons } from './components/form.tsx';
import { EmptyState, Tabs } from './components/parts.tsx';
import { Amount, Say, ShortMoment } from './components/say.tsx';
import { Table } from './components/table.tsx';
import { definePage, type PageCall } from './page.ts';

const PATH = '/noodvrijgaven';
const TITLE = { nl: 'Noodvrijgaven per kwartaal', en: 'Emergency releases by quarter' };

/** Which mailings left without sign-off in a quarter, for who must answer for that; also as a spreadsheet. */
export const emergencyReleasesPage = definePage({
  path: PATH,
  operation: 'emergency-releases.list',
  get: async (call) => {
    const quarter = call.query.get('kwartaal');
    const query = quarter === null ? {} : { quarter };
    if (call.query.get('soort') === 'xlsx') {
      const { file } = await call.ask(listEmergencyReleases, { query, accept: XLSX });
      if (file) return { file };
    }
    const { body } = await call.ask(listEmergencyReleases, { query });
    return {
      title: TITLE,
      wide: true,
      breadcrumbs: [{ text: { nl: 'Logboek', en: 'Audit log' }, href: '/logboek' }],
      body: (
        <>
          <Quarters quarter={body.quarter} now={call.now} />
          <Releases releases={body.results} call={call} />
          <Buttons>
            <ButtonLink
              href={`${PATH}?kwartaal=${body.quarter}&soort=xlsx`}
              text={{ nl: 'Opslaan als Excel-bestand', en: 'Save as an Excel file' }}
            />
          </Buttons>
        </>
      ),
    };
  },
});

function Quarters({ quarter, now }: { readonly quarter: string; readonly now: string }) {
  const present = quarterOf(localDateOf(now));
  const shown = [
    quarterBefore(quarter),
    quarter,
    ...(quarter < present ? [quarterAfter(quarter)] : []),
  ];
  return (
    <Tabs
      label={{ nl: 'Kwartalen', en: 'Quarters' }}
      tabs={shown.map((one) => ({
        text: wordsFor(one),
        href: `${PATH}?kwartaal=${one}`,
        current: one === quarter,
      }))}
    />
  );
}

function wordsFor(quarter: string) {
  const [year, number] = quarter.split('-Q');
  return { nl: `${number}e kwartaal ${year}`, en: `Quarter ${number} of ${year}` };
}

const releasesOf = async ({ ask }: PageCall) => (await ask(listEmergencyReleases)).body.results;

function Releases(props: {
  readonly releases: Awaited<ReturnType<typeof releasesOf>>;
  readonly call: PageCall;
}) {
  const { releases, call } = props;
  if (releases.length === 0) {
    return (
      <EmptyState
        text={{
          nl: 'In dit kwartaal is geen enkele mailing zonder akkoord vrijgegeven.',
          en: 'In this quarter no mailing was released without sign-off.',
        }}
      />
    );
  }
  return (
    <Table
      caption={TITLE}
      captionUnseen
      rows={releases}
      rowKey={({ mailingId, releasedAt }) => `${mailingId} ${releasedAt}`}
      columns={[
        {
          head: { nl: 'Mailing', en: 'Mailing' },
          cell: ({ mailingId, title }) => (
            <a href={`/mailings/${mailingId}${call.may('mailings.read') ? '' : '/bewijs'}`}>
              {title}
            </a>
          ),
        },
        {
          head: { nl: 'Afdeling', en: 'Department' },
          cell: ({ departmentName }) => departmentName,
        },
        {
          head: { nl: 'Wanneer', en: 'When' },
          cell: ({ releasedAt }) => <ShortMoment at={releasedAt} />,
        },
        {
          head: { nl: 'Gevraagd door', en: 'Asked by' },
          cell: ({ askedByName, askedBy }) => askedByName ?? askedBy ?? '–',
        },
        {
          head: { nl: 'Bevestigd door', en: 'Confirmed by' },
          cell: ({ confirmedByName, confirmedBy }) => confirmedByName ?? confirmedBy,
        },
        {
          head: { nl: 'Geadresseerden', en: 'Addressees' },
          number: true,
          cell: ({ addressees }) => <Amount value={addressees} />,
        },
        {
          head: { nl: 'Waarom', en: 'Why' },
          cell: ({ reason }) =>
            reason ?? (
              <Say
                text={{
                  nl: 'Niet meer bij de mailing: die is daarna ingetrokken of opnieuw beoordeeld.',
                  en: 'No longer with the mailing: it was withdrawn or judged anew afterwards.',
                }}
              />
            ),
        },
      ]}
    />
  );
}
