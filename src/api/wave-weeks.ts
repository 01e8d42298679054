import { z } from 'zod';
import { addDays, mondayOf } from '../domain/instant.ts';
import { localDateOf, toInstant } from '../domain/local-time.ts';
import { waveWeeks } from '../domain/wave-weeks.ts';
import { endpoint } from './deps.ts';
import { localDate } from './fields.ts';
import { organisationIn } from './organisation.ts';

const halfHour = z.object({
  start: z.iso.datetime(),
  seconds: z.number(),
  required: z.number(),
  present: z.number(),
  shortage: z.number(),
});

const waveWeek = z
  .object({
    monday: z.iso.date(),
    rostered: z.boolean(),
    busiest: halfHour.optional(),
    shortage: z.object({ halfHours: z.int(), peak: z.number(), personHours: z.number() }),
    clash: z.array(z.object({ id: z.string(), title: z.string() })),
    dayParts: z.array(
      z.object({
        date: z.iso.date(),
        part: z.enum(['morning', 'afternoon']),
        busiest: halfHour,
        shortHalfHours: z.int(),
      }),
    ),
  })
  .meta({ id: 'WaveWeek' });

export const listWaveWeeks = endpoint({
  id: 'listWaveWeeks',
  summary: 'See week by week what all waves together ask of the contact centre, and who is there',
  description: `Ordinary load, every forecast wave and every event at P50, against the roster. \`clash\` names the mailings and events that together ask for more than
the roster has; \`dayParts\` are mornings (until 12:30) and afternoons, each with its busiest half hour. Numbers of people are positions: who is answering, after breaks, meetings and illness.`,
  query: z.strictObject({
    from: localDate.optional().meta({
      description: 'Any day of the first week, which is counted from that day on; left out: today.',
    }),
    weeks: z
      .string()
      .regex(/^\d{1,2}$/)
      .transform(Number)
      .pipe(z.int().min(1).max(26))
      .default(8)
      .meta({ type: 'integer', minimum: 1, maximum: 26, default: 8 }),
  }),
  answers: { 200: z.object({ results: z.array(waveWeek) }) },
  handle: async ({ query, now }, { store }) => {
    const rules = await organisationIn(store);
    const { timeZone } = rules.calendar;
    const first = query.from ?? localDateOf(now, timeZone);
    const monday = mondayOf(first);
    const [from, to] = [monday, addDays(monday, 7 * query.weeks)].map((day) =>
      toInstant(day, '00:00', timeZone),
    ) as [string, string];
    const around = await store.waveCalendar.between(from, to);
    return { status: 200, body: { results: waveWeeks(around, rules, first, query.weeks) } };
  },
});
