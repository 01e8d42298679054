import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Role } from '../../src/domain/actor.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';
import { aSignedOffMailing } from '../support/builders/qa-rows.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { eventually } from '../support/eventually.ts';
import { listenTo, type Listener } from '../support/live-listener.ts';

let api: TestApi;
let other: TestApi;
let mailingId: string;
const open: Listener[] = [];
beforeAll(async () => {
  api = await testApi();
  // A second process on the same database.
  other = await testApi({ env: { DATABASE_URL: api.database.url } });
  mailingId = await aSignedOffMailing(api.store, ['Waarom?']);
});
afterAll(async () => {
  for (const one of open) one.close();
  await other.stop();
  await api.stop();
});

async function boardOf(role: Role, at = api, headers: Record<string, string> = {}) {
  const { id } = await api.person([role]);
  const browser = browserSession(at.url);
  await browser.logIn(id, '/');
  const cookie = `sluis-session=${browser.cookies.get('sluis-session')}`;
  const listener = await listenTo(`${at.url}/live`, { ...headers, cookie });
  open.push(listener);
  const hearsAtOnce = role !== 'guest';
  await eventually(() => expect(!hearsAtOnce || listener.heard.length > 0).toBe(true));
  return listener;
}

const aQuestion = () =>
  api.store.questions.log(
    {
      id: randomUUID(),
      mailingId,
      askedAt: new Date().toISOString(),
      channel: 'phone',
      text: 'Waarom?',
      outcome: 'answered',
    },
    provenance({ at: new Date().toISOString() }),
  );
const countOn = (board: Listener) =>
  (board.heard.findLast(({ event }) => event === 'questions')?.data as Record<string, number>)?.[
    mailingId
  ] ?? 0;

describe('news for open pages', () => {
  it('is for nobody who is not logged in', async () => {
    expect((await fetch(`${api.url}/live`)).status).toBe(401);
  });

  it('brings a question to boards of every process, with the figures', async () => {
    const boards = [await boardOf('kcc-lead'), await boardOf('kcc-lead', other)];
    const before = countOn(boards[0]!);
    await aQuestion();
    await eventually(() => {
      for (const board of boards) expect(countOn(board)).toBe(before + 1);
    });
  });

  it('tells a guest that something changed, and no figures', async () => {
    const guest = await boardOf('guest');
    await aQuestion();
    await eventually(() =>
      expect(guest.heard).toContainEqual(
        expect.objectContaining({ event: 'changes', data: ['questions'] }),
      ),
    );
    expect(guest.heard.map(({ event }) => event)).not.toContain('questions');
  });

  it('makes a page that comes back look at everything', async () => {
    const back = await boardOf('agent', api, { 'last-event-id': '3' });
    await eventually(() =>
      expect(back.heard).toContainEqual(expect.objectContaining({ event: 'changes', data: ['*'] })),
    );
  });

  it('goes on after the database has cut the line, and nothing was missed', async () => {
    const board = await boardOf('kcc-lead');
    const before = (await api.store.questions.forMailing(mailingId)).length;
    const client = new pg.Client(api.database.url);
    await client.connect();
    const { rowCount } = await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'listen "sluis_changes"%' AND datname = current_database()`,
    );
    await client.end();
    expect(rowCount).toBe(2);
    await aQuestion();
    await eventually(() => expect(countOn(board)).toBe(before + 1));
  });
});
