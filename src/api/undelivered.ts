import { z } from 'zod';
import { FAILURE_REASONS, type FailureReason, failureReason } from '../domain/failure-reason.ts';
import type { Text } from '../domain/text.ts';
import type { Undelivered } from '../store/undelivered.ts';
import { endpoint } from './deps.ts';
import { bilingual, instant, mailingParams, page, pageOf } from './fields.ts';
import { mailingFor } from './mailing-access.ts';
import { paged } from './page-answer.ts';
import { writeTable, XLSX } from './spreadsheet.ts';

const REASONS = [...(Object.keys(FAILURE_REASONS) as FailureReason[]), 'never-sent'] as const;

const undelivered = z
  .object({
    recipient: z.string(),
    reason: z.enum(REASONS),
    reasonText: bilingual,
    reply: z.string().meta({ description: 'What the mail server said last, in its own words.' }),
    at: instant,
  })
  .meta({ id: 'UndeliveredEmail' });

/** More than a municipality has residents with an e-mail address; a sheet holds a million rows. */
const MOST_IN_FILE = 500_000;

export const listUndelivered = endpoint({
  id: 'listUndelivered',
  summary: 'List whom the e-mails of a mailing did not reach, as JSON or as an .xlsx file',
  description:
    'E-mails that failed for good or never left because the mailing was stopped, the oldest first. Empty once the addresses were erased, when their term is over.',
  params: mailingParams,
  query: page,
  gives: [XLSX],
  answers: { 200: pageOf(undelivered).meta({ id: 'UndeliveredEmailPage' }) },
  handle: async (call, deps) => {
    const { query, accept } = call;
    const { record } = await mailingFor(call, deps, call.params.mailingId);
    if (accept !== XLSX) {
      const found = await deps.store.undelivered.list(record.id, query);
      const path = `/v1/mailings/${record.id}/undelivered-emails`;
      return { status: 200, body: paged(path, query, found, shown) };
    }
    const all = (await deps.store.undelivered.all(record.id, MOST_IN_FILE)).map(shown);
    const bytes = await writeTable('Niet bezorgd', [
      ['E-mailadres', 'Waarom niet', 'Antwoord van de mailserver', 'Wanneer'],
      ...all.map((one) => [one.recipient, one.reasonText.nl, one.reply, one.at]),
    ]);
    const file = { mediaType: XLSX, name: `niet-bezorgd-${record.id}.xlsx`, bytes };
    return { status: 200, file };
  },
});

const NEVER_SENT: Text = {
  nl: 'nooit verzonden: de mailing is gestopt of daarna gewijzigd',
  en: 'never sent: the mailing was stopped, or changed afterwards',
};

function shown({ recipient, became, reply, at }: Undelivered) {
  const failure = became === 'failed' ? failureReason(reply) : undefined;
  return {
    recipient,
    reason: failure ?? ('never-sent' as const),
    reasonText: failure ? FAILURE_REASONS[failure] : NEVER_SENT,
    reply,
    at,
  };
}
