import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { XLSX } from '../../src/api/spreadsheet.ts';
import { tableIn } from '../../src/api/table-file.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { type SampleWorld, sampleWorld } from '../support/sample-world.ts';

let world: SampleWorld;
let token: string;
beforeAll(async () => {
  world = await sampleWorld();
  ({ token } = await world.person(['planner']));
}, 120_000);
afterAll(() => world.stop());

const rowsOf = async (path: string, as = token) => {
  const headers = { accept: XLSX, 'accept-language': 'nl' };
  const { status, body } = await world.ask(path, { token: as, headers });
  expect(status).toBe(200);
  return (await readXlsx(body as Buffer)).sheets[0]?.rows ?? [];
};
// Where the sample's own roster never comes.
const [day, next] = ['2099-06-01', '2099-06-02'];
const shifts = `/v1/shifts?from=${day}T00:00:00Z&to=${next}T00:00:00Z`;

describe('an Excel file of people and times', () => {
  it.each([
    ['1900', Date.UTC(1899, 11, 30, 8, 30)],
    ['1904', Date.UTC(1904, 0, 1, 8, 30)],
  ] as const)(
    'keeps its times of day when it counts days from %s',
    async (dateSystem, halfNine) => {
      const row = [new Date(Date.UTC(2027, 1, 22)), new Date(halfNine)];
      const sheets = [{ name: 'Rooster', rows: [['Datum', 'Begin'], row] }];
      const { rows } = await tableIn(XLSX, Buffer.from(await writeXlsx({ dateSystem, sheets })), 'times'); // prettier-ignore
      expect(rows[0]?.cells).toEqual({ datum: '2027-02-22', begin: '08:30' });
    },
  );
});

describe('the roster as an Excel file', () => {
  it('has names and local times, and nothing in it runs', async () => {
    const agent = await world.person(['agent']);
    const person = (await world.store.people.find(agent.id))!;
    const name = '=HYPERLINK("http://x";"klik")';
    await world.store.people.save({ ...person, name }, provenance());
    const span = { startsAt: `${day}T06:30:00.000Z`, endsAt: `${day}T11:00:00.000Z` };
    const shift = { ...span, id: randomUUID(), personId: agent.id, kind: 'extra' as const };
    await world.store.shifts.add([{ ...shift, breakMinutes: 15 }], provenance());
    const [header, row] = await rowsOf(shifts);
    expect(header?.slice(0, 3)).toEqual(['Datum', 'Begin', 'Einde']);
    expect(row).toEqual([day, '08:30', '13:00', 15, `'${name}`, 'extra']);

    const [, seen] = await rowsOf(shifts, agent.token);
    expect(seen?.[4]).toBe(agent.id);
  });
});

describe('the staffing plan as an Excel file', () => {
  it('has a row per candidate with the reason', async () => {
    const path = `/v1/mailings/${world.mailings.held}/staffing-plan`;
    const { body } = await world.ask(path, { token });
    const planned = body.plan ?? body.proposal;
    const rows = await rowsOf(path);
    const candidates = planned.needs.flatMap((need: { candidates: object[] }) => need.candidates);
    expect(rows).toHaveLength(candidates.length + 1);
    expect(body.outlook.length).toBeGreaterThan(0);
  });
});
