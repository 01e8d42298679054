import { decide } from '../domain/mailing-decide.ts';
import type { MailingCommandOf } from '../domain/mailing-commands.ts';
import type { Answer, Call } from '../http/endpoint.ts';
import { etagOf } from '../http/etag.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import type { CommandResult, MailingUpdateName } from '../workflows/contract.ts';
import { z } from 'zod';
import { MAILING_STATUSES } from '../domain/mailing.ts';
import { STATUS_TEXTS } from '../domain/status-text.ts';
import type { ApiDeps } from './deps.ts';
import { bilingual, id } from './fields.ts';
import { mailingFor, type PersonActor } from './mailing-access.ts';
import { Refused } from './refused.ts';

/** What every command answers: where the mailing stands after it. */
export const commandResult = z
  .object({
    mailingId: id,
    status: z.enum(MAILING_STATUSES),
    statusText: bilingual,
    version: z.int(),
  })
  .meta({ id: 'CommandResult' });

/** A command that people and machines give. */
export type GivenCommand = MailingCommandOf<MailingUpdateName>;

/** States in which the mailing has no running journey to ask. */
const WITHOUT_JOURNEY = ['announced', 'draft', 'evaluated', 'refused', 'withdrawn'];

/**
 * Gives the journey of a mailing the command that `make` makes, which may first store what belongs to it.
 * @throws Refused when the mailing cannot take it; nothing was stored then, unless it changed in the same moment
 */
export async function giveCommand(
  call: Call,
  deps: ApiDeps,
  mailingId: string,
  make: (actor: PersonActor, record: MailingRecord) => GivenCommand | Promise<GivenCommand>,
): Promise<Answer> {
  const { record, actor } = await mailingFor(call, deps, mailingId);
  await deps.journeys.assertReachable();
  return commandAnswer(mailingId, await send(call, deps, record, await make(actor, record)));
}

/** Sends `command` to the journey of `record`. */
export async function send(
  call: Call,
  deps: ApiDeps,
  record: MailingRecord,
  command: GivenCommand,
): Promise<CommandResult> {
  if (WITHOUT_JOURNEY.includes(record.status)) refuseEarly(call, deps, record, command);
  return deps.journeys.command(record.id, command, call.updateId);
}

/**
 * Looks whether the mailing would take `command`, before rows are stored for it. The journey decides again.
 * @throws Refused
 */
export function refuseEarly(
  call: Call,
  deps: ApiDeps,
  { mailing }: MailingRecord,
  command: GivenCommand,
): void {
  // The journey of what was just submitted may be holding it this very moment.
  if (mailing.status === 'submitted') return;
  const decision = decide(mailing, command, call.now, deps.policy);
  if ('refusal' in decision) throw new Refused(decision.refusal);
}

/** 201 with where the mailing stands. */
export function commandAnswer(
  mailingId: string,
  { status, rowVersion }: Pick<CommandResult, 'status' | 'rowVersion'>,
): Answer {
  return {
    status: 201,
    body: {
      mailingId,
      status,
      statusText: STATUS_TEXTS[status],
      version: rowVersion,
    } satisfies z.input<typeof commandResult>,
    headers: { Location: `/v1/mailings/${mailingId}`, ETag: etagOf(rowVersion) },
  };
}
