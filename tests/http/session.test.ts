import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';
import { createCookies } from '../../src/http/cookies.ts';
import { csrfToken, isCsrfToken, newCsrfSecret } from '../../src/http/csrf.ts';
import { createSessions } from '../../src/http/session.ts';
import { createStore, type Store } from '../../src/store/client.ts';
import { aPerson } from '../support/builders/store-rows.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

const START = Date.parse('2027-02-16T08:00:00.000Z');
const MINUTE = 60_000;

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

/** A browser that was logged in at START, and a clock that can be set. */
async function loggedIn() {
  let now = START;
  const sessions = createSessions(store, createCookies('https://sluis.example'), () =>
    new Date(now).toISOString(),
  );
  const person = await aPerson(store);
  let cookie = '';
  const res = {
    cookie: (name: string, value: string) => (cookie = `${name}=${value}`),
    clearCookie: () => undefined,
  } as unknown as Response;
  const req = () => ({ headers: { cookie } }) as IncomingMessage;
  await sessions.begin(req(), res, person, {
    subject: person.id,
    authenticatedAt: new Date(START).toISOString(),
  });
  return {
    cookie: () => cookie,
    at: (minutes: number) => {
      now = START + minutes * MINUTE;
      return sessions.of(req());
    },
  };
}

describe('a session', () => {
  it('carries a name that no subdomain can set', async () => {
    expect((await loggedIn()).cookie()).toMatch(/^__Host-sluis-session=[\w-]{43}$/);
  });

  it('is over after half an hour without use', async () => {
    const { at } = await loggedIn();
    expect(await at(29)).toBeDefined();
    expect(await at(58)).toBeDefined();
    expect(await at(89)).toBeUndefined();
  });

  it('is over after twelve hours, however much it was used', async () => {
    const { at } = await loggedIn();
    for (let minutes = 25; minutes < 12 * 60; minutes += 25) {
      expect(await at(minutes)).toBeDefined();
    }
    expect(await at(12 * 60)).toBeUndefined();
  });

  it('tells once what there is to tell', async () => {
    const { at } = await loggedIn();
    const { idHash = '' } = (await at(1)) ?? {};
    await store.sessions.setFlash(idHash, { nl: 'Gelukt', en: 'Done' });
    expect(await store.sessions.takeFlash(idHash)).toEqual({ nl: 'Gelukt', en: 'Done' });
    expect(await store.sessions.takeFlash(idHash)).toBeUndefined();
  });
});

describe('a token of a form', () => {
  it('is another one each time, and belongs to its session', () => {
    const secret = newCsrfSecret();
    const [one, other] = [csrfToken(secret), csrfToken(secret)];
    expect(one).not.toBe(other);
    expect([one, other].map((token) => isCsrfToken(token, secret))).toEqual([true, true]);
    expect(isCsrfToken(one, newCsrfSecret())).toBe(false);
  });

  it.each([undefined, '', 'x', 'A'.repeat(86), ['a']])('is not %j', (token) => {
    expect(isCsrfToken(token, newCsrfSecret())).toBe(false);
  });
});

describe('a cookie', () => {
  it.each([
    ['https://sluis.example', true],
    ['http://sluis.example', true],
    ['http://127.0.0.1:3000', false],
    ['http://localhost:3000', false],
    ['http://127.0.0.1.evil.example', true],
  ])('of %s is guarded: %s', (publicUrl, guarded) => {
    const written: { name: string; secure: boolean }[] = [];
    const cookie = (name: string, _value: string, { secure }: { secure: boolean }) =>
      written.push({ name, secure });
    createCookies(publicUrl).write({ cookie } as unknown as Response, 'sluis-session', 'x');
    const name = guarded ? '__Host-sluis-session' : 'sluis-session';
    expect(written).toEqual([{ name, secure: guarded }]);
  });
});
