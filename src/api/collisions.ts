import { z } from 'zod';
import type { CollisionReport } from '../domain/collision.ts';
import { collisionsOf, latestMove, WEEKS_AHEAD } from '../domain/collision-question.ts';
import { addSeconds } from '../domain/instant.ts';
import { type ApiDeps, endpoint } from './deps.ts';
import { bilingual, mailingParams } from './fields.ts';
import { type WaveToCome, waveToCome } from './wave-to-come.ts';

const summary = z.object({ halfHours: z.int(), peak: z.number(), personHours: z.number() });

/** Where a wave meets others (domain/collision.ts). */
export const collisionReport = z
  .object({
    weeks: z.array(
      z.object({
        monday: z.iso.date(),
        shortage: summary,
        with: z.array(z.object({ id: z.uuid(), title: z.string() })),
      }),
    ),
    tooBigAlone: z.boolean(),
    earliestFreeWeek: z.iso.date().optional(),
    text: bilingual,
  })
  .meta({ id: 'CollisionReport' });

export const getCollisions = endpoint({
  id: 'getCollisions',
  summary: 'See in which weeks the wave meets others above what can be staffed',
  description: `Against the mailings, events, shifts and offers of this moment. Another mailing or event is named when it takes a part in the shortage; \`earliestFreeWeek\` is the
first week to which the whole mailing could move within its dates. A draft is taken as if all of it left on its preferred date; 409 when its kind, audience or
preferred date is not filled in yet.`,
  params: mailingParams,
  answers: { 200: collisionReport },
  handle: async (call, deps) => {
    return { status: 200, body: await collisionsNow(await waveToCome(call, deps), deps) };
  },
});

/** What `wave` meets of all that is known at this moment. */
export async function collisionsNow(
  { mailingId, mailing, input, staffing, from, to }: WaveToCome,
  { store }: Pick<ApiDeps, 'store'>,
): Promise<CollisionReport> {
  const until = addSeconds(to, WEEKS_AHEAD * 7 * 86_400);
  const around = await store.waveCalendar.around(mailingId, from, until);
  return collisionsOf(input, around, staffing, latestMove(mailing));
}
