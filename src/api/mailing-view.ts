import { z } from 'zod';
import type { Actor } from '../domain/actor.ts';
import { unmetConditions } from '../domain/condition.ts';
import { WAIVABLE_CONDITIONS } from '../domain/condition-code.ts';
import { conditionText } from '../domain/condition-text.ts';
import type { Instant } from '../domain/instant.ts';
import { type Mailing, MAILING_KINDS, MAILING_STATUSES } from '../domain/mailing.ts';
import { STATUS_TEXTS } from '../domain/status-text.ts';
import type { MailingRecord, MailingSummary } from '../store/mailing-row.ts';
import type { JourneyPolicy } from '../workflows/contract.ts';
import { bilingual, id } from './fields.ts';
import { mailingDetails, mailingDraft } from './mailing-details.ts';

export const unmetCondition = z
  .object({ code: z.string(), waivable: z.boolean(), text: bilingual })
  .meta({ id: 'UnmetCondition' });

export const mailingSummary = z
  .object({
    id,
    title: z.string(),
    departmentId: id,
    status: z.enum(MAILING_STATUSES),
    statusText: bilingual,
    kind: z.enum(MAILING_KINDS).optional(),
    audienceSize: z.int(),
    expectedMonth: z.string().optional().meta({ description: 'First day of the month.' }),
    version: z.int().meta({ description: 'Counts the changes; also in the ETag.' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'MailingSummary' });

/** One shape for every state: what is not true in a state is left out, and `state` has the rest. */
export const mailing = mailingSummary
  .extend({
    details: mailingDetails.optional(),
    draft: mailingDraft.optional().meta({ description: 'Only before submission.' }),
    state: z.record(z.string(), z.unknown()).optional().meta({
      description:
        'What is true in this state: content, preparation, approval, released batches. Not for mail tools.',
    }),
    unmetConditions: z.array(unmetCondition).optional(),
  })
  .meta({ id: 'Mailing' });

/** The mailing as a list shows it, and as much as a mail tool may know. */
export function summaryOf(record: MailingSummary): z.input<typeof mailingSummary> {
  const { id: mailingId, title, departmentId, status, audienceSize, createdAt, updatedAt } = record;
  return {
    id: mailingId,
    title,
    departmentId,
    status,
    statusText: STATUS_TEXTS[status],
    ...(record.kind && { kind: record.kind }),
    audienceSize,
    ...(record.expectedMonth && { expectedMonth: record.expectedMonth }),
    version: record.rowVersion,
    createdAt,
    updatedAt,
  };
}

/** The mailing in full, with what stands between it and a sign-off; a mail tool gets the summary. */
export function viewOf(
  record: MailingRecord,
  policy: JourneyPolicy,
  now: Instant,
  { role }: Actor,
): z.input<typeof mailing> | z.input<typeof mailingSummary> {
  if (role === 'mail-tool') return summaryOf(record);
  const { details, draft } = record;
  const { id: _, departmentId: __, status: ___, ...state } = record.mailing;
  return {
    ...summaryOf(record),
    ...(details && { details }),
    ...(draft && { draft }),
    state,
    ...unmetIn(record.mailing, policy, now),
  };
}

function unmetIn(of: Mailing, policy: JourneyPolicy, now: Instant) {
  if (of.status !== 'held') return {};
  return {
    unmetConditions: unmetConditions(of, policy, now).map((unmet) => ({
      code: unmet.code,
      waivable: WAIVABLE_CONDITIONS.includes(unmet.code),
      text: conditionText(unmet),
    })),
  };
}
