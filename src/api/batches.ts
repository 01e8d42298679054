import { z } from 'zod';
import { CHANNELS } from '../domain/audience.ts';
import type { Mailing } from '../domain/mailing.ts';
import { commandResult, giveCommand } from './command.ts';
import { endpoint } from './deps.ts';
import { audience, count, id, mailingParams } from './fields.ts';
import { mailingFor } from './mailing-access.ts';
import { forbidden } from '../http/problem.ts';

const report = z.object({
  at: z.iso.datetime(),
  accepted: z.int(),
  failed: z.int(),
  inDoubt: z.int(),
});
const batch = z
  .object({
    number: z.int(),
    status: z.enum(['planned', 'released', 'dispatched']),
    releaseAt: z.iso.datetime().optional(),
    releasedAt: z.iso.datetime().optional(),
    audience,
    reports: z.object({
      letter: report.optional(),
      email: report.optional(),
      portal: report.optional(),
    }),
  })
  .meta({ id: 'Batch' });

export const listBatches = endpoint({
  id: 'listBatches',
  summary: 'See what has left, what is under way and what is still to leave',
  params: mailingParams,
  answers: { 200: z.object({ results: z.array(batch) }) },
  handle: async (call, deps) => {
    const { record, actor } = await mailingFor(call, deps, call.params.mailingId);
    const all = batchesOf(record.mailing);
    // A print house sees what it has to print, and nothing of what may still change.
    const results =
      actor.role === 'print-house'
        ? all.filter((one) => one.status !== 'planned' && one.audience.letter > 0)
        : all;
    return { status: 200, body: { results } };
  },
});

export const confirmBatch = endpoint({
  id: 'confirmBatch',
  summary: 'Confirm that one channel of a batch was dispatched',
  description:
    'The gateway confirms e-mail by itself; print houses confirm letters, departments also the portal.',
  params: z.strictObject({
    mailingId: id,
    batch: z
      .string()
      .regex(/^[1-9]\d{0,5}$/)
      .transform(Number)
      .meta({ type: 'integer', minimum: 1 }),
  }),
  body: z.strictObject({
    channel: z.enum(CHANNELS),
    accepted: count,
    failed: count,
    inDoubt: count,
  }),
  refuses: true,
  answers: { 201: commandResult },
  handle: (call, deps) =>
    giveCommand(call, deps, call.params.mailingId, (by) => {
      // What was mailed the gateway knows better than anybody.
      if (call.body.channel === 'email') throw forbidden(call.operation);
      if (by.role === 'print-house' && call.body.channel !== 'letter') {
        throw forbidden(call.operation);
      }
      return { type: 'confirmDispatch', by, batch: call.params.batch, ...call.body };
    }),
});

function batchesOf(mailing: Mailing): z.input<typeof batch>[] {
  if (!('released' in mailing)) return [];
  const left = mailing.released.map((one) => ({
    ...one,
    status: CHANNELS.every((channel) => one.audience[channel] === 0 || one.reports[channel])
      ? ('dispatched' as const)
      : ('released' as const),
  }));
  const plan = 'preparation' in mailing ? mailing.preparation.dispatchPlan : undefined;
  const planned = (plan?.batches ?? [])
    .filter(({ number }) => !left.some((one) => one.number === number))
    .map((one) => ({ ...one, status: 'planned' as const, reports: {} }));
  return [...left, ...planned];
}
