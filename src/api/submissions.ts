import { z } from 'zod';
import { dispatchWindow } from '../domain/dispatch-window.ts';
import { journeyTerms } from '../domain/journey-policy.ts';
import type { MailingDetails } from '../domain/mailing-details.ts';
import type { Given } from '../http/endpoint.ts';
import { faultsOf } from '../http/faults.ts';
import { Problem } from '../http/problem.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import { commandAnswer, commandResult } from './command.ts';
import { type ApiDeps, endpoint, newId, provenance } from './deps.ts';
import { mailingParams } from './fields.ts';
import { mailingFor } from './mailing-access.ts';
import { mailingDetails } from './mailing-details.ts';
import { organisationIn } from './organisation.ts';
import { conflict } from './translate.ts';

export const submitMailing = endpoint({
  id: 'submitMailing',
  summary: 'Submit a draft to the contact centre',
  description: 'From here on the mailing is held until the KCC lead signs off.',
  params: mailingParams,
  body: z.strictObject({}),
  refuses: true,
  answers: { 201: commandResult },
  handle: async (call, deps) => {
    const { record, actor } = await mailingFor(call, deps, call.params.mailingId);
    const requestId = newId(call);
    if (await submittedBefore(record, requestId, deps)) {
      return commandAnswer(record.id, { status: record.status, rowVersion: record.rowVersion });
    }
    const details = submittable(record);
    await deps.journeys.assertReachable();
    const { mailing, rowVersion } = await deps.store.mailings.submit(
      {
        id: record.id,
        departmentId: record.departmentId,
        details,
        window: dispatchWindow(details),
        requestId,
        ...(call.ifMatch !== undefined && { expectedRowVersion: call.ifMatch }),
      },
      provenance(call, actor),
    );
    // What goes wrong from here on is made good by the sweeper: the row says that the journey must run.
    const { terms } = await organisationIn(deps.store);
    await deps.journeys
      .start({ mailing, rowVersion, policy: { ...deps.policy, ...journeyTerms(terms) } })
      .catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
      });
    return commandAnswer(record.id, { status: mailing.status, rowVersion });
  },
});

/** Whether this is a repeat whose first answer was lost, of a submission that the journey has taken over by now. */
async function submittedBefore(
  { id, status }: MailingRecord,
  requestId: string,
  { store }: ApiDeps,
): Promise<boolean> {
  return !OPEN.includes(status) && (await store.mailings.wasSubmittedBy(id, requestId));
}

const OPEN = ['announced', 'draft', 'submitted'];

/** The complete content of the draft, or the 409 with all that is missing. */
function submittable({ mailing, draft, details }: MailingRecord): MailingDetails {
  if (mailing.status === 'submitted' && details) return details;
  if (mailing.status !== 'announced' && mailing.status !== 'draft') {
    throw conflict(
      'already-submitted',
      'Deze mailing is al aangemeld. Een verandering is nu een wijziging (amendments).',
      'This mailing was submitted already. A change is an amendment now.',
    );
  }
  const result = mailingDetails.safeParse(draft ?? {});
  if (result.success) return result.data as Given<typeof result.data>;
  throw new Problem({
    status: 409,
    code: 'draft-incomplete',
    text: {
      nl: 'De mailing is nog niet compleet. Bij "errors" staat wat er ontbreekt.',
      en: 'The mailing is not complete yet. See "errors" for what is missing.',
    },
    faults: faultsOf(result.error, 'draft'),
  });
}
