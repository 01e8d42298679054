import { z } from 'zod';
import { CONTACT_CHANNELS } from '../domain/contact-channel.ts';
import { secondsBetween } from '../domain/instant.ts';
import { says } from '../http/input-text.ts';
import { endpoint, provenance } from './deps.ts';
import { instant } from './fields.ts';
import { actorOn } from './mailing-access.ts';

const number = z.int().min(0).max(10_000_000);

const contactCount = z
  .strictObject({
    startsAt: instant,
    seconds: z.int().min(60).max(86_400),
    channel: z.enum(CONTACT_CHANNELS),
    offered: number,
    answered: number.optional(),
    abandoned: number.optional(),
  })
  .refine(
    ({ offered, answered = 0, abandoned = 0 }) => answered + abandoned <= offered,
    says(
      'Er zijn meer contacten beantwoord en afgehaakt dan er binnenkwamen.',
      'More contacts were answered and abandoned than came in.',
    ),
  )
  .meta({ id: 'ContactCount' });

export const importContactCounts = endpoint({
  id: 'importContactCounts',
  summary: 'Import how many contacts came in; a later count replaces an earlier one',
  body: z
    .strictObject({
      counts: z
        .array(contactCount)
        .min(1)
        .max(5000)
        .refine(
          (counts) =>
            new Set(counts.map((one) => `${one.startsAt} ${one.channel}`)).size === counts.length,
          says(
            'Dezelfde periode van hetzelfde kanaal staat er twee keer in.',
            'The same interval of the same channel is given twice.',
          ),
        ),
    })
    .meta({ id: 'ContactCounts' }),
  answers: { 201: z.object({ imported: z.int() }) },
  handle: async (call, { store }) => {
    const actor = actorOn(call, {});
    const body = await store.contactCounts.import(call.body.counts, provenance(call, actor));
    return { status: 201, body };
  },
});

export const listContactCounts = endpoint({
  id: 'listContactCounts',
  summary: 'Read how many contacts came in',
  query: z.strictObject({ from: instant, to: instant }).refine(
    ({ from, to }) => {
      const seconds = secondsBetween(from, to);
      return seconds > 0 && seconds <= 100 * 86_400;
    },
    {
      path: ['to'],
      ...says('Kies hoogstens 100 dagen na "from".', 'Choose at most 100 days after "from".'),
    },
  ),
  answers: { 200: z.object({ results: z.array(contactCount) }) },
  handle: async ({ query }, { store }) => ({
    status: 200,
    body: { results: await store.contactCounts.between(query.from, query.to) },
  }),
});
