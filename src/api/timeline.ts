import { z } from 'zod';
import type { AuditLine } from '../store/audit-line.ts';
import { endpoint } from './deps.ts';
import { mailingParams } from './fields.ts';
import { mailingFor } from './mailing-access.ts';

/** One line of the audit chain. */
export const auditLine = z
  .object({
    seq: z.int(),
    at: z.iso.datetime(),
    actor: z.string().meta({ description: 'A person id, a machine, or `system`.' }),
    role: z.string(),
    origin: z.string(),
    action: z.string(),
    objectType: z.string(),
    objectId: z.string(),
    result: z.string(),
    detail: z.record(z.string(), z.unknown()),
    hash: z.string(),
  })
  .meta({ id: 'AuditLine' });

export const getTimeline = endpoint({
  id: 'getTimeline',
  summary: 'Read what happened to a mailing, the first thing first',
  params: mailingParams,
  answers: { 200: z.object({ results: z.array(auditLine) }) },
  handle: async (call, deps) => {
    const { record } = await mailingFor(call, deps, call.params.mailingId);
    const lines = await deps.store.mailings.timeline(record.id);
    return { status: 200, body: { results: lines.map(auditLineView) } };
  },
});

/** The line without what only the chain needs. */
export function auditLineView(line: AuditLine) {
  const { prevHash: _, ...rest } = line;
  return rest;
}
