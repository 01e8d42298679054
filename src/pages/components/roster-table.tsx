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
          cell: ({ cells, name }: RosterRow) => <Cell cells={cells.get(day) ?? []} name={name} />,
        })),
      ]}
    />
  );
}

const KINDS: { readonly [kind in RosterCell['kind']]?: Text } = {
  extra: { nl: 'extra', en: 'extra' },
  guest: { nl: 'gast', en: 'guest' },
  asked: { nl: 'gevraagd', en: 'asked' },
  declined: { nl: 'zei nee', en: 'said no' },
};

const TONES: { readonly [kind in RosterCell['kind']]?: 'waiting' | 'neutral' } = {
  asked: 'waiting',
  declined: 'neutral',
};

function Cell(props: { readonly cells: readonly RosterCell[]; readonly name: string }) {
  const { cells, name } = props;
  const { language, timeZone } = usePage();
  if (cells.length === 0) return <>–</>;
  return (
    <ul className="plain">
      {cells.map(({ startsAt, endsAt, kind, shiftId }) => {
        const word = KINDS[kind];
        const times = `${formatTime(startsAt, language, timeZone)}–${formatTime(endsAt, language, timeZone)}`;
        return (
          <li key={`${startsAt} ${kind}`}>
            {shiftId ? (
              <a href={`/rooster/${shiftId}`}>
                {times}
                <span className="unseen">, {name}</span>
              </a>
            ) : (
              times
            )}{' '}
            {word && <Badge text={word} tone={TONES[kind] ?? 'good'} />}
          </li>
        );
      })}
    </ul>
  );
}
