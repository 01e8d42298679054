import { z } from 'zod';
import { CONTACT_CHANNELS } from '../domain/contact-channel.ts';
import { secondsBetween } from '../domain/instant.ts';
import { MAILING_KINDS } from '../domain/mailing.ts';
import { expectedWave, makeForecast } from '../domain/make-forecast.ts';
import { says } from '../http/input-text.ts';
import { invalidInput } from '../http/problem.ts';
import { calendar } from './calendar.ts';
import { endpoint } from './deps.ts';
import { organisationIn } from './organisation.ts';
import { audience, bilingual, instant, someAudience } from './fields.ts';
import { NEVER_OPEN } from './wave-to-come.ts';

const positive = z.number().gt(0).max(1e9);

/** Longer apart, and it is two mailings. */
const LONGEST_SPREAD_SECONDS = 400 * 86_400;

const input = z
  .strictObject({
    kind: z.enum(MAILING_KINDS),
    audience: someAudience,
    batches: z
      .array(z.strictObject({ releaseAt: instant, audience }))
      .min(1)
      .max(100)
      .refine(
        (batches) => spread(batches) <= LONGEST_SPREAD_SECONDS,
        says(
          'De eerste en de laatste deelverzending liggen meer dan 400 dagen uit elkaar.',
          'The first and the last batch are more than 400 days apart.',
        ),
      ),
    calendar: calendar.optional(),
    contactRate: z
      .strictObject({ alpha: positive, beta: positive })
      .optional()
      .meta({ description: 'Contacts per addressee: Gamma with shape alpha and rate beta.' }),
    dayFactorCv: z.number().min(0).max(2).optional(),
  })
  .meta({
    id: 'ForecastInput',
    example: {
      kind: 'tax-assessment',
      audience: { letter: 39680, email: 320, portal: 0 },
      batches: [
        {
          releaseAt: '2027-02-16T08:00:00.000Z',
          audience: { letter: 39680, email: 320, portal: 0 },
        },
      ],
    },
  });

/** P10, P50, P90 and mean. */
export const quantiles = { p10: z.number(), p50: z.number(), p90: z.number(), mean: z.number() };

/** The expected wave (domain/forecast.ts). */
export const forecast = z
  .object({
    formulaVersion: z.string(),
    totals: z.object(quantiles),
    perDay: z.array(z.object({ date: z.iso.date(), ordinary: z.number(), ...quantiles })),
    intervals: z.array(
      z.object({
        start: z.iso.datetime(),
        seconds: z.number(),
        channel: z.enum(CONTACT_CHANNELS),
        ordinary: z.number(),
        ...quantiles,
      }),
    ),
    waveEndsAt: z.iso.datetime().optional(),
    assumptions: z.array(bilingual),
    explanation: bilingual,
  })
  .meta({ id: 'Forecast' });

export const calculateForecast = endpoint({
  id: 'calculateForecast',
  summary: 'Forecast the wave of a mailing that need not exist',
  description:
    'Stores nothing. What is left out is assumed, and stands under `assumptions`. `halfHours=false` leaves `intervals` empty, for who looks at days alone: that is faster.',
  query: z.strictObject({ halfHours: z.enum(['true', 'false']).default('true') }),
  body: input,
  answers: { 200: forecast },
  handle: async ({ query, body }, { store }) => {
    const { contactRate, ...rest } = body;
    const calendarOf = rest.calendar ?? (await organisationIn(store)).calendar;
    try {
      const made = (query.halfHours === 'true' ? makeForecast : expectedWave)({
        ...rest,
        calendar: calendarOf,
        batches: body.batches.map((batch, index) => ({ ...batch, number: index + 1 })),
        ...(contactRate && { contactRate: { ...contactRate, ...AS_GIVEN } }),
      });
      const { madeFrom: _, ...answer } = made;
      return { status: 200, body: answer };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw invalidInput([{ path: 'body.calendar', code: 'never-open', text: NEVER_OPEN }]);
    }
  },
});

const AS_GIVEN = {
  waves: 0,
  basis: { nl: 'de opgegeven verwachting', en: 'the expectation that was given' },
};

function spread(batches: readonly { readonly releaseAt: string }[]): number {
  const moments = batches.map((batch) => batch.releaseAt).toSorted();
  return secondsBetween(moments[0] ?? '', moments.at(-1) ?? '');
}
