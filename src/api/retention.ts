import { z } from 'zod';
import { addSeconds } from '../domain/instant.ts';
import { DEFAULT_RETENTION_TERMS, LEAST_DAYS, MOST_DAYS } from '../domain/retention.ts';
import { endpoint } from './deps.ts';
import { count, id, instant } from './fields.ts';

const days = (least: number) => z.int().min(least).max(MOST_DAYS);

export const retentionTermsSchema = z
  .strictObject({
    messageDays: days(LEAST_DAYS.messageDays).meta({
      description: 'Letters and addresses at the gate, after the last end of the whole mailing.',
    }),
    requestDays: days(LEAST_DAYS.requestDays).meta({
      description: 'Answers kept for a repeat under the same Idempotency-Key.',
    }),
  })
  .meta({ id: 'RetentionTerms', example: DEFAULT_RETENTION_TERMS });

const run = z
  .object({
    id,
    startedAt: instant,
    finishedAt: instant.optional(),
    mailings: count,
    messages: count,
    addressees: count,
    bytes: z.number(),
    requests: count,
    printJobs: count.meta({ description: 'Of which the first pages were emptied.' }),
  })
  .meta({ id: 'RetentionRun' });

const kept = z
  .object({
    mailingId: id.optional(),
    title: z.string().optional(),
    messages: count,
    addressees: count,
    bytes: z.number(),
    endedAt: instant,
    purgedFrom: instant.meta({ description: 'The first run after this moment takes it away.' }),
  })
  .meta({ id: 'KeptMessages' });

export const getRetention = endpoint({
  id: 'getRetention',
  summary: 'Read how long personal data stay, what is due when, and what the last runs took away',
  description:
    'Messages without a mailing are single mails, by day. What is held, in doubt or not reported yet is never due.',
  answers: {
    200: z
      .object({ terms: retentionTermsSchema, kept: z.array(kept), runs: z.array(run) })
      .meta({ id: 'Retention' }),
  },
  handle: async (_call, { store }) => {
    const terms = (await store.organisation.find())?.retention ?? DEFAULT_RETENTION_TERMS;
    const [lying, runs] = await Promise.all([store.retention.kept(), store.retention.runs(10)]);
    const after = terms.messageDays * 86_400;
    return {
      status: 200,
      body: {
        terms,
        kept: lying.map((one) => ({ ...one, purgedFrom: addSeconds(one.endedAt, after) })),
        runs,
      },
    };
  },
});
