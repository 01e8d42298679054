import type { Actor } from '../domain/actor.ts';
import { type AuditEntry, auditHash, type AuditLine, type Provenance } from './audit-line.ts';
import type { Queries } from './db.ts';

/**
 * Writes one line per entry, in the transaction of the change itself. Call it last: from here until the commit no
 * other change can be written, because the row of the chain's end is locked.
 */
export async function appendAudit(
  queries: Queries,
  { actor, origin, at }: Provenance,
  entries: readonly (AuditEntry & { readonly at?: string })[],
): Promise<void> {
  if (entries.length === 0) return;
  const [head] = await queries.$queryRaw<{ seq: bigint; hash: string }[]>`
    SELECT seq, hash FROM audit_head WHERE id = 1 FOR UPDATE`;
  if (!head)
    throw new Error('The audit chain has no end (table audit_head): was the database migrated?');
  const lines: AuditLine[] = [];
  let prevHash = head.hash;
  let seq = Number(head.seq);
  for (const entry of entries) {
    seq += 1;
    const content = {
      seq,
      at: new Date(entry.at ?? at).toISOString(),
      ...actorColumns(actor),
      origin,
      action: entry.action,
      objectType: entry.objectType,
      objectId: entry.objectId,
      result: entry.result ?? 'done',
      detail: entry.detail ?? {},
      prevHash,
    };
    prevHash = auditHash(content);
    lines.push({ ...content, hash: prevHash });
  }
  await queries.$executeRaw`
    WITH written AS (
      INSERT INTO audit_lines (seq, at, actor, role, origin, action, object_type, object_id, result, detail, prev_hash, hash)
      SELECT seq, at, actor, role, origin, action, "objectType", "objectId", result, detail, "prevHash", hash
      FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS line (
        seq bigint, at timestamptz, actor text, role text, origin text, action text, "objectType" text, "objectId" text,
        result text, detail jsonb, "prevHash" text, hash text)
      ORDER BY seq
    )
    UPDATE audit_head SET seq = ${seq}, hash = ${prevHash} WHERE id = 1`;
}

function actorColumns(actor: Actor): Pick<AuditLine, 'actor' | 'role'> {
  return { actor: actor.role === 'system' ? 'system' : actor.personId, role: actor.role };
}
