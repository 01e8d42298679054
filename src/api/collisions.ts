import { z } from 'zod';
import { collisionsOf, latestMove, WEEKS_AHEAD } from '../domain/collision-question.ts';
import { addSeconds } from '../domain/instant.ts';
import { endpoint } from './deps.ts';
import { bilingual, mailingParams } from './fields.ts';
import { organisationIn } from './organisation.ts';
import { waveToCome } from './wave-to-come.ts';

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
    const { mailingId, mailing, input, from, to } = await waveToCome(call, deps);
    const [{ staffing }, around] = await Promise.all([
      organisationIn(deps.store),
      deps.store.waveCalendar.around(mailingId, from, addSeconds(to, WEEKS_AHEAD * 7 * 86_400)),
    ]);
    return { status: 200, body: collisionsOf(input, around, staffing, latestMove(mailing)) };
  },
});
