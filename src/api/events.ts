import { z } from 'zod';
import { secondsBetween } from '../domain/instant.ts';
import { says } from '../http/input-text.ts';
import { endpoint, newId, provenance } from './deps.ts';
import { id, line, localDate } from './fields.ts';
import { actorOn } from './mailing-access.ts';

const contacts = z.number().min(0).max(1_000_000);

const day = z
  .strictObject({
    date: localDate,
    contacts: z
      .strictObject({ p10: contacts, p50: contacts, p90: contacts, mean: contacts.optional() })
      .refine(
        ({ p10, p50, p90 }) => p10 <= p50 && p50 <= p90,
        says('Zet ze op volgorde: p10, p50, p90.', 'Put them in order: p10, p50, p90.'),
      ),
  })
  .meta({ id: 'EventDay' });

const newEvent = z
  .strictObject({
    title: line(200),
    days: z
      .array(day)
      .min(1)
      .max(60)
      .refine(
        (days) => new Set(days.map(({ date }) => date)).size === days.length,
        says('Dezelfde dag staat er twee keer in.', 'The same day is given twice.'),
      ),
  })
  .meta({
    id: 'NewEvent',
    example: {
      title: 'Storm in het weekend',
      days: [{ date: '2027-02-22', contacts: { p10: 40, p50: 120, p90: 300 } }],
    },
  });

const event = z.object({
  id,
  title: z.string(),
  days: z.array(
    z.object({
      date: z.iso.date(),
      contacts: z.object({
        p10: z.number(),
        p50: z.number(),
        p90: z.number(),
        mean: z.number(),
      }),
    }),
  ),
});

export const listEvents = endpoint({
  id: 'listEvents',
  summary: 'See what makes people call beside mailings: storms, national letters, elections',
  query: z.strictObject({ from: localDate, to: localDate }).refine(
    ({ from, to }) => {
      const seconds = secondsBetween(`${from}T00:00:00Z`, `${to}T00:00:00Z`);
      return seconds >= 0 && seconds <= 800 * 86_400;
    },
    {
      path: ['to'],
      ...says('Kies hoogstens 800 dagen na "from".', 'Choose at most 800 days after "from".'),
    },
  ),
  answers: { 200: z.object({ results: z.array(event) }) },
  handle: async ({ query }, { store }) => ({
    status: 200,
    body: { results: await store.events.between(query.from, query.to) },
  }),
});

export const addEvent = endpoint({
  id: 'addEvent',
  summary: 'Put an external event in the calendar of waves, with the contacts it may cause per day',
  description: 'Contacts over all channels. Without `mean` it is taken to be the p50.',
  body: newEvent,
  answers: { 201: event },
  handle: async (call, { store }) => {
    const days = call.body.days.map(({ date, contacts: count }) => ({
      date,
      contacts: { ...count, mean: count.mean ?? count.p50 },
    }));
    const body = await store.events.save(
      { id: newId(call), title: call.body.title, days },
      provenance(call, actorOn(call, {})),
    );
    return { status: 201, body };
  },
});

export const removeEvent = endpoint({
  id: 'removeEvent',
  summary: 'Take an external event out of the calendar',
  params: z.strictObject({ eventId: id }),
  answers: { 204: null },
  handle: async (call, { store }) => {
    await store.events.remove(call.params.eventId, provenance(call, actorOn(call, {})));
    return { status: 204 };
  },
});
