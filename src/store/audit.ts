import type { AuditAnchor } from '../domain/audit-anchor.ts';
import { appendAudit } from './audit-append.ts';
import type { AuditEntry, AuditLine, Origin, Provenance } from './audit-line.ts';
import { type ChainVerdict, verifyChain } from './audit-verify.ts';
import type { Db, Queries } from './db.ts';
import type { Prisma } from './generated/client.ts';
import { fromJson, toInstant } from './json.ts';
import { type Page, type PageRequest, paged } from './page.ts';

/** Which lines are wanted. */
export interface AuditFilter extends PageRequest {
  readonly objectType?: string;
  readonly objectId?: string;
  readonly actor?: string;
  readonly from?: string;
  readonly to?: string;
}

/** The audit chain: written by the other nouns with their change, read and checked here. */
export function auditStore(db: Db) {
  return {
    /** Writes lines that go with no change of the store: a refused command, a failed login. */
    append: (provenance: Provenance, entries: readonly AuditEntry[]): Promise<void> =>
      db.transaction((queries) => appendAudit(queries, provenance, entries)),

    /** Lines in order of writing, the newest first. */
    list: (filter: AuditFilter): Promise<Page<AuditLine>> =>
      db.read(async (queries) => {
        const { objectType, objectId, actor, from, to } = filter;
        const where: Prisma.AuditLineWhereInput = {
          ...(objectType !== undefined && { objectType }),
          ...(objectId !== undefined && { objectId }),
          ...(actor !== undefined && { actor }),
          at: {
            ...(from !== undefined && { gte: new Date(from) }),
            ...(to !== undefined && { lt: new Date(to) }),
          },
        };
        const all = [objectType, objectId, actor, from, to].every((one) => one === undefined);
        const [count, rows] = await Promise.all([
          // Lines are numbered without a gap, so the end of the chain says how many there are.
          all ? endOf(queries) : queries.auditLine.count({ where }),
          queries.auditLine.findMany({ where, orderBy: { seq: 'desc' }, ...paged(filter) }),
        ]);
        return { count, results: rows.map(auditLineOf) };
      }),

    /** The last line with this action. */
    lastOf: (action: string): Promise<AuditLine | undefined> =>
      db.read(async (queries) => {
        const row = await queries.auditLine.findFirst({
          where: { action },
          orderBy: { seq: 'desc' },
        });
        return row ? auditLineOf(row) : undefined;
      }),

    /** The end of the chain: what to keep elsewhere as an anchor. */
    head: (): Promise<AuditAnchor> =>
      db.read(async (queries) => {
        const { seq, hash } = await queries.auditHead.findUniqueOrThrow({ where: { id: 1 } });
        return { seq: Number(seq), hash };
      }),

    /**
     * Reads the whole chain and names the first line that is broken. Anchors kept elsewhere also catch a chain that was
     * rewritten or cut off together with its end.
     */
    verify: (anchors: readonly AuditAnchor[] = []): Promise<ChainVerdict> =>
      verifyChain(db, auditLineOf, anchors),
  };
}

async function endOf(queries: Queries): Promise<number> {
  return Number((await queries.auditHead.findUniqueOrThrow({ where: { id: 1 } })).seq);
}

/** A row as an AuditLine. */
export function auditLineOf(row: Prisma.AuditLineGetPayload<object>): AuditLine {
  return {
    seq: Number(row.seq),
    at: toInstant(row.at),
    actor: row.actor,
    role: row.role as AuditLine['role'],
    origin: row.origin as Origin,
    action: row.action,
    objectType: row.objectType,
    objectId: row.objectId,
    result: row.result,
    detail: fromJson(row.detail),
    prevHash: row.prevHash,
    hash: row.hash,
  };
}
