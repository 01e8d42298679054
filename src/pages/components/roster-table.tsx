import { formatShortDay, formatTime } from '../../charts/format.ts';
import type { Text } from '../../domain/text.ts';
import type { RosterCell, RosterRow, RosterWeek } from '../roster-week.ts';
import { usePage } from './context.ts';
import { Badge } from './parts.tsx';
import { Table } from './table.tsx';

/** A week of the roster: a row per person, a column per day. */
export function RosterTable({ week }: { readonly week: RosterWeek }) {
  return (
    <Table
      caption={{ nl: 'Wie werkt wanneer', en: 'Who works when' }}
      captionUnseen
      rows={week.rows}
      rowKey={({ personId }) => personId}
      columns={[
        { head: { nl: 'Wie', en: 'Who' }, cell: ({ name }: RosterRow) => name },
        ...week.days.map((day) => ({
          head: { nl: formatShortDay(day, 'nl'), en: formatShortDay(day, 'en') },
          cell: ({ cells }: RosterRow) => <Cell cells={cells.get(day) ?? []} />,
        })),
      ]}
    />
  );
}

const KINDS: { readonly [kind in RosterCell['kind']]?: Text } = {
  extra: { nl: 'extra', en: 'extra' },
  guest: { nl: 'gast', en: 'guest' },
  asked: { nl: 'gevraagd', en: 'asked' },
};

function Cell({ cells }: { readonly cells: readonly RosterCell[] }) {
  const { language, timeZone } = usePage();
  if (cells.length === 0) return <>–</>;
  return (
    <ul className="plain">
      {cells.map(({ startsAt, endsAt, kind }) => {
        const word = KINDS[kind];
        return (
          <li key={`${startsAt} ${kind}`}>
            {formatTime(startsAt, language, timeZone)}–{formatTime(endsAt, language, timeZone)}{' '}
            {word && <Badge text={word} tone={kind === 'asked' ? 'waiting' : 'good'} />}
          </li>
        );
      })}
    </ul>
  );
}
