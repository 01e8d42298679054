import { formatSpan } from '../charts/format.ts';
import type { Text } from '../domain/text.ts';
import type { Assignment } from '../store/assignment-row.ts';
import { usePage } from './components/context.ts';
import { Badge, EmptyState } from './components/parts.tsx';
import { Say, ShortMoment } from './components/say.tsx';
import { Table } from './components/table.tsx';
import { crumbsTo, mailingOf } from './on-mailing.ts';
import { definePage } from './page.ts';
import { namesOf } from './names.ts';

/** Who was asked to help with a mailing, what they answered, and which half days are covered. */
export const assignmentsPage = definePage({
  path: '/mailings/:mailingId/inzet',
  operation: 'staffing-plan.read',
  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'staffing-plan.read');
    const { store } = deps;
    const [needs, assigned] = await Promise.all([
      store.staffingPlans.needs(record.id),
      store.assignments.forMailing(record.id),
    ]);
    const names = await namesOf(
      store,
      assigned.map((one) => one.personId),
    );
    const rows = needs.map(({ id, startsAt, endsAt, positions }) => ({
      id,
      startsAt,
      endsAt,
      positions,
      asked: assigned.filter(({ needId }) => needId === id),
    }));
    return {
      title: { nl: 'Wie er komt helpen', en: 'Who comes to help' },
      breadcrumbs: crumbsTo(record, call),
      wide: true,
      body: (
        <>
          <p className="lead">{record.title}</p>
          {rows.length === 0 ? (
            <EmptyState
              text={{
                nl: 'Er is nog niemand gevraagd. Maak eerst een bezettingsplan.',
                en: 'Nobody has been asked yet. Make a staffing plan first.',
              }}
            >
              <p>
                <a href={`/mailings/${record.id}/bezetting`}>
                  <Say text={{ nl: 'Naar de bezetting', en: 'To the staffing' }} />
                </a>
              </p>
            </EmptyState>
          ) : (
            <Table
              caption={{ nl: 'Per dagdeel', en: 'Per half day' }}
              captionUnseen
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                {
                  head: { nl: 'Wanneer', en: 'When' },
                  cell: ({ startsAt, endsAt }) => <Span from={startsAt} to={endsAt} />,
                },
                {
                  head: { nl: 'Geregeld', en: 'Covered' },
                  cell: ({ asked, positions }) => {
                    const come = asked.filter(({ status }) => status === 'accepted').length;
                    return (
                      <Badge
                        tone={come >= positions ? 'good' : 'waiting'}
                        text={{ nl: `${come} van ${positions}`, en: `${come} of ${positions}` }}
                      />
                    );
                  },
                },
                {
                  head: { nl: 'Gevraagd', en: 'Asked' },
                  cell: ({ asked }) => <Asked asked={asked} names={names} />,
                },
              ]}
            />
          )}
        </>
      ),
    };
  },
});

function Span({ from, to }: { readonly from: string; readonly to: string }) {
  const { language, timeZone } = usePage();
  return <>{formatSpan(from, to, language, timeZone)}</>;
}

function Asked(props: {
  readonly asked: readonly Assignment[];
  readonly names: ReadonlyMap<string, string>;
}) {
  if (props.asked.length === 0) return <>–</>;
  return (
    <ul className="plain">
      {props.asked.map(({ id, personId, status, answeredAt, invitedAt }) => (
        <li key={id}>
          {props.names.get(personId) ?? personId}{' '}
          <Badge text={ANSWERS[status].text} tone={ANSWERS[status].tone} />{' '}
          <span className="quiet">
            <ShortMoment at={answeredAt ?? invitedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}

const ANSWERS: {
  readonly [status in Assignment['status']]: {
    readonly text: Text;
    readonly tone: 'good' | 'bad' | 'waiting' | 'neutral';
  };
} = {
  invited: { text: { nl: 'wacht op antwoord', en: 'no answer yet' }, tone: 'waiting' },
  accepted: { text: { nl: 'komt', en: 'comes' }, tone: 'good' },
  declined: { text: { nl: 'kan niet', en: 'cannot' }, tone: 'bad' },
  lapsed: { text: { nl: 'niet geantwoord', en: 'did not answer' }, tone: 'neutral' },
  cancelled: { text: { nl: 'afgezegd', en: 'called off' }, tone: 'neutral' },
};
