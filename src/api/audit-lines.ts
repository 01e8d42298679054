import { endpoint } from './deps.ts';
import { instant, line, page, pageOf } from './fields.ts';
import { paged } from './page-answer.ts';
import { auditLine, auditLineView } from './timeline.ts';

export const listAuditLines = endpoint({
  id: 'listAuditLines',
  summary: 'Read the audit chain, the last line first',
  description: 'Administrators see who did what and when, and not the details.',
  query: page.extend({
    objectType: line(50).optional(),
    objectId: line(100).optional(),
    actor: line(100).optional(),
    from: instant.optional(),
    to: instant.optional(),
  }),
  answers: { 200: pageOf(auditLine).meta({ id: 'AuditPage' }) },
  handle: async ({ query, principal }, { store }) => {
    const list = await store.audit.list(query);
    const whole = principal.roles.some((role) => role === 'kcc-lead' || role === 'auditor');
    const view = (one: (typeof list.results)[number]) => ({
      ...auditLineView(one),
      ...(!whole && { detail: {} }),
    });
    return { status: 200, body: paged('/v1/audit-lines', query, list, view) };
  },
});
