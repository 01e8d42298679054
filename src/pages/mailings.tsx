import type { z } from 'zod';
import { listDepartments } from '../api/departments.ts';
import { listMailings } from '../api/mailings.ts';
import type { mailingSummary } from '../api/mailing-view.ts';
import { MAILING_STATUSES } from '../domain/mailing.ts';
import { Select } from './components/choice.tsx';
import { Button, SearchForm } from './components/form.tsx';
import { MailingStatusBadge, statusWord } from './components/mailing-status.tsx';
import { EmptyState, Pagination, Section } from './components/parts.tsx';
import { Amount, Say, ShortMoment } from './components/say.tsx';
import { Table } from './components/table.tsx';
import { definePage } from './page.ts';

type Summary = z.input<typeof mailingSummary>;
const PAGE_SIZE = 25;
const WAITING_AT_MOST = 50;

/** The mailings that somebody may see, with what waits for the lead on top. */
export const mailingsPage = definePage({
  path: '/mailings',
  operation: 'mailings.list',
  menu: { nl: 'Mailings', en: 'Mailings' },
  menuGroup: 'mailings',
  startFor: ['department', 'kcc-lead', 'planner', 'agent', 'guest'],

  get: async ({ ask, query, may }) => {
    const page = query.get('page') ?? '1';
    const status = MAILING_STATUSES.find((one) => one === query.get('status'));
    const lead = may('mailings.sign-off');
    const [list, waiting, departments] = await Promise.all([
      ask(listMailings, {
        query: { page, pageSize: String(PAGE_SIZE), ...(status && { status }) },
      }),
      lead && !status && page === '1'
        ? ask(listMailings, {
            query: { status: 'held', page: '1', pageSize: String(WAITING_AT_MOST) },
          })
        : undefined,
      ask(listDepartments),
    ]);
    const names = new Map(departments.body.results.map(({ id, name }) => [id, name]));
    const { results, count } = list.body;
    return {
      title: { nl: 'Mailings', en: 'Mailings' },
      wide: true,
      body: (
        <>
          {waiting && waiting.body.results.length > 0 && (
            <Section
              id="wacht"
              title={{ nl: 'Wacht op het KCC', en: 'Waits for the contact centre' }}
            >
              <MailingTable results={waiting.body.results} names={names} caption={WAITING} />
            </Section>
          )}
          <Section id="alle" title={ALL}>
            <StatusFilter status={status ?? ''} />
            {results.length === 0 ? (
              <NoMailing filtered={status !== undefined} mayAdd={may('mailings.draft')} />
            ) : (
              <MailingTable results={results} names={names} caption={ALL} />
            )}
            <Pagination
              page={Number(page)}
              pageSize={PAGE_SIZE}
              count={count}
              href={(to) =>
                `/mailings?${new URLSearchParams({ ...(status && { status }), page: String(to) }).toString()}`
              }
            />
          </Section>
        </>
      ),
    };
  },
});

const ALL = { nl: 'Alle mailings', en: 'All mailings' };
const WAITING = {
  nl: 'Mailings die op het KCC wachten',
  en: 'Mailings that wait for the contact centre',
};

function NoMailing(props: { readonly filtered: boolean; readonly mayAdd: boolean }) {
  if (props.filtered) return <EmptyState text={NONE_SO} />;
  return (
    <EmptyState text={NONE}>
      {props.mayAdd && (
        <p>
          <a href="/nieuwe-mailing">
            <Say text={{ nl: 'Meld een mailing aan', en: 'Submit a mailing' }} />
          </a>
        </p>
      )}
    </EmptyState>
  );
}

const NONE_SO = {
  nl: 'Geen mailing heeft deze stand. Kies een andere stand.',
  en: 'No mailing is in this state. Choose another state.',
};
const NONE = {
  nl: 'Hier staat nog geen mailing. Zodra een vakafdeling er een aanmeldt, ziet u die hier.',
  en: 'There is no mailing here yet. As soon as a department submits one, you see it here.',
};

function StatusFilter({ status }: { readonly status: string }) {
  return (
    <SearchForm label={{ nl: 'Mailings kiezen', en: 'Choose mailings' }}>
      <Select
        name="status"
        label={{ nl: 'Stand', en: 'State' }}
        empty={{ nl: 'Alle', en: 'All' }}
        value={status}
        options={MAILING_STATUSES.map((value) => ({ value, text: statusWord(value) }))}
      />
      <Button kind="secondary" text={{ nl: 'Toon', en: 'Show' }} />
    </SearchForm>
  );
}

function MailingTable(props: {
  readonly results: readonly Summary[];
  readonly names: ReadonlyMap<string, string>;
  readonly caption: { readonly nl: string; readonly en: string };
}) {
  return (
    <Table
      caption={props.caption}
      captionUnseen
      rows={props.results}
      rowKey={({ id }) => id}
      columns={[
        {
          head: { nl: 'Mailing', en: 'Mailing' },
          cell: ({ id, title }) => <a href={`/mailings/${id}`}>{title}</a>,
        },
        {
          head: { nl: 'Stand', en: 'State' },
          cell: ({ status }) => <MailingStatusBadge status={status} />,
        },
        {
          head: { nl: 'Vakafdeling', en: 'Department' },
          cell: ({ departmentId }) => props.names.get(departmentId) ?? '–',
        },
        {
          head: { nl: 'Geadresseerden', en: 'Addressees' },
          number: true,
          cell: ({ audienceSize }) => <Amount value={audienceSize} />,
        },
        {
          head: { nl: 'Gewijzigd', en: 'Changed' },
          cell: ({ updatedAt }) => <ShortMoment at={updatedAt} />,
        },
      ]}
    />
  );
}
