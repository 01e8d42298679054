import { z } from 'zod';
import type { NamedStakeholder } from '../domain/mailing-details.ts';
import type { Call } from '../http/endpoint.ts';
import { notFound } from '../http/problem.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import { commandResult, giveCommand, refuseEarly } from './command.ts';
import { type ApiDeps, endpoint, provenance } from './deps.ts';
import { id, mailingParams } from './fields.ts';
import { mailingFor, type PersonActor } from './mailing-access.ts';
import { namedStakeholders } from './mailing-details.ts';

const stakeholder = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    toldAt: z.iso.datetime().optional(),
    confirmedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'Stakeholder' });

export const listStakeholders = endpoint({
  id: 'listStakeholders',
  summary: 'See who else must know, who was told and who has confirmed',
  params: mailingParams,
  answers: {
    200: z.object({
      answered: z.boolean().meta({ description: 'Whether "who else must know?" was answered.' }),
      results: z.array(stakeholder),
    }),
  },
  handle: async (call, deps) => {
    const { record } = await mailingFor(call, deps, call.params.mailingId);
    const { mailing } = record;
    const named = 'preparation' in mailing ? mailing.preparation.stakeholders : undefined;
    const rows = await deps.store.stakeholders.forMailing(record.id);
    const results = rows
      .filter((row) => named?.some((one) => one.id === row.id))
      .map(({ id: rowId, name, email, toldAt, confirmedAt }) => ({
        id: rowId,
        name,
        email,
        ...(toldAt && { toldAt }),
        ...(confirmedAt && { confirmedAt }),
      }));
    return { status: 200, body: { answered: named !== undefined, results } };
  },
});

export const nameStakeholders = endpoint({
  id: 'nameStakeholders',
  summary: 'Answer "who else must know this?"',
  description:
    'The whole list; whoever is new on it is told by mail. An empty list is the answer "nobody".',
  params: mailingParams,
  body: z.strictObject({ stakeholders: namedStakeholders }),
  refuses: true,
  answers: { 201: commandResult },
  handle: (call, deps) =>
    giveCommand(call, deps, call.params.mailingId, (by, record) =>
      naming(call, deps, record, by, call.body.stakeholders),
    ),
});

export const confirmStakeholder = endpoint({
  id: 'confirmStakeholder',
  summary: 'Record that a stakeholder knows, for instance by telephone',
  params: mailingParams.extend({ stakeholderId: id }),
  body: z.strictObject({}),
  refuses: true,
  answers: { 201: commandResult },
  handle: (call, deps) =>
    giveCommand(call, deps, call.params.mailingId, async (by, record) => {
      const { stakeholderId, mailingId } = call.params;
      const found = await deps.store.stakeholders.find(stakeholderId);
      if (found?.mailingId !== mailingId) {
        throw notFound({ nl: 'dit nummer', en: 'this stakeholder id' });
      }
      const command = { type: 'confirmStakeholder', by, stakeholderId } as const;
      refuseEarly(call, deps, record, command);
      await deps.store.stakeholders.confirm(stakeholderId, provenance(call, by));
      return command;
    }),
});

/** Stores the rows of these people and makes the command that names them. */
export async function naming(
  call: Call,
  deps: ApiDeps,
  record: MailingRecord,
  by: PersonActor,
  named: readonly NamedStakeholder[],
) {
  refuseEarly(call, deps, record, { type: 'nameStakeholders', by, stakeholderIds: [] });
  const rows = await deps.store.stakeholders.name(record.id, named, provenance(call, by));
  return { type: 'nameStakeholders', by, stakeholderIds: rows.map((row) => row.id) } as const;
}
