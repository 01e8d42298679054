import { formatShortDay, formatTime } from '../../charts/format.ts';
import type { Text } from '../../domain/text.ts';
import type { RosterCell, RosterRow, RosterWeek } from '../roster-week.ts';
import { usePage } from './context.ts';
import { Badge } from './parts.tsx';
import { DayNeed, type RosterNeed } from './roster-need.tsx';
import { Say } from './say.tsx';
import { Table } from './table.tsx';

/** Stands where the people stand, above them all. */
const NEED = 'need';

/** A week of the roster: a row per person, a column per day; above them what each day needs. */
export function RosterTable({ week, need }: RosterAndNeed) {
  return (
    <Table
      caption={{ nl: 'Wie werkt wanneer', en: 'Who works when' }}
      captionUnseen
      rows={need ? [NEED, ...week.rows] : week.rows}
      rowKey={(row) => (row === NEED ? NEED : row.personId)}
      columns={[
        {
          head: { nl: 'Wie', en: 'Who' },
          cell: (row: Row) =>
            row === NEED ? <Say text={{ nl: 'Bezetting', en: 'Staffing' }} /> : row.name,
        },
        ...week.days.map((day) => ({
          head: { nl: formatShortDay(day, 'nl'), en: formatShortDay(day, 'en') },
          cell: (row: Row) =>
            row === NEED ? (
              <DayNeed day={day} need={need} />
            ) : (
              <Cell cells={row.cells.get(day) ?? []} name={row.name} />
            ),
        })),
      ]}
    />
  );
}

type Row = RosterRow | typeof NEED;

interface RosterAndNeed {
  readonly week: RosterWeek;
  /** Undefined of weeks that are past. */
  readonly need: RosterNeed | undefined;
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
