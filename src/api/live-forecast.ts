import { z } from 'zod';
import { liveForecast } from '../domain/live-forecast.ts';
import { waveCountsOf } from '../domain/running-wave.ts';
import { notFound } from '../http/problem.ts';
import { endpoint } from './deps.ts';
import { id, mailingParams } from './fields.ts';
import { forecast, quantiles } from './forecasts.ts';
import { forecastMailing } from './wave-forecast.ts';

export const getLiveForecast = endpoint({
  id: 'getLiveForecast',
  summary: 'Forecast the rest of a running wave from the questions so far',
  description: `Contact rate and delay are learned together from the questions that agents logged about the mailing. \`forecast.intervals\` and \`forecast.perDay\` are what
is still to come; \`forecast.totals\` is the whole wave. What was not logged is not counted.`,
  params: mailingParams,
  answers: {
    200: z.object({
      madeFrom: id.meta({ description: 'The forecast that it starts from.' }),
      countedUntil: z.iso.datetime(),
      counted: z.int(),
      remaining: z.object(quantiles),
      contactRate: z.number().meta({ description: 'Contacts per addressee, mean.' }),
      delay: z.object({ shiftDays: z.number(), speed: z.number() }),
      forecast,
    }),
  },
  handle: async (call, deps) => {
    const { mailing, made, input } = await forecastMailing(call, deps);
    const [first] = mailing.released;
    if (!first) {
      throw notFound({
        nl: 'het verloop van de belgolf; er is nog niets verstuurd',
        en: 'the course of the wave; nothing has been sent yet',
      });
    }
    const questions = await deps.store.questions.countsPerInterval({
      mailingId: made.mailingId,
      from: first.releasedAt,
      to: call.now,
    });
    const counts = waveCountsOf(questions, call.now, input.calendar.timeZone);
    const {
      counted,
      remaining,
      contactRateMean,
      delay,
      madeFrom: _,
      ...wave
    } = liveForecast(input, counts);
    return {
      status: 200,
      body: {
        madeFrom: made.id,
        countedUntil: call.now,
        counted,
        remaining,
        contactRate: contactRateMean,
        delay,
        forecast: wave,
      },
    };
  },
});
