import { z } from 'zod';
import { nextBatch } from '../domain/mailing-decide-release.ts';
import { etagOf } from '../http/etag.ts';
import { commandResult, giveCommand } from './command.ts';
import { endpoint } from './deps.ts';
import { audience, instant, mailingParams } from './fields.ts';
import { mailingFor } from './mailing-access.ts';

const batch = z.strictObject({
  number: z.int().min(1).max(100_000),
  releaseAt: instant,
  audience,
});
const dispatchPlan = z.strictObject({ batches: z.array(batch).min(1).max(200) }).meta({
  id: 'DispatchPlan',
  example: {
    batches: [
      {
        number: 1,
        releaseAt: '2027-02-16T08:00:00.000Z',
        audience: { letter: 39680, email: 320, portal: 0 },
      },
    ],
  },
});

export const getDispatchPlan = endpoint({
  id: 'getDispatchPlan',
  summary: 'Read which part of the audience gets the mailing when',
  params: mailingParams,
  answers: {
    200: z.object({
      window: z
        .object({
          opensAt: z.iso.datetime(),
          preferredAt: z.iso.datetime(),
          closesAt: z.iso.datetime(),
        })
        .optional(),
      plan: dispatchPlan.nullable(),
      nextBatch: z.int().nullable(),
    }),
  },
  handle: async (call, deps) => {
    const { record } = await mailingFor(call, deps, call.params.mailingId);
    const { mailing } = record;
    const prepared = 'preparation' in mailing && mailing.status !== 'refused' ? mailing : undefined;
    return {
      status: 200,
      body: {
        ...('content' in mailing && { window: mailing.content.window }),
        plan: prepared?.preparation.dispatchPlan ?? null,
        nextBatch:
          prepared?.status === 'held' ||
          prepared?.status === 'signed-off' ||
          prepared?.status === 'releasing'
            ? (nextBatch(prepared)?.number ?? null)
            : null,
      },
      headers: { ETag: etagOf(record.rowVersion) },
    };
  },
});

export const planDispatch = endpoint({
  id: 'planDispatch',
  summary: 'Plan the batches that have not left',
  description:
    'Voids a sign-off. Batches that have left keep their numbers and are not planned again.',
  params: mailingParams,
  body: dispatchPlan,
  refuses: true,
  answers: { 201: commandResult },
  handle: (call, deps) =>
    giveCommand(call, deps, call.params.mailingId, (by) => ({
      type: 'planDispatch',
      by,
      plan: call.body,
    })),
});
