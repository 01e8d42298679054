import type { AuditAnchor } from '../domain/audit-anchor.ts';
import { auditHash, type AuditLine, GENESIS } from './audit-line.ts';
import type { Db, Queries } from './db.ts';
import type { Prisma } from './generated/client.ts';

/** `seq` of a break is the first line that is not what it should be. */
export type ChainVerdict =
  | { readonly intact: true; readonly lines: number; readonly hash: string }
  | {
      readonly intact: false;
      readonly seq: number;
      readonly problem:
        'missing' | 'wrong-previous-hash' | 'wrong-hash' | 'not-the-head' | 'not-the-anchor';
    };

const LINES_AT_A_TIME = 1_000;

type Row = Prisma.AuditLineGetPayload<object>;

/** Reads the chain from its first line to the end it had when this was asked; writers go on meanwhile. */
export async function verifyChain(
  db: Db,
  lineOf: (row: Row) => AuditLine,
  anchors: readonly AuditAnchor[],
): Promise<ChainVerdict> {
  const kept = new Map(anchors.map((anchor) => [anchor.seq, anchor.hash]));
  const end = await db.read(readEnd);
  if (!end) return broken(1, 'not-the-head');
  let seq = 0;
  let hash = GENESIS;
  while (seq < end.seq) {
    const after = seq;
    const rows = await db.read((queries) =>
      queries.auditLine.findMany({
        where: { seq: { gt: after, lte: end.seq } },
        orderBy: { seq: 'asc' },
        take: LINES_AT_A_TIME,
      }),
    );
    if (rows.length === 0) return broken(seq + 1, 'missing');
    for (const line of rows.map(lineOf)) {
      seq += 1;
      if (line.seq !== seq) return broken(seq, 'missing');
      if (line.prevHash !== hash) return broken(seq, 'wrong-previous-hash');
      if (auditHash(line) !== line.hash) return broken(seq, 'wrong-hash');
      if ((kept.get(seq) ?? line.hash) !== line.hash) return broken(seq, 'not-the-anchor');
      hash = line.hash;
    }
  }
  if (hash !== end.hash) return broken(seq, 'not-the-head');
  // A line behind the end was not written by Sluis.
  if (end.last > end.seq) return broken(end.seq + 1, 'not-the-head');
  if (anchors.some((anchor) => anchor.seq > seq)) return broken(seq + 1, 'missing');
  return { intact: true, lines: seq, hash };
}

async function readEnd(queries: Queries) {
  const [end] = await queries.$queryRaw<{ seq: bigint; hash: string; last: bigint }[]>`
    SELECT seq, hash, (SELECT coalesce(max(seq), 0) FROM audit_lines) AS last FROM audit_head WHERE id = 1`;
  return end && { seq: Number(end.seq), hash: end.hash, last: Number(end.last) };
}

function broken(seq: number, problem: Extract<ChainVerdict, { intact: false }>['problem']) {
  return { intact: false, seq, problem } as const;
}
