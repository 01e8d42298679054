import { z } from 'zod';
import { addSeconds } from '../domain/instant.ts';
import { daysOf, rosterChanges } from '../domain/roster-changes.ts';
import { readRoster, ROSTER_COLUMNS } from '../domain/roster-rows.ts';
import { endpoint, newId, provenance } from './deps.ts';
import { id, line } from './fields.ts';
import { actorOn } from './mailing-access.ts';
import { organisationIn } from './organisation.ts';
import { CSV, XLSX } from './spreadsheet.ts';
import { cellProblem, MOST_ROWS, readOrThrow, tableIn, tableOf } from './table-file.ts';

const DAY = 86_400;
const cell = line(200);

const span = z.object({
  personId: id,
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  kind: z.enum(['roster', 'extra', 'guest']),
  breakMinutes: z.int(),
});
const changes = z
  .object({
    stored: z.boolean().meta({ description: 'False for a preview: nothing was changed.' }),
    period: z.object({ startsAt: z.iso.datetime(), endsAt: z.iso.datetime() }),
    added: z.array(span),
    cancelled: z.array(span),
    same: z.int(),
  })
  .meta({ id: 'RosterChanges' });

export const importRoster = endpoint({
  id: 'importRoster',
  summary: 'Import the roster from a spreadsheet, or see what that would change',
  description: `An .xlsx or .csv file in the columns in which the roster is exported (${ROSTER_COLUMNS.nl.join(', ')}; or in English), or the same rows as JSON.
It becomes the roster of the people in it, for the days from the first to the last row: what is not in it is cancelled, but only rostered shifts that have not begun;
accepted invitations stay. With \`preview=true\` nothing is changed. A file with faults names the row and column of each, and changes nothing.`,
  files: [XLSX, CSV],
  query: z.strictObject({ preview: z.enum(['true', 'false']).default('false') }),
  body: z
    .strictObject({
      rows: z
        .array(
          z.strictObject({
            date: cell,
            start: cell,
            end: cell,
            'break (minutes)': cell.optional(),
            who: cell,
            kind: cell.optional(),
          }),
        )
        .min(1)
        .max(MOST_ROWS),
    })
    .meta({
      id: 'RosterRows',
      example: {
        rows: [
          { date: '2027-02-15', start: '08:30', end: '12:30', who: 'aylin@sluiswaard.example' },
        ],
      },
    }),
  refuses: true,
  answers: { 200: changes },
  handle: async (call, { store }) => {
    const { file, body, now } = call;
    const actor = actorOn(call, {});
    const table = file ? await tableIn(file.mediaType, file.bytes, 'times') : tableOf(body.rows);
    const [{ calendar }, people] = await Promise.all([
      organisationIn(store),
      store.people.list({ activeOnly: true }),
    ]);
    const { timeZone } = calendar;
    const rows = readOrThrow(readRoster(table, people, timeZone));
    const period = daysOf(rows, timeZone);
    const known = await store.shifts.between(
      addSeconds(period.startsAt, -DAY),
      addSeconds(period.endsAt, 2 * DAY),
    );
    const { changes: found, faults } = rosterChanges(rows, known, now, timeZone);
    if (faults.length > 0) throw cellProblem(faults);
    const added = found.added.map(({ line: _, ...shift }, index) => ({
      ...shift,
      id: newId(call, String(index)),
    }));
    const stored = call.query.preview === 'false';
    if (stored) {
      const cancelled = found.cancelled.map((shift) => shift.id);
      await store.shifts.replace({ cancelled, added }, provenance(call, actor));
    }
    return {
      status: 200,
      body: {
        stored,
        period,
        added: added.map(spanOf),
        cancelled: found.cancelled.map(spanOf),
        same: found.same,
      },
    };
  },
});

function spanOf({ personId, startsAt, endsAt, kind, breakMinutes }: z.output<typeof span>) {
  return { personId, startsAt, endsAt, kind, breakMinutes };
}
