import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QaPair } from '../../src/domain/qa-sheet.ts';
import type { NewBriefing } from '../../src/store/briefing.ts';
import { createStore, type Store } from '../../src/store/client.ts';
import { NotFound } from '../../src/store/errors.ts';
import { aHeldMailing, aPerson, NOW, provenance } from '../support/builders/store-rows.ts';
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

const pair = (number: number): QaPair => ({
  number,
  topic: 'bezwaar',
  question: `Vraag ${number}?`,
  answer: 'Tot zes weken na de dagtekening.',
  internalNote: '',
  owner: 'belastingen@sluiswaard.example',
});

describe('Q&A sheets', () => {
  it('get a next version when they change, and keep the earlier ones', async () => {
    const { mailing } = await aHeldMailing(store);
    const first = await store.qaSheets.save(mailing.id, [pair(1)], provenance());
    const same = await store.qaSheets.save(mailing.id, [pair(1)], provenance());
    const next = await store.qaSheets.save(mailing.id, [pair(1), pair(2)], provenance());

    expect(same).toEqual(first);
    expect(next).toMatchObject({ version: 2, pairs: [pair(1), pair(2)] });
    expect(await store.qaSheets.latest(mailing.id)).toEqual(next);
    expect(await store.qaSheets.version(mailing.id, 1)).toEqual(first);
    expect(await store.qaSheets.version(mailing.id, 3)).toBeUndefined();
  });

  it('are numbered without gaps when two leads save at once', async () => {
    const { mailing } = await aHeldMailing(store);
    const sheets = await Promise.all(
      [1, 2, 3, 4, 5].map((count) =>
        store.qaSheets.save(
          mailing.id,
          Array.from({ length: count }, (_, i) => pair(i + 1)),
          provenance(),
        ),
      ),
    );
    expect(new Set(sheets.map(({ version }) => version))).toEqual(new Set([1, 2, 3, 4, 5]));
    await expect(store.qaSheets.save(randomUUID(), [pair(1)], provenance())).rejects.toThrow(
      NotFound,
    );
  });
});

describe('stakeholders', () => {
  it('keep their row, and what they confirmed, when they are named again', async () => {
    const { mailing } = await aHeldMailing(store);
    const counter = { name: 'Balie', email: 'Balie@sluiswaard.example' };
    const [named] = await store.stakeholders.name(mailing.id, [counter], provenance());
    if (!named) throw new Error('Nobody was named');
    await store.stakeholders.markTold([named.id], provenance());
    await store.stakeholders.confirm(named.id, provenance());

    const again = await store.stakeholders.name(
      mailing.id,
      [
        { ...counter, email: 'balie@sluiswaard.example' },
        { name: 'Web', email: 'web@sluiswaard.example' },
      ],
      provenance(),
    );

    expect(again[0]).toMatchObject({ id: named.id, toldAt: NOW, confirmedAt: NOW });
    expect(await store.stakeholders.forMailing(mailing.id)).toEqual(again);
  });

  it('count the first time that they were told and confirmed, with one line each', async () => {
    const { mailing } = await aHeldMailing(store);
    const [named] = await store.stakeholders.name(
      mailing.id,
      [{ name: 'Balie', email: 'balie@sluiswaard.example' }],
      provenance(),
    );
    const id = named?.id ?? '';
    const later = provenance({ at: '2027-01-12T09:00:00Z' });
    for (const by of [provenance(), later]) {
      await store.stakeholders.markTold([id], by);
      await store.stakeholders.confirm(id, by);
    }
    expect(await store.stakeholders.find(id)).toMatchObject({ toldAt: NOW, confirmedAt: NOW });
    const { count } = await store.audit.list({
      objectType: 'stakeholder',
      objectId: id,
      page: 1,
      pageSize: 10,
    });
    expect(count).toBe(2);
    await expect(store.stakeholders.confirm(randomUUID(), later)).rejects.toThrow(NotFound);
  });
});

