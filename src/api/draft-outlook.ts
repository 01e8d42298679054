import { z } from 'zod';
import { expectedWave } from '../domain/make-forecast.ts';
import { collisionReport, collisionsNow } from './collisions.ts';
import { endpoint } from './deps.ts';
import { mailingParams } from './fields.ts';
import { forecast } from './forecasts.ts';
import { conflict } from './translate.ts';
import { waveToCome } from './wave-to-come.ts';

export const getDraftOutlook = endpoint({
  id: 'getDraftOutlook',
  summary: 'Forecast a draft as if it were submitted now, and see what its wave meets',
  description: `From the same as the forecast that a submission makes: earlier mailings, what is known beforehand, opening hours and ordinary load. All of it leaves on the preferred
date. Without half hours. Stores nothing. 409 when kind, audience or preferred date is not filled in yet, and once it is submitted: then /forecast has it.`,
  params: mailingParams,
  answers: {
    200: z.object({ forecast: forecast.omit({ intervals: true }), collisions: collisionReport }),
  },
  handle: async (call, deps) => {
    const wave = await waveToCome(call, deps);
    if (!wave.draft) {
      throw conflict(
        'already-submitted',
        'Deze mailing is al aangemeld. Kijk bij de prognose.',
        'This mailing was submitted already. See its forecast.',
      );
    }
    // Both of one reading of what was learned.
    const { madeFrom: _, intervals: __, ...made } = expectedWave(wave.input);
    return { status: 200, body: { forecast: made, collisions: await collisionsNow(wave, deps) } };
  },
});
