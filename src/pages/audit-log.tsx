import { listAuditLines } from '../api/audit-lines.ts';
import { addDays, isLocalDate } from '../domain/instant.ts';
import { toInstant } from '../domain/local-time.ts';
import { AUDIT_OBJECTS } from './audit-text.ts';
import { AuditTable } from './components/audit-table.tsx';
import { Select } from './components/choice.tsx';
import { DateField, TextField } from './components/field.tsx';
import { Button, ButtonLink, Buttons, SearchForm } from './components/form.tsx';
import { Banner, EmptyState, Pagination } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import { Taken } from './components/taken.tsx';
import { mailingMeant, type Meant, personMeant } from './named-choice.ts';
import { namesOf } from './names.ts';
import { definePage } from './page.ts';

const PAGE_SIZE = 50;
/** No id is longer. */
const LONGEST = 100;
/** What the log can be narrowed down to. */
const OBJECTS = [
  'mailing',
  'briefing',
  'question',
  'assignment',
  'shift',
  'person',
  'department',
  'gate',
  'mail-credential',
];

const NONE: ReadonlyMap<string, string> = new Map();

/** Far from the ends of time, so that the day after it is one too. */
const isDay = (typed: string | undefined): typed is string =>
  typed !== undefined && isLocalDate(typed) && typed > '1900' && typed < '9000';

/** Who did what, and when: every line of the audit chain, the last one first. */
export const auditLogPage = definePage({
  path: '/logboek',
  operation: 'audit.read',
  menu: { nl: 'Logboek', en: 'Audit log' },
  menuGroup: 'records',
  startFor: ['auditor'],

  get: async ({ ask, query, may }, { house, store }) => {
    const page = query.get('page') ?? '1';
    const filter = Object.fromEntries(
      ['objectType', 'objectId', 'actor', 'from', 'to'].flatMap((name) => {
        const value = query.get(name)?.trim().slice(0, LONGEST) ?? '';
        return value === '' ? [] : [[name, value]];
      }),
    );
    const { from, to, objectType, objectId, actor } = filter;
    const titled = may('evidence.read') && (objectType ?? 'mailing') === 'mailing';
    const [about, who] = await Promise.all([
      objectId && (titled ? mailingMeant(store, objectId) : { id: objectId }),
      actor && personMeant(store, actor),
    ]);
    const chosen = { ...oneOf('objectId', about), ...oneOf('actor', who) };
    const notThere = [from, to].filter((day) => day !== undefined && !isDay(day));
    const list = await ask(listAuditLines, {
      query: {
        page,
        pageSize: String(PAGE_SIZE),
        ...(objectType && { objectType }),
        ...chosen,
        ...(isDay(from) && { from: toInstant(from, '00:00', house.timeZone) }),
        ...(isDay(to) && { to: toInstant(addDays(to, 1), '00:00', house.timeZone) }),
      },
    });
    const { results, count } = list.body;
    const mailings = results.filter((line) => line.objectType === 'mailing');
    const [names, titles] = await Promise.all([
      // Who did it is what a log is for, so who may read the log may read the names.
      namesOf(
        store,
        results.filter(({ role }) => role !== 'system').map(({ actor }) => actor),
      ),
      may('evidence.read') ? store.mailings.titlesOf(mailings.map((line) => line.objectId)) : NONE,
    ]);
    return {
      title: { nl: 'Logboek', en: 'Audit log' },
      wide: true,
      body: (
        <>
          <p>
            <Say
              text={{
                nl: 'Hier staat elke verandering: wie, wat en wanneer. Regels kunnen niet worden gewijzigd of gewist.',
                en: 'Every change is here: who, what and when. Lines cannot be changed or erased.',
              }}
            />
          </p>
          <Buttons>
            {may('audit.verify') && (
              <ButtonLink
                href="/logboek/controle"
                text={{ nl: 'Controleer de keten', en: 'Check the chain' }}
              />
            )}
            {may('retention.read') && (
              <ButtonLink
                href="/bewaartermijnen"
                text={{ nl: 'Bewaartermijnen', en: 'Retention' }}
              />
            )}
            {may('emergency-releases.list') && (
              <ButtonLink
                href="/noodvrijgaven"
                text={{ nl: 'Noodvrijgaven', en: 'Emergency releases' }}
              />
            )}
          </Buttons>
          <Filter filter={filter} />
          {(
            [
              ['objectId', about, { nl: 'Mailing', en: 'Mailing' }],
              ['actor', who, { nl: 'Wie', en: 'Who' }],
            ] as const
          ).map(
            ([field, meant, label]) =>
              meant && (
                <Taken
                  key={field}
                  label={label}
                  meant={meant}
                  hrefOf={(id) => addressOf({ ...filter, [field]: id })}
                />
              ),
          )}
          {notThere.length > 0 && (
            <Banner tone="warning">
              <p>
                <Say
                  text={{
                    nl: `Deze dag bestaat niet: ${notThere.join(', ')}. Daar is niet op gekozen. Typ een dag als 2027-02-28.`,
                    en: `There is no such day: ${notThere.join(', ')}. It was not used to choose. Type a day such as 2027-02-28.`,
                  }}
                />
              </p>
            </Banner>
          )}
          {results.length === 0 ? (
            <EmptyState
              text={{
                nl: 'Er zijn geen regels die hierbij passen. Kies minder of iets anders.',
                en: 'No lines fit this. Choose less, or something else.',
              }}
            />
          ) : (
            <AuditTable lines={results} names={names} titles={titles} choosing />
          )}
          <Pagination
            page={Number(page)}
            pageSize={PAGE_SIZE}
            count={count}
            href={(next) => addressOf({ ...filter, page: String(next) })}
          />
        </>
      ),
    };
  },
});

type Filter = Readonly<Record<string, string>>;

function addressOf(filter: Filter): string {
  return `/logboek?${new URLSearchParams(filter).toString()}`;
}

/** What was typed in `field`, as the log takes it; while it may be several, the log shows them all. */
function oneOf(field: 'objectId' | 'actor', meant: Meant | '' | undefined) {
  return meant && 'id' in meant ? { [field]: meant.id } : {};
}

function Filter({ filter }: { readonly filter: Filter }) {
  return (
    <SearchForm label={{ nl: 'Regels kiezen', en: 'Choose lines' }}>
      <Select
        name="objectType"
        label={{ nl: 'Soort', en: 'Kind' }}
        empty={{ nl: 'Alles', en: 'Everything' }}
        value={filter['objectType']}
        options={OBJECTS.map((value) => ({ value, text: AUDIT_OBJECTS[value]! }))}
      />
      <TextField
        name="objectId"
        label={{ nl: 'Titel van een mailing, of een nummer', en: 'Title of a mailing, or an id' }}
        value={filter['objectId']}
        short
      />
      <TextField
        name="actor"
        label={{ nl: 'Naam of persoonsnummer', en: 'Name or person id' }}
        value={filter['actor']}
        short
      />
      <DateField name="from" label={{ nl: 'Vanaf', en: 'From' }} value={filter['from']} />
      <DateField name="to" label={{ nl: 'Tot en met', en: 'Up to' }} value={filter['to']} />
      <Button kind="secondary" text={{ nl: 'Toon', en: 'Show' }} />
    </SearchForm>
  );
}