describe('briefings', () => {
  const briefing = (change: Partial<NewBriefing> = {}): NewBriefing => ({
    id: randomUUID(),
    occasion: 'ahead',
    plannedAt: '2027-02-10T07:00:00Z',
    content: { title: 'WOZ' },
    ...change,
  });
  const waveDay = { occasion: 'wave-day', plannedAt: '2027-02-17T07:00:00Z' } as const;

  it('keep their id when they are planned again, take new content, and go when no longer planned', async () => {
    const { mailing } = await aHeldMailing(store);
    const first = await store.briefings.plan(
      mailing.id,
      [briefing(), briefing(waveDay)],
      provenance(),
    );
    const { seq } = await store.audit.head();
    const same = await store.briefings.plan(
      mailing.id,
      [briefing(), briefing(waveDay)],
      provenance(),
    );
    expect(same).toEqual(first);
    expect((await store.audit.head()).seq).toBe(seq);

    const content = { title: 'WOZ, verbeterd' };
    const next = await store.briefings.plan(mailing.id, [briefing({ content })], provenance());
    expect(next).toEqual([{ ...first[0], content }]);
  });

  it('stay as they were once they are sent', async () => {
    const { mailing } = await aHeldMailing(store);
    const [planned] = await store.briefings.plan(mailing.id, [briefing()], provenance());
    const id = planned?.id ?? '';
    const sent = await store.briefings.markSent(id, provenance());
    await store.briefings.markSent(id, provenance({ at: '2027-02-11T07:00:00Z' }));
    await store.briefings.plan(mailing.id, [], provenance());
    const changed = briefing({ content: { title: 'Te laat' } });
    expect(await store.briefings.plan(mailing.id, [changed], provenance())).toEqual([sent]);
    expect(await store.briefings.find(id)).toMatchObject({ sentAt: NOW });
  });

  it('know who has read them and which agents have not', async () => {
    const { mailing } = await aHeldMailing(store);
    const [reader, other] = [await aPerson(store), await aPerson(store)];
    const gone = await aPerson(store, { active: false });
    const [planned] = await store.briefings.plan(mailing.id, [briefing()], provenance());
    const id = planned?.id ?? '';

    await store.briefings.read(id, reader.id, provenance());
    await store.briefings.read(id, reader.id, provenance({ at: '2027-02-12T07:00:00Z' }));

    expect(await store.briefings.reads(id)).toEqual([{ personId: reader.id, readAt: NOW }]);
    const unread = (await store.briefings.unreadBy(id)).map((person) => person.id);
    expect(unread).toContain(other.id);
    expect(unread).not.toContain(reader.id);
    expect(unread).not.toContain(gone.id);
    await expect(store.briefings.read(randomUUID(), reader.id, provenance())).rejects.toThrow(
      NotFound,
    );
  });

  it('count who has not read the last one of each mailing, the last sent first', async () => {
    const agents = [await aPerson(store), await aPerson(store)];
    const sentAt = async (...moments: string[]) => {
      const { mailing } = await aHeldMailing(store);
      const all = moments.map((at) => briefing({ plannedAt: at }));
      const planned = await store.briefings.plan(mailing.id, all, provenance());
      for (const [i, at] of moments.entries())
        await store.briefings.markSent(planned[i]?.id ?? '', provenance({ at }));
      return { id: mailing.id, briefings: planned.map(({ id }) => id) };
    };
    // Later than any other test's, so that only these are counted.
    const twice = await sentAt('2031-03-03T07:00:00Z', '2031-03-04T07:00:00Z');
    const once = await sentAt('2031-03-05T07:00:00Z');
    await sentAt('2031-03-01T07:00:00Z');
    const unread = async (most = 5) =>
      (await store.briefings.unreadSince('2031-03-02T00:00:00Z', most)).map(
        ({ mailingId, unread: count }) => [mailingId, count] as const,
      );
    const before = await unread();
    expect(before.map(([id]) => id)).toEqual([once.id, twice.id]);
    expect(await unread(1)).toEqual(before.slice(0, 1));
    const everybody = before[0]?.[1] ?? 0;

    for (const { id } of agents) {
      await store.briefings.read(once.briefings[0] ?? '', id, provenance());
      // Whoever read the one before has still to read the last.
      await store.briefings.read(twice.briefings[0] ?? '', id, provenance());
    }
    expect(await unread()).toEqual([
      ...(everybody > 2 ? [[once.id, everybody - 2] as const] : []),
      [twice.id, everybody],
    ]);
  });

  it('are due when their time has passed and they were not sent', async () => {
    const { mailing } = await aHeldMailing(store);
    const planned = await store.briefings.plan(
      mailing.id,
      [briefing(), briefing(waveDay)],
      provenance(),
    );
    await store.briefings.markSent(planned[0]?.id ?? '', provenance());
    const due = async (now: string) =>
      (await store.briefings.due(now)).filter(({ mailingId }) => mailingId === mailing.id);
    expect(await due('2027-02-17T07:00:00Z')).toEqual([]);
    expect(await due('2027-02-17T07:00:01Z')).toEqual([planned[1]]);
  });
});
