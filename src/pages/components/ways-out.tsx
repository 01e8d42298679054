import { formatDay, formatDecimal, formatTime } from '../../charts/format.ts';
import { localDateOf } from '../../domain/local-time.ts';
import type { PlannedInterval } from '../../domain/staffing-solution.ts';
import type { WayOut, WaysOut } from '../../domain/ways-out.ts';
import { usePage } from './context.ts';
import { Say } from './say.tsx';
import { Table } from './table.tsx';

/** The ways out of what stays short, cheapest first, each with its price. */
export function WaysOutList({ ways }: { readonly ways: readonly WayOut[] }) {
  return (
    <ol>
      {ways.map(({ kind, text }) => (
        <li key={kind}>
          <Say text={text} />
        </li>
      ))}
    </ol>
  );
}

/** Every half hour that stays short, with what is missing, what callers notice of it and the ways out; folded by day. */
export function ShortHalfHours(props: {
  readonly intervals: readonly PlannedInterval[];
  readonly waysOut: WaysOut;
}) {
  const { language, timeZone } = usePage();
  const decimal = (value: number) => formatDecimal(value, language);
  const short = props.intervals.filter(({ shortage }) => shortage > 0);
  const days = [...new Set(short.map(({ start }) => localDateOf(start, timeZone)))];
  const waysAt = new Map(props.waysOut.perInterval.map(({ start, ways }) => [start, ways]));
  return days.map((date) => {
    const rows = short.filter(({ start }) => localDateOf(start, timeZone) === date);
    const title = {
      nl: `${formatDay(date, 'nl')}: ${rows.length} keer een half uur te krap`,
      en: `${formatDay(date, 'en')}: ${rows.length} half hours short`,
    };
    return (
      <details key={date} className="pair">
        <summary>
          <Say text={title} />
        </summary>
        <Table
          caption={title}
          captionUnseen
          rows={rows}
          rowKey={({ start }) => start}
          columns={[
            {
              head: { nl: 'Half uur', en: 'Half hour' },
              cell: ({ start }) => formatTime(start, language, timeZone),
            },
            {
              head: { nl: 'Nodig', en: 'Needed' },
              number: true,
              cell: ({ required }) => decimal(required),
            },
            {
              head: { nl: 'Rooster', en: 'Roster' },
              number: true,
              cell: ({ present }) => decimal(present),
            },
            {
              head: { nl: 'Erbij', en: 'Extra' },
              number: true,
              cell: ({ extra }) => decimal(extra),
            },
            {
              head: { nl: 'Tekort', en: 'Shortage' },
              number: true,
              cell: ({ shortage }) => decimal(shortage),
            },
            {
              head: { nl: 'Op tijd geholpen', en: 'Answered in time' },
              number: true,
              cell: ({ reached }) => (reached ? `${Math.floor(reached.serviceLevel * 100)}%` : '–'),
            },
            {
              head: { nl: 'Goedkoopste uitwegen', en: 'Cheapest ways out' },
              cell: ({ start }) => <WaysOutList ways={waysAt.get(start) ?? []} />,
            },
          ]}
        />
      </details>
    );
  });
}
