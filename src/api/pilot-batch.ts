import { z } from 'zod';
import { pilotBatch } from '../domain/pilot-batch.ts';
import { endpoint } from './deps.ts';
import { audience, bilingual, mailingParams } from './fields.ts';
import { organisationIn } from './organisation.ts';
import { forecastMailing } from './wave-forecast.ts';

const decimal = (least: number, most: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d{1,3}(\.\d{1,4})?$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most))
    .default(otherwise)
    .meta({ type: 'number', minimum: least, maximum: most, default: otherwise });

export const getPilotBatch = endpoint({
  id: 'getPilotBatch',
  summary:
    'See how large a first batch must be to know the contact rate, and what waiting for it saves',
  params: mailingParams,
  query: z.strictObject({
    precision: decimal(0.05, 0.5, 0.15).meta({
      description: 'Relative standard deviation with which the rate must be known.',
    }),
    waitDays: decimal(1, 20, 8).meta({ description: 'Working days that one would wait.' }),
  }),
  answers: {
    200: z.object({
      audience: audience.optional(),
      contacts: z.number(),
      knownOn: z.iso.date(),
      precisionNow: z.number(),
      precisionThen: z.number(),
      positionsNow: z.int(),
      positionsThen: z.int(),
      text: bilingual,
    }),
  },
  handle: async (call, deps) => {
    const { input } = await forecastMailing(call, deps);
    const { staffing } = await organisationIn(deps.store);
    const { precision, waitDays } = call.query;
    return {
      status: 200,
      body: pilotBatch({
        input,
        precision,
        waitDays: Math.floor(waitDays),
        settings: staffing,
      }),
    };
  },
});
