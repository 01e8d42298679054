import { z } from 'zod';
import { collisionReport } from './collisions.ts';
import { endpoint } from './deps.ts';
import { id, mailingParams } from './fields.ts';
import { forecast } from './forecasts.ts';
import { mailingFor } from './mailing-access.ts';
import { noForecast } from './wave-forecast.ts';

export const getForecast = endpoint({
  id: 'getForecast',
  summary: 'Read the forecast that was made last, with what it asks of the KCC',
  params: mailingParams,
  answers: {
    200: z.object({
      id,
      madeAt: z.iso.datetime(),
      forecast,
      requirement: z.record(z.string(), z.unknown()),
      shortage: z.object({
        halfHours: z.int(),
        peak: z.number(),
        personHours: z.number(),
        intervals: z.array(z.record(z.string(), z.unknown())),
      }),
      collisions: collisionReport.optional().meta({
        description:
          'As they were when the forecast was made; /collisions has them as they are now.',
      }),
    }),
  },
  handle: async (call, deps) => {
    const { record } = await mailingFor(call, deps, call.params.mailingId);
    const made = await deps.store.forecasts.latest(record.id);
    if (!made) throw noForecast();
    const { id: forecastId, madeAt, requirement, collisions } = made;
    const { summary, intervals } = made.shortage;
    const shortage = { ...summary, intervals };
    const { madeFrom: _, ...wave } = made.forecast;
    return {
      status: 200,
      body: {
        id: forecastId,
        madeAt,
        forecast: wave,
        requirement,
        shortage,
        ...(collisions && { collisions }),
      },
    };
  },
});
