import { pino } from 'pino';
import { Registry } from 'prom-client';
import { createApp } from '../../src/http/app.ts';
import { unavailable } from '../../src/http/problem.ts';
import { listen } from '../../src/http/server.ts';
import { invitationEnded } from '../../src/api/translate.ts';
import { createLinks } from '../../src/mail/links.ts';
import type { PageDeps, StakeholderRecord } from '../../src/pages/deps.ts';
import { createPages } from '../../src/pages/pages.ts';
import type { Assignment, AssignmentStatus } from '../../src/store/assignment-row.ts';

export const NOW = '2027-02-08T09:00:00.000Z';
const STARTS = '2027-02-18T08:00:00.000Z';
const MAILING = 'm1';

const INVITED: Assignment = {
  id: 'a1',
  needId: 'n1',
  mailingId: MAILING,
  personId: 'p1',
  status: 'invited',
  sequence: 0,
  startsAt: STARTS,
  endsAt: '2027-02-18T11:30:00.000Z',
  invitedAt: '2027-02-01T08:00:00.000Z',
};

interface Given {
  readonly status?: AssignmentStatus;
  readonly personName?: string;
  readonly title?: string;
  readonly confirmedAt?: string;
  /** What the journeys do instead of what they were asked. */
  readonly journeys?: 'refuse' | 'unreachable' | 'find an overlap' | 'break';
  readonly now?: string;
  readonly language?: string;
  readonly publicUrl?: string;
}

/** The pages on a real server, over one invitation and one stakeholder that are kept in memory. */
export async function pageWorld(given: Given = {}) {
  let assignment: Assignment = { ...INVITED, status: given.status ?? 'invited' };
  let stakeholder: StakeholderRecord = {
    id: 's1',
    mailingId: MAILING,
    name: 'Wout Letterkade',
    ...(given.confirmedAt === undefined ? {} : { confirmedAt: given.confirmedAt }),
  };
  const commands: unknown[] = [];
  const asked = (command: unknown) => {
    commands.push(command);
    if (given.journeys === 'unreachable') throw unavailable('temporal');
    if (given.journeys === 'break') throw new TypeError('secret detail');
    if (given.journeys === 'refuse') throw Object.assign(new Error(), { name: 'Refused' });
  };
  const publicUrl = given.publicUrl ?? 'https://sluis.example';
  const links = createLinks('synthetic-secret-of-at-least-32-bytes', publicUrl);
  const deps: PageDeps = {
    links,
    publicUrl,
    clock: () => given.now ?? NOW,
    house: {
      name: 'Gemeente Sluiswaard',
      colour: '#00558c',
      timeZone: 'Europe/Amsterdam',
      location: 'Stadhuis, Sluisplein 1, tweede verdieping',
    },
    store: {
      assignments: { find: async (id) => (id === assignment.id ? assignment : undefined) },
      people: { find: async () => ({ name: given.personName ?? 'Bram Peilschaal' }) },
      mailings: { find: async () => ({ title: given.title ?? 'WOZ-beschikking 2027' }) },
      stakeholders: { find: async (id) => (id === stakeholder.id ? stakeholder : undefined) },
    },
    journeys: {
      answerInvitation: async (needId, answer) => {
        if (given.journeys === 'refuse') throw invitationEnded();
        asked({ needId, ...answer });
        assignment = {
          ...assignment,
          status: given.journeys === 'find an overlap' ? 'declined' : answer.answer,
        };
      },
      command: async (mailingId, command) => {
        asked({ mailingId, ...command });
        stakeholder = { ...stakeholder, confirmedAt: NOW };
        return { status: 'held', rowVersion: 2 };
      },
    },
  };
  const app = createApp({
    log: pino({ level: 'silent' }),
    metrics: new Registry(),
    trustedProxies: 0,
    requestsPerMinutePerAddress: 10_000,
    routers: [createPages(deps)],
  });
  const server = await listen(app, '127.0.0.1', 0);
  const base = `http://127.0.0.1:${server.port}`;

  async function request(path: string, init: RequestInit = {}) {
    const headers = new Headers(init.headers);
    headers.set('Accept-Language', given.language ?? 'nl');
    const answer = await fetch(new URL(path, base), { redirect: 'manual', ...init, headers });
    return { status: answer.status, headers: answer.headers, html: await answer.text() };
  }

  return {
    commands,
    /** What lies behind the mailed link. */
    async pathOf(purpose: 'invitation' | 'stakeholder', subjectId?: string) {
      const id = subjectId ?? (purpose === 'invitation' ? assignment.id : stakeholder.id);
      return (await links.sign(purpose, id, STARTS)).pathname;
    },
    get: request,
    /** As a browser sends the form of our own page. */
    post: (path: string, form: string, headers: Record<string, string> = {}) =>
      request(path, {
        method: 'POST',
        body: form,
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          'Sec-Fetch-Site': 'same-origin',
          ...headers,
        },
      }),
    base,
    stop: () => server.close(0),
  };
}
