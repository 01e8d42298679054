import { z } from 'zod';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { QaPair } from '../domain/qa-sheet.ts';
import { qaSheetFacts } from '../domain/qa-sheet.ts';
import { says } from '../http/input-text.ts';
import { etagOf, versionMissing } from '../http/etag.ts';
import type { Answer, Call } from '../http/endpoint.ts';
import { commandResult, giveCommand, refuseEarly } from './command.ts';
import { type ApiDeps, endpoint, newId, provenance } from './deps.ts';
import { id, mailingParams } from './fields.ts';
import { pairsFor, shownPair } from './internal-notes.ts';
import { mailingFor } from './mailing-access.ts';
import { qaPair } from './qa-pair.ts';
import { readQaSheetFile, writeQaSheetFile } from './qa-sheet-file.ts';
import { CSV, XLSX } from './spreadsheet.ts';
import { notFound } from '../http/problem.ts';
import { versionChanged } from './translate.ts';

const pairs = z
  .array(qaPair)
  .min(1)
  .max(1000)
  .refine(
    (all) => new Set(all.map((pair) => pair.number)).size === all.length,
    says('Elk nummer mag er één keer in staan.', 'Each number may be given once.'),
  );

const qaSheet = z
  .object({
    mailingId: id,
    version: z.int(),
    writtenBy: z.string(),
    writtenAt: z.iso.datetime(),
    pairs: z.array(shownPair),
  })
  .meta({ id: 'QaSheet' });

export const getQaSheet = endpoint({
  id: 'getQaSheet',
  summary: 'Read the Q&A sheet, as JSON or as a spreadsheet',
  description:
    'Internal notes are for agents, KCC leads and the department; others get the pairs without them.',
  params: mailingParams,
  gives: [XLSX, CSV],
  answers: { 200: qaSheet },
  handle: async (call, deps) => {
    const { record } = await mailingFor(call, deps, call.params.mailingId);
    const sheet = await deps.store.qaSheets.latest(record.id);
    if (!sheet)
      throw notFound({
        nl: 'de vragenlijst van deze mailing',
        en: 'the Q&A sheet of this mailing',
      });
    const headers = { ETag: etagOf(sheet.version) };
    const shown = pairsFor(call, record.departmentId, sheet.pairs);
    if (call.accept === 'application/json') {
      return { status: 200, body: { ...sheet, pairs: shown }, headers };
    }
    const extension = call.accept === CSV ? 'csv' : 'xlsx';
    return {
      status: 200,
      headers,
      file: {
        mediaType: call.accept,
        name: `vragenlijst-${sheet.version}.${extension}`,
        bytes: await writeQaSheetFile(call.accept, shown),
      },
    };
  },
});

const taken = {
  description: `JSON, or an .xlsx or .csv file with the columns Nummer, Onderwerp, Vraag, Antwoord, Interne toelichting and Eigenaar.
A file with faults lists row and column of each, and changes nothing. If-Match is wanted as soon as there is a sheet.`,
  params: mailingParams,
  body: z.strictObject({ pairs }),
  files: [XLSX, CSV],
  refuses: true,
} as const;

export const putQaSheet = endpoint({
  ...taken,
  id: 'putQaSheet',
  summary: 'Attach a Q&A sheet, or the next version of it',
  answers: { 200: commandResult },
  handle: async (call, deps) => {
    const { mailingId } = call.params;
    return { ...(await attach(call, deps, mailingId, await pairsIn(call))), status: 200 };
  },
});

export const postQaSheet = endpoint({
  ...taken,
  id: 'postQaSheet',
  summary: 'Attach a Q&A sheet, or the next version of it, from a form',
  answers: { 201: commandResult },
  handle: async (call, deps) => attach(call, deps, call.params.mailingId, await pairsIn(call)),
});

async function pairsIn({ file, body }: Call<unknown, unknown, { pairs: QaPair[] }>) {
  return file ? readQaSheetFile(file.mediaType, file.bytes) : body.pairs;
}

function attach(
  call: Call,
  deps: ApiDeps,
  mailingId: string,
  given: readonly QaPair[],
): Promise<Answer> {
  // One form may be sent again with another text: that is another Update.
  const command = { ...call, updateId: newId(call, canonicalJson(given)) };
  return giveCommand(command, deps, mailingId, async (by, record) => {
    const latest = await deps.store.qaSheets.latest(mailingId);
    if (latest && call.ifMatch === undefined && !call.ifMatchAny) throw versionMissing();
    if (call.ifMatch !== undefined && call.ifMatch !== latest?.version) {
      throw versionChanged(call.ifMatch, latest?.version ?? 0);
    }
    const sorted = given.toSorted((left, right) => left.number - right.number);
    const next = { version: (latest?.version ?? 0) + 1, pairs: sorted };
    refuseEarly(call, deps, record, { type: 'attachQaSheet', by, ...qaSheetFacts(next) });
    const sheet = await deps.store.qaSheets.save(
      mailingId,
      sorted,
      provenance(call, by),
      call.updateId,
    );
    return { type: 'attachQaSheet', by, ...qaSheetFacts(sheet) };
  });
}
