import type { Instant } from '../domain/instant.ts';
import type { MailingStatus } from '../domain/mailing.ts';
import type { QaPair } from '../domain/qa-sheet.ts';
import type { Db } from './db.ts';
import { Prisma } from './generated/client.ts';

/** A pair that was found, with the mailing that it belongs to. */
export interface FoundQaPair extends QaPair {
  readonly mailingId: string;
  readonly mailingTitle: string;
  readonly mailingStatus: MailingStatus;
  readonly sheetVersion: number;
}

export interface QaSearchRequest {
  /** As it was typed. */
  readonly text: string;
  readonly limit: number;
  /** Sheets of evaluated mailings are searched when they were evaluated after this. */
  readonly evaluatedAfter: Instant;
  /** Only these mailings; left out: all. */
  readonly mailingIds?: readonly string[];
}

const MOST_WORDS = 12;
/** How alike a word and the best part of a question must be, between 0 and 1: one letter wrong in six still finds it. */
const ALIKE = 0.45;

type Row = Omit<FoundQaPair, 'mailingStatus'> & { readonly mailingStatus: string };

/** Search in what agents may answer with. */
export function qaSearchStore(db: Db) {
  return {
    /**
     * The pairs of the newest sheets of mailings that were signed off, the best first. Each word counts by where it is
     * found: in question or topic, in the answer, or spelt nearly so in the question. Nothing typed finds nothing.
     */
    find: async (request: QaSearchRequest): Promise<FoundQaPair[]> => {
      const words = wordsIn(request.text);
      if (words.length === 0) return [];
      const rows = await db.read((queries) => queries.$queryRaw<Row[]>(searchSql(words, request)));
      return rows.map((row) => ({ ...row, mailingStatus: row.mailingStatus as MailingStatus }));
    },
  };
}

/** The words that somebody typed, without marks: those can mean something else in a query. */
function wordsIn(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words)].slice(0, MOST_WORDS);
}

function searchSql(words: string[], { limit, evaluatedAfter, mailingIds }: QaSearchRequest) {
  const among = mailingIds ? Prisma.sql`AND m.id = ANY(${[...mailingIds]}::uuid[])` : Prisma.empty;
  return Prisma.sql`
    WITH typed AS (
      SELECT word, to_tsquery('dutch', word || ':*') AS query, to_tsquery('dutch', word || ':*AB') AS head
      FROM unnest(${words}::text[]) AS word
    ), asked AS (
      -- Words such as "de" say nothing, unless there is nothing else.
      SELECT * FROM typed WHERE numnode(query) > 0 OR NOT EXISTS (SELECT FROM typed WHERE numnode(query) > 0)
    ), live AS MATERIALIZED (
      -- Few of all mailings there ever were, so their pairs are read, by their key, rather than everything that has these words.
      SELECT m.id, m.title, m.status, (SELECT max(version) FROM qa_sheets s WHERE s.mailing_id = m.id) AS version FROM mailings m
      WHERE (m.status IN ('signed-off', 'releasing', 'dispatched') OR (m.status = 'evaluated' AND m.updated_at > ${new Date(evaluatedAfter)}))
        ${among}
    ), pairs AS MATERIALIZED (
      -- OFFSET 0 keeps the words out of the inner query: with them there, the planner goes by the words after all.
      SELECT p.*, live.title, live.status FROM live CROSS JOIN LATERAL (
        SELECT * FROM qa_pairs WHERE mailing_id = live.id AND sheet_version = live.version OFFSET 0
      ) p
    ), looked AS MATERIALIZED (
      SELECT mailing_id, number, letters, word, search @@ head AS heads, search @@ query AS has FROM pairs CROSS JOIN asked
    ), likeness AS MATERIALIZED (
      -- Likeness is what takes the time, and the same questions come back in sheet after sheet: once for each text.
      SELECT letters, word, word_similarity(word, letters) AS alike FROM (SELECT DISTINCT letters, word FROM looked WHERE NOT has) AS once
    ), ranked AS MATERIALIZED (
      SELECT mailing_id, number, avg(CASE WHEN heads THEN 1 WHEN has THEN 0.7 ELSE 0.8 * alike END) AS score,
        bool_or(has OR alike >= ${ALIKE}::float8) AS found
      FROM looked LEFT JOIN likeness USING (letters, word) GROUP BY mailing_id, number
    )
    SELECT mailing_id::text AS "mailingId", title AS "mailingTitle", status AS "mailingStatus", sheet_version AS "sheetVersion",
      number, topic, question, answer, internal_note AS "internalNote", owner
    FROM ranked JOIN pairs USING (mailing_id, number) WHERE found AND score >= 0.3
    ORDER BY score DESC, title, mailing_id, number LIMIT ${limit}`;
}
