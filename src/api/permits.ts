import { z } from 'zod';
import type { GivenPermit } from '../store/permit.ts';
import { endpoint } from './deps.ts';
import { id, mailingParams } from './fields.ts';
import { mailingFor } from './mailing-access.ts';

const permit = z
  .object({
    id,
    batch: z.int(),
    channel: z.string(),
    part: z.int().meta({ description: 'Messages that came late get a part of their own.' }),
    jws: z.string().meta({ description: 'Check it with the keys at /.well-known/jwks.json.' }),
    count: z.int(),
    issuedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    consumedAt: z.iso.datetime().optional(),
    revokedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'Permit' });

export const listPermits = endpoint({
  id: 'listPermits',
  summary: 'Read the permits that were given: what may leave, and what has left under them',
  description: 'A print house sees those for letters.',
  params: mailingParams,
  answers: { 200: z.object({ results: z.array(permit) }) },
  handle: async (call, deps) => {
    const { record, actor } = await mailingFor(call, deps, call.params.mailingId);
    const given = await deps.store.permits.ofMailing(record.id);
    const seen =
      actor.role === 'print-house' ? given.filter((one) => one.channel === 'letter') : given;
    return { status: 200, body: { results: seen.map(view) } };
  },
});

function view(given: GivenPermit) {
  const { mailingId: _, refusal: __, ...rest } = given;
  return rest;
}
