import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadMunicipality } from '../../src/main/load-municipality.ts';
import { createStore, type Store } from '../../src/store/client.ts';
import { testFolder } from '../support/folder.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { municipality, samplesFolder } from '../support/samples.ts';

const MONDAY = '2027-01-11T09:00:00Z';

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

describe('the sample municipality', () => {
  it('is in the store after loading, and loading it again changes nothing', async () => {
    const loaded = await loadMunicipality(store, samplesFolder, MONDAY, 4);
    const { seq } = await store.audit.head();
    const again = await loadMunicipality(store, samplesFolder, MONDAY, 4);

    expect(again).toEqual(loaded);
    expect((await store.audit.head()).seq).toBe(seq);
    expect(loaded).toMatchObject({
      departments: municipality.departments.length,
      people: municipality.people.length,
      skippedShifts: 0,
    });
    expect(await store.people.list({ activeOnly: false })).toHaveLength(municipality.people.length);
    expect((await store.organisation.find())?.calendar).toEqual(municipality.calendar);
  });

  it('has who can be rostered, with their offers as times', async () => {
    const staff = await store.people.staff();
    const kinds = municipality.people.flatMap(({ kind }) => kind ?? []);
    expect(staff.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted());
    const guest = staff.find(({ kind, offers }) => kind === 'guest' && offers.length > 0);
    // 8.30 on a winter morning in Amsterdam.
    expect(guest?.offers[0]?.startsAt).toMatch(/^2027-01-1\dT07:30:00\.000Z$|T11:30:00\.000Z$/);
  });

  it('has shifts on the phone on working days only, at the hours of the wall clock', async () => {
    const shifts = await store.shifts.between('2027-01-11T00:00:00Z', '2027-01-18T00:00:00Z');
    expect(shifts.length).toBeGreaterThan(20);
    expect(shifts.every(({ status, kind }) => status === 'planned' && kind === 'roster')).toBe(
      true,
    );
    expect(shifts[0]?.startsAt).toBe('2027-01-11T07:30:00.000Z');
    expect(await store.shifts.between('2027-01-16T00:00:00Z', '2027-01-17T23:00:00Z')).toEqual([]);
  });

  it('leaves alone what was changed since', async () => {
    const [agent] = await store.people.list({ kind: 'agent' });
    const organisation = await store.organisation.find();
    if (!agent || !organisation) throw new Error('Nothing was loaded');
    await store.people.save({ ...agent, active: false }, provenance());
    await store.organisation.save({ ...organisation, name: 'Gemeente Anders' }, provenance());

    await loadMunicipality(store, samplesFolder, MONDAY, 4);

    expect((await store.people.find(agent.id))?.active).toBe(false);
    expect((await store.organisation.find())?.name).toBe('Gemeente Anders');
  });

  it('grows with the weeks, and keeps what was cancelled and what came between', async () => {
    const [first] = await store.shifts.between('2027-02-01T00:00:00Z', '2027-02-02T00:00:00Z');
    if (!first) throw new Error('There is no shift on 1 February');
    await store.shifts.cancel(first.id, provenance());
    const inTheWay = { ...first, id: crypto.randomUUID() };
    const nextWeek = (instant: string) =>
      new Date(Date.parse(instant) + 7 * 86_400_000).toISOString();
    await store.shifts.add(
      [{ ...inTheWay, startsAt: nextWeek(first.startsAt), endsAt: nextWeek(first.endsAt) }],
      provenance(),
    );

    const loaded = await loadMunicipality(store, samplesFolder, '2027-01-18T09:00:00Z', 4);

    expect(loaded.skippedShifts).toBe(1);
    expect((await store.shifts.find(first.id))?.status).toBe('cancelled');
    const week = await store.shifts.between('2027-02-08T00:00:00Z', '2027-02-13T00:00:00Z');
    expect(week.length).toBeGreaterThan(20);
  });
});

describe('a file with faults', () => {
  it('is refused with all of them at once, and nothing is loaded', async () => {
    const folder = testFolder();
    cpSync(join(samplesFolder, 'roster.json'), join(folder.path, 'roster.json'));
    const faulty = JSON.parse(readFileSync(join(samplesFolder, 'municipality.json'), 'utf8'));
    faulty.people[0].email = 'nobody';
    faulty.departments[1].id = '7';
    writeFileSync(join(folder.path, 'municipality.json'), JSON.stringify(faulty));
    const empty = createStore({ url: database.url });
    const { seq } = await empty.audit.head();

    const loading = loadMunicipality(empty, folder.path, MONDAY);

    await expect(loading).rejects.toThrow(/people\[0\]\.email/);
    await expect(loading).rejects.toThrow(/departments\[1\]\.id/);
    expect((await empty.audit.head()).seq).toBe(seq);
    await empty.close();
    folder.remove();
  });
});
