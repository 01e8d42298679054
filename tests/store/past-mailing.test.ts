import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDateOf } from '../../src/domain/local-time.ts';
import type { PastMailing } from '../../src/domain/past-mailing.ts';
import { loadMunicipality } from '../../src/main/load-municipality.ts';
import { createStore, type Store } from '../../src/store/client.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { evaluatedMailing } from '../support/evaluated-sample.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { parking, samplesFolder } from '../support/samples.ts';

const woz: Omit<PastMailing, 'counts'> = {
  name: 'woz-2020',
  title: 'WOZ 2020 (verzonnen)',
  kind: 'tax-assessment',
  departmentId: parking.departmentId,
  batches: [
    {
      number: 1,
      releaseAt: '2020-02-17T08:00:00.000Z',
      audience: { letter: 900, email: 0, portal: 0 },
    },
  ],
};
const countsOf = (contacts: number) => new Map([[woz.name, [{ date: '2020-02-18', contacts }]]]);

let database: TestDatabase;
let ours: Store;
/** The same database in the eyes of another process. */
let theirs: Store;
beforeAll(async () => {
  database = await testDatabase();
  ours = createStore({ url: database.url });
  theirs = createStore({ url: database.url });
  await loadMunicipality(ours, samplesFolder, new Date().toISOString(), 0);
});
afterAll(async () => {
  await ours?.close();
  await theirs?.close();
  await database?.drop();
});

const learnedFrom = async () => (await ours.pastMailings.all()).map(({ name }) => name);

describe('what is learned from', () => {
  it('is the same list while nothing of it changes, so that what was learned stays with it', async () => {
    await ours.pastMailings.import([woz], provenance());
    const first = await ours.pastMailings.all();
    expect(first.map(({ name }) => name)).toContain(woz.name);
    expect(await ours.pastMailings.all()).toBe(first);
    expect(await ours.pastMailings.all(1)).not.toBe(first);
    expect(await ours.pastMailings.all()).toBe(first);
  });

  it('is another as soon as another process counted, imported or evaluated', async () => {
    await theirs.pastMailings.importCounts(countsOf(30), provenance());
    const counted = await ours.pastMailings.all();
    expect(counted.find(({ name }) => name === woz.name)?.counts).toEqual([
      { date: '2020-02-18', contacts: 30 },
    ]);

    await theirs.pastMailings.importCounts(countsOf(31), provenance());
    const again = await ours.pastMailings.all();
    expect(again.find(({ name }) => name === woz.name)?.counts[0]?.contacts).toBe(31);

    await theirs.pastMailings.import([{ ...woz, name: 'woz-2021' }], provenance());
    expect(await learnedFrom()).toContain('woz-2021');

    const evaluated = await evaluatedMailing(theirs, new Date().toISOString());
    const known = (await ours.pastMailings.all()).find(({ name }) => name === evaluated);
    // Closed a week after it left, so that not all of its wave can have come.
    const { seenShare = 1, counts = [] } = known ?? {};
    expect(seenShare).toBeGreaterThan(0);
    expect(seenShare).toBeLessThan(1);
    expect(counts.length).toBeGreaterThan(0);
    expect(counts.every(({ date }) => date <= localDateOf(new Date().toISOString()))).toBe(true);
  });
});
