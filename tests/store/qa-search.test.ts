import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createStore, type Store } from '../../src/store/client.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { aSignedOffMailing } from '../support/builders/qa-rows.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;
let store: Store;
let mailingId: string;
beforeAll(async () => {
  database = await testDatabase();
  store = createStore({ url: database.url });
  mailingId = await aSignedOffMailing(store, [
    'Waarom is mijn WOZ-waarde gestegen?',
    'Hoe maak ik bezwaar tegen de aanslag?',
    'Kan ik in termijnen betalen?',
  ]);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const find = async (text: string, change: { mailingIds?: string[] } = {}) => {
  const request = { text, limit: 10, evaluatedAfter: '2026-12-01T00:00:00.000Z', ...change };
  return (await store.qaSearch.find(request)).map(({ number }) => number);
};

describe('searching answers', () => {
  it.each([
    ['a word', 'bezwaar', 2],
    ['the beginning of a word', 'bezw', 2],
    ['another form of the word', 'stijgende waarden', 1],
    ['capitals', 'BEZWAAR', 2],
    ['a letter too few', 'bezwar', 2],
    ['a letter too many', 'aanslagg', 2],
    ['two letters swapped', 'teremijn', 3],
    ['words that say nothing among others', 'hoe kan ik in de termijnen', 3],
    ['a whole sentence', 'meneer wil weten waarom zijn woz waarde is gestegen', 1],
  ])('finds by %s', async (_what, text, number) => {
    expect((await find(text))[0]).toBe(number);
  });

  it.each(['', '   ', '?!', 'xyzzyq', "'; --", ':* & | !', '%'])(
    'finds nothing by %j, and does not mind',
    async (text) => {
      expect(await find(text)).toEqual([]);
    },
  );

  it('finds nothing by what only agents may read', async () => {
    expect(await find('taxatieverslag')).toEqual([]);
  });

  it('keeps to the mailings that are meant', async () => {
    expect(await find('bezwaar', { mailingIds: [] })).toEqual([]);
    expect(await find('bezwaar', { mailingIds: [mailingId] })).toEqual([2]);
  });

  it('finds the newest sheet, and not that of a mailing that waits for a sign-off', async () => {
    const other = await aSignedOffMailing(store, ['Wanneer komt de afvalpas?']);
    expect(await find('afvalpas')).toEqual([1]);
    const pair = { topic: '', answer: 'In mei.', internalNote: '', owner: '' };
    await store.qaSheets.save(
      other,
      [{ ...pair, number: 4, question: 'Wanneer komt de containerpas?' }],
      provenance(),
    );
    expect(await find('afvalpas', { mailingIds: [other] })).not.toContain(1);
    expect(await find('containerpas')).toEqual([4]);
    await aSignedOffMailing(store, ['Waar is het zwembad?'], { held: true });
    expect(await find('zwembad')).toEqual([]);
  });
});
