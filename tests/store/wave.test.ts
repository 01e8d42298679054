import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Evaluation } from '../../src/domain/evaluation.ts';
import type { MailingKind } from '../../src/domain/mailing.ts';
import { createStore, type Store } from '../../src/store/client.ts';
import type { NewQuestion } from '../../src/store/question.ts';
import { aHeldMailing, provenance } from '../support/builders/store-rows.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await testDatabase();
  store = createStore({ url: database.url });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const question = (change: Partial<NewQuestion> = {}): NewQuestion => ({
  id: randomUUID(),
  askedAt: '2027-02-18T09:10:00.000Z',
  channel: 'phone',
  text: 'Waarom is mijn WOZ-waarde gestegen?',
  outcome: 'answered',
  ...change,
});

describe('the question log', () => {
  it('logs a question once, with who logged it and nothing about who asked', async () => {
    const asked = question({ qaPairNumber: 3 });
    const by = provenance();
    const first = await store.questions.log(asked, by);
    expect(await store.questions.log(asked, by)).toEqual(first);
    expect(Object.keys(first).toSorted()).toEqual([
      'askedAt',
      'channel',
      'id',
      'loggedBy',
      'outcome',
      'qaPairNumber',
      'text',
    ]);
    const { results } = await store.audit.list({
      objectType: 'question',
      objectId: asked.id,
      page: 1,
      pageSize: 5,
    });
    expect(results).toHaveLength(1);
    expect(JSON.stringify(results)).not.toContain('WOZ');
  });

  it('lists by mailing and time, the last asked first', async () => {
    const { mailing } = await aHeldMailing(store);
    const mailingId = mailing.id;
    const times = [
      '2027-02-18T09:00:00.000Z',
      '2027-02-18T09:01:00.000Z',
      '2027-02-18T09:02:00.000Z',
    ];
    for (const askedAt of times)
      await store.questions.log(question({ mailingId, askedAt }), provenance());
    await store.questions.log(question(), provenance());

    const page = await store.questions.list({ mailingId, page: 1, pageSize: 2 });
    expect(page.count).toBe(3);
    expect(page.results.map(({ askedAt }) => askedAt)).toEqual(times.toReversed().slice(0, 2));
    const [, from = '', to = ''] = times;
    const part = await store.questions.list({ mailingId, from, to, page: 1, pageSize: 10 });
    expect(part.results.map(({ askedAt }) => askedAt)).toEqual([from]);
    expect((await store.questions.forMailing(mailingId)).map(({ askedAt }) => askedAt)).toEqual(
      times,
    );
  });

  it('counts per half hour of the clock and channel', async () => {
    const { mailing } = await aHeldMailing(store);
    const mailingId = mailing.id;
    const asked = [
      ['2027-02-18T08:59:59.999Z', 'phone'],
      ['2027-02-18T09:00:00.000Z', 'phone'],
      ['2027-02-18T09:29:59.999Z', 'phone'],
      ['2027-02-18T09:29:59.999Z', 'counter'],
      ['2027-02-18T09:30:00.000Z', 'phone'],
    ] as const;
    for (const [askedAt, channel] of asked) {
      await store.questions.log(question({ mailingId, askedAt, channel }), provenance());
    }
    const range = { from: '2027-02-18T09:00:00Z', to: '2027-02-18T10:00:00Z' };
    expect(await store.questions.countsPerInterval({ mailingId, ...range })).toEqual([
      { start: '2027-02-18T09:00:00.000Z', channel: 'counter', questions: 1 },
      { start: '2027-02-18T09:00:00.000Z', channel: 'phone', questions: 2 },
      { start: '2027-02-18T09:30:00.000Z', channel: 'phone', questions: 1 },
    ]);
    expect(await store.questions.countsPerInterval({ mailingId, ...range }, 3600)).toHaveLength(2);
  });
});

describe('contact counts', () => {
  const count = { startsAt: '2027-02-18T09:00:00.000Z', seconds: 1800, channel: 'phone' as const };

  it('are replaced by a later count of the same half hour', async () => {
    await store.contactCounts.import(
      [{ ...count, offered: 10, answered: 8, abandoned: 2 }],
      provenance(),
    );
    const next = { ...count, startsAt: '2027-02-18T09:30:00.000Z', offered: 3 };
    expect(
      await store.contactCounts.import([{ ...count, offered: 12 }, next], provenance()),
    ).toEqual({ imported: 2 });
    const found = await store.contactCounts.between('2027-02-18T09:00:00Z', '2027-02-18T10:00:00Z');
    expect(found).toEqual([{ ...count, offered: 12 }, next]);
  });

  it('are written all or none', async () => {
    const start = '2027-02-19T09:00:00.000Z';
    const faulty = [
      { ...count, startsAt: start, offered: 1 },
      { ...count, startsAt: start, channel: 'email' as const, offered: 1, answered: -1 },
    ];
    await expect(store.contactCounts.import(faulty, provenance())).rejects.toMatchObject({
      constraint: 'contact_counts_not_negative',
    });
    expect(await store.contactCounts.between(start, '2027-02-20T00:00:00Z')).toEqual([]);
    expect(await store.contactCounts.import([], provenance())).toEqual({ imported: 0 });
  });
});

describe('evaluations', () => {
  const evaluation = (actualTotal: number) =>
    ({ formulaVersion: 'e-1', actualTotal }) as Evaluation;
  const evaluated = async (kind: MailingKind) => {
    const { mailing } = await aHeldMailing(store, { kind });
    const input = { id: randomUUID(), mailingId: mailing.id, evaluation: evaluation(120) };
    return store.evaluations.save(input, provenance());
  };

  it('are one per mailing, also when two are made at once', async () => {
    const { mailing } = await aHeldMailing(store);
    const saved = await Promise.all(
      [1, 2, 3].map((total) =>
        store.evaluations.save(
          { id: randomUUID(), mailingId: mailing.id, evaluation: evaluation(total) },
          provenance(),
        ),
      ),
    );
    expect(new Set(saved.map(({ id }) => id)).size).toBe(1);
    expect(await store.evaluations.forMailing(mailing.id)).toEqual(saved[0]);
    expect(await store.evaluations.find(saved[0]?.id ?? '')).toEqual(saved[0]);
  });

  it('teach the next mailing of the same kind', async () => {
    const reminder = await evaluated('payment-reminder');
    await evaluated('price-change');
    expect(await store.evaluations.ofKind('payment-reminder')).toEqual([reminder]);
  });
});
