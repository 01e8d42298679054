import { z } from 'zod';
import { CHANNELS } from '../domain/audience.ts';
import { ADJUSTMENT_LIMITS } from '../domain/known-adjustment.ts';
import { MAILING_KINDS } from '../domain/mailing.ts';
import { readPastContacts, readPastMailings } from '../domain/past-rows.ts';
import type { Call } from '../http/endpoint.ts';
import { endpoint, provenance } from './deps.ts';
import { audience, count, id, instant, line, localDate } from './fields.ts';
import { actorOn } from './mailing-access.ts';
import { organisationIn } from './organisation.ts';
import { CSV, XLSX } from './spreadsheet.ts';
import { MOST_ROWS, readOrThrow, tableIn, tableOf } from './table-file.ts';

const name = line(200);
const imported = z.object({ imported: z.int() });

const pastMailing = z
  .object({
    name,
    title: z.string(),
    kind: z.enum(MAILING_KINDS),
    departmentId: id,
    batches: z.array(z.object({ number: z.int(), releaseAt: instant, audience })),
    counts: z.array(z.object({ date: localDate, contacts: z.number() })),
    adjustments: z.array(z.object({ factor: z.number(), reason: z.string() })).optional(),
  })
  .meta({ id: 'PastMailing' });

export const listPastMailings = endpoint({
  id: 'listPastMailings',
  summary: 'See the imported mailings that forecasts learn from',
  answers: { 200: z.object({ results: z.array(pastMailing) }) },
  handle: async (_call, { store }) => ({
    status: 200,
    body: { results: await store.pastMailings.imported() },
  }),
});

export const importPastMailings = endpoint({
  id: 'importPastMailings',
  summary: 'Import mailings of before, for forecasts to learn from',
  description: `JSON, or an .xlsx or .csv file with the columns mailing, title, kind, department, channel, dispatchDate and recipients: a row per batch
and channel; perhaps with factor and reason, what made it other than usual. A department is named or given by id. A file with faults lists the line and column of each, and changes nothing. A mailing that is there is replaced.`,
  files: [XLSX, CSV],
  body: z
    .strictObject({
      rows: z
        .array(
          z.strictObject({
            mailing: name,
            title: line(300).optional(),
            kind: z.enum(MAILING_KINDS),
            department: line(200),
            channel: z.enum(CHANNELS),
            dispatchDate: localDate,
            recipients: count,
            factor: z
              .number()
              .min(ADJUSTMENT_LIMITS.least)
              .max(ADJUSTMENT_LIMITS.most)
              .optional()
              .meta({ description: 'Contacts relative to the usual, by what was known then.' }),
            reason: line(200).optional(),
          }),
        )
        .min(1)
        .max(MOST_ROWS),
    })
    .meta({
      id: 'PastMailingRows',
      example: {
        rows: [
          {
            mailing: 'woz-2026',
            title: 'WOZ-beschikking en aanslag 2026',
            kind: 'tax-assessment',
            department: 'Belastingen',
            channel: 'letter',
            dispatchDate: '2026-02-10',
            recipients: 20_000,
          },
        ],
      },
    }),
  answers: { 201: imported },
  handle: async (call, { store }) => {
    const actor = actorOn(call, {});
    const [{ calendar }, departments] = await Promise.all([
      organisationIn(store),
      store.departments.list(),
    ]);
    const named = new Map(
      departments.flatMap((one) => [
        [one.id, one.id],
        [key(one.name), one.id],
      ]),
    );
    const table = await given(call);
    const mailings = readOrThrow(readPastMailings(table, calendar, (text) => named.get(key(text))));
    const body = await store.pastMailings.import(mailings, provenance(call, actor));
    return { status: 201, body };
  },
});

export const importPastContacts = endpoint({
  id: 'importPastContacts',
  summary: 'Import how many contacts mailings of before caused per day',
  description: `JSON, or an .xlsx or .csv file with the columns mailing, date and contacts; rows of the same day add up. The mailings have been imported.
A file with faults lists the line and column of each, and changes nothing.`,
  files: [XLSX, CSV],
  body: z
    .strictObject({
      rows: z
        .array(z.strictObject({ mailing: name, date: localDate, contacts: count }))
        .min(1)
        .max(MOST_ROWS),
    })
    .meta({ id: 'PastContactRows' }),
  answers: { 201: imported },
  handle: async (call, { store }) => {
    const actor = actorOn(call, {});
    const known = new Set((await store.pastMailings.imported()).map((one) => one.name));
    const table = await given(call);
    const counts = readOrThrow(readPastContacts(table, (text) => known.has(text)));
    const body = await store.pastMailings.importCounts(counts, provenance(call, actor));
    return { status: 201, body };
  },
});

function given({ file, body }: Call<unknown, unknown, { rows: readonly object[] }>) {
  return file ? tableIn(file.mediaType, file.bytes) : tableOf(body.rows);
}

const key = (text: string): string => text.trim().toLowerCase();
