import { mailingFor } from '../api/mailing-access.ts';
import { XLSX } from '../api/spreadsheet.ts';
import { listUndelivered } from '../api/undelivered.ts';
import { ButtonLink, Buttons } from './components/form.tsx';
import { EmptyState, Pagination } from './components/parts.tsx';
import { Say, ShortMoment } from './components/say.tsx';
import { Table } from './components/table.tsx';
import { definePage } from './page.ts';

const PAGE_SIZE = 50;
const TITLE = { nl: 'Niet bezorgde e-mails', en: 'E-mails that were not delivered' };

/** Whom the e-mails of a mailing did not reach, so that the department can reach them in another way. */
export const undeliveredPage = definePage({
  path: '/mailings/:mailingId/niet-bezorgd',
  operation: 'undelivered.read',
  get: async (call, deps) => {
    const mailingId = call.id('mailingId');
    const params = { mailingId };
    const { record } = await mailingFor(call.as('undelivered.read'), deps, mailingId);
    if (call.query.get('soort') === 'xlsx') {
      const { file } = await call.ask(listUndelivered, { params, accept: XLSX });
      if (file) return { file };
    }
    const page = call.query.get('page') ?? '1';
    const query = { page, pageSize: String(PAGE_SIZE) };
    const { body } = await call.ask(listUndelivered, { params, query });
    const here = `/mailings/${mailingId}`;
    return {
      title: TITLE,
      wide: true,
      breadcrumbs: [
        { text: { nl: 'Mailings', en: 'Mailings' }, href: '/mailings' },
        { text: record.title, href: here },
      ],
      body:
        body.count === 0 ? (
          <EmptyState
            text={{
              nl: 'Er zijn geen e-mails van deze mailing die niet zijn bezorgd. Of de adressen zijn al gewist, omdat de mailing langer geleden is.',
              en: 'No e-mail of this mailing was left undelivered. Or the addresses were erased already, because the mailing was longer ago.',
            }}
          />
        ) : (
          <>
            <p>
              <Say
                text={{
                  nl: 'Sluis probeert deze e-mails niet nog eens. Bereik deze inwoners op een andere manier als dat nodig is, bijvoorbeeld met een brief. De adressen worden na de bewaartermijn gewist.',
                  en: 'Sluis does not try these e-mails again. Reach these residents in another way where that is needed, by letter for instance. The addresses are erased when their term is over.',
                }}
              />
            </p>
            <Buttons>
              <ButtonLink
                href={`${here}/niet-bezorgd?soort=xlsx`}
                text={{ nl: 'Opslaan als Excel-bestand', en: 'Save as an Excel file' }}
              />
            </Buttons>
            <Table
              caption={TITLE}
              captionUnseen
              rows={body.results}
              rowKey={({ recipient, at }) => `${recipient} ${at}`}
              columns={[
                {
                  head: { nl: 'E-mailadres', en: 'E-mail address' },
                  cell: ({ recipient }) => recipient,
                },
                {
                  head: { nl: 'Waarom niet', en: 'Why not' },
                  cell: ({ reasonText }) => <Say text={reasonText} />,
                },
                {
                  head: { nl: 'Antwoord van de mailserver', en: 'Reply of the mail server' },
                  cell: ({ reason, reply }) => (reason === 'never-sent' ? '–' : reply || '–'),
                },
                {
                  head: { nl: 'Wanneer', en: 'When' },
                  cell: ({ at }) => <ShortMoment at={at} />,
                },
              ]}
            />
            <Pagination
              page={Number(page)}
              pageSize={PAGE_SIZE}
              count={body.count}
              href={(to) => `?page=${to}`}
            />
          </>
        ),
    };
  },
});
