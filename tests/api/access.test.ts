import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROUTES } from '../../src/api/routes.ts';
import { OPERATIONS, type Operation, reachOf } from '../../src/domain/access.ts';
import { type Role, ROLES } from '../../src/domain/actor.ts';
import { addSeconds } from '../../src/domain/instant.ts';
import { COMMAND_ROLES, type MailingCommandType } from '../../src/domain/mailing-commands.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { mailingDetails, provenance } from '../support/builders/store-rows.ts';

/**
 * The matrix as it was agreed, written out once more. Y: everything; o: own department; a: what one is invited to, or
 * is about oneself; j: what was let out to the print house; -: not at all.
 */
const COLUMNS: readonly Role[] = [
  'department',
  'kcc-lead',
  'planner',
  'agent',
  'guest',
  'auditor',
  'administrator',
  'mail-tool',
  'print-house',
];
const MATRIX: Readonly<Record<Operation, string>> = {
  //                               DS KL PL KA BG AU AD MT PH
  'mailings.announce': '            o  Y  -  -  -  -  -  -  -',
  'mailings.draft': '               o  -  -  -  -  -  -  o  -',
  'mailings.edit': '                o  -  -  -  -  -  -  o  -',
  'mailings.submit': '              o  -  -  -  -  -  -  o  -',
  'mailings.amend': '               o  -  -  -  -  -  -  o  -',
  'mailings.list': '                o  Y  Y  Y  a  -  -  o  -',
  'mailings.read': '                o  Y  Y  Y  a  -  -  o  -',
  'mailings.sign-off': '            -  Y  -  -  -  -  -  -  -',
  'mailings.request-changes': '     -  Y  -  -  -  -  -  -  -',
  'mailings.refuse': '              -  Y  -  -  -  -  -  -  -',
  'mailings.withdraw': '            o  Y  -  -  -  -  -  o  -',
  'mailings.release-in-emergency': '-  Y  -  -  -  -  -  -  -',
  'mailings.waive-condition': '     -  Y  -  -  -  -  -  -  -',
  'mailings.check-contact-details': '-  Y  -  -  -  -  -  -  -',
  'mailings.pause-batches': '       -  Y  -  -  -  -  -  -  -',
  'mailings.resume-batches': '      -  Y  -  -  -  -  -  -  -',
  'mailings.close-wave': '          -  Y  -  -  -  -  -  -  -',
  'doubts.read': '                  o  Y  -  -  -  -  -  -  -',
  'doubts.answer': '                -  Y  -  -  -  -  -  -  -',
  'held-messages.read': '           o  Y  -  -  -  -  -  o  -',
  'undelivered.read': '             o  Y  -  -  -  -  -  -  -',
  'emergency-releases.list': '      -  Y  -  -  -  Y  -  -  -',
  'retention.read': '               -  -  -  -  -  Y  Y  -  -',
  'gate-stop.read': '               Y  Y  Y  Y  Y  Y  Y  -  -',
  'gate-stop.press': '              -  Y  -  -  -  -  -  -  -',
  'gate-stop.resume': '             -  Y  -  -  -  -  -  -  -',
  'gate-stops.list': '              -  Y  -  -  -  Y  -  -  -',
  'permits.read': '                 o  Y  -  -  -  Y  -  -  j',
  'evidence.read': '                -  Y  -  -  -  Y  -  -  -',
  'permits.verify': '               Y  Y  -  -  -  Y  Y  -  Y',
  'audit.read': '                   -  Y  -  -  -  Y  Y  -  -',
  'audit.verify': '                 -  -  -  -  -  Y  Y  -  -',
  'timeline.read': '                o  Y  -  -  -  Y  -  -  -',
  'qa-sheet.read': '                o  Y  Y  Y  a  -  -  -  -',
  'qa-sheet.write': '               o  Y  -  -  -  -  -  -  -',
  'internal-notes.read': '          o  Y  -  Y  -  -  -  -  -',
  'qa-pairs.search': '              -  Y  -  Y  a  -  -  -  -',
  'qa-feedback.give': '             -  Y  -  Y  a  -  -  -  -',
  'qa-feedback.read': '             o  Y  -  -  -  -  -  -  -',
  'qa-feedback.handle': '           o  Y  -  -  -  -  -  -  -',
  'stakeholders.read': '            o  Y  -  -  -  -  -  -  -',
  'stakeholders.name': '            o  Y  -  -  -  -  -  -  -',
  'stakeholders.confirm': '         -  Y  -  -  -  -  -  -  -',
  'forecast.read': '                o  Y  Y  Y  a  -  -  -  -',
  'staffing-plan.read': '           -  Y  Y  -  -  -  -  -  -',
  'staffing-plan.write': '          -  Y  Y  -  -  -  -  -  -',
  'dispatch-plan.read': '           o  Y  Y  Y  a  -  -  o  -',
  'dispatch-plan.calculate': '      o  Y  Y  -  -  -  -  -  -',
  'dispatch-plan.write': '          o  Y  -  -  -  -  -  -  -',
  'briefing-plan.read': '           o  Y  Y  -  -  -  -  -  -',
  'briefing-plan.write': '          -  Y  -  -  -  -  -  -  -',
  'batches.read': '                 o  Y  Y  Y  a  -  Y  o  j',
  'batches.confirm': '              o  -  -  -  -  -  -  -  j',
  'print-jobs.read': '              o  Y  -  -  -  Y  -  -  j',
  'print-jobs.read-text': '         o  Y  -  -  -  -  -  -  -',
  'print-jobs.take-back': '         o  -  -  -  -  -  -  -  -',
  'print-jobs.confirm': '           -  -  -  -  -  -  -  -  j',
  'evaluation.read': '              o  Y  Y  Y  a  -  -  -  -',
  'briefings.read': '               o  Y  Y  Y  a  -  -  -  -',
  'briefings.read-reads': '         -  Y  Y  -  -  -  -  -  -',
  'briefings.confirm-read': '       -  Y  -  Y  -  -  -  -  -',
  'questions.log': '                -  Y  -  Y  a  -  -  -  -',
  'questions.list': '               o  Y  Y  Y  a  -  -  -  -',
  'people.read': '                  -  Y  Y  -  -  -  Y  -  -',
  'people.write': '                 -  -  -  -  -  -  Y  -  -',
  'shifts.read': '                  -  Y  Y  Y  a  -  -  -  -',
  'shifts.write': '                 -  Y  Y  -  -  -  -  -  -',
  'assignments.read': '             -  Y  Y  a  a  -  -  -  -',
  'assignments.answer': '           -  a  -  a  a  -  -  -  -',
  'open-calls.ask': '               -  Y  Y  -  -  -  -  -  -',
  'open-calls.read': '              -  Y  Y  a  a  -  -  -  -',
  'open-calls.answer': '            -  a  -  a  a  -  -  -  -',
  'contact-counts.read': '          -  Y  Y  Y  -  -  -  -  -',
  'contact-counts.import': '        -  Y  Y  -  -  -  -  -  -',
  'past-mailings.read': '           -  Y  Y  -  -  -  -  -  -',
  'past-mailings.import': '         -  Y  Y  -  -  -  -  -  -',
  'events.read': '                  Y  Y  Y  Y  -  -  -  -  -',
  'events.write': '                 -  Y  Y  -  -  -  -  -  -',
  'calendar.read': '                -  Y  Y  Y  -  -  -  -  -',
  'calendar.link': '                -  a  a  a  a  -  -  -  -',
  'organisation.read': '            Y  Y  Y  Y  Y  Y  Y  -  -',
  'organisation.write': '           -  Y  -  -  -  -  Y  -  -',
  'departments.read': '             Y  Y  Y  Y  Y  Y  Y  -  -',
  'departments.write': '            -  -  -  -  -  -  Y  -  -',
  'mail-credentials.read': '        -  -  -  -  -  -  Y  -  -',
  'mail-credentials.write': '       -  -  -  -  -  -  Y  -  -',
  'what-ifs.calculate': '           Y  Y  Y  Y  Y  Y  Y  -  -',
};
const LETTERS = { Y: 'all', o: 'own', a: 'assigned', j: 'released', '-': undefined } as const;

function agreed(operation: Operation, role: Role) {
  const letter = MATRIX[operation].trim().split(/\s+/)[COLUMNS.indexOf(role)] ?? '-';
  return LETTERS[letter as keyof typeof LETTERS];
}

describe('the table of access', () => {
  it('has every role', () => {
    expect(COLUMNS.toSorted()).toEqual(ROLES.toSorted());
  });

  it.each(OPERATIONS)('gives %s to whom it was agreed', (operation) => {
    for (const role of ROLES) {
      expect([role, reachOf(role, operation)]).toEqual([role, agreed(operation, role)]);
    }
  });

  it('lets nobody give a command that the mailing itself refuses to the role', () => {
    const commands: Partial<Record<Operation, MailingCommandType>> = {
      'mailings.amend': 'amend',
      'mailings.sign-off': 'signOff',
      'mailings.request-changes': 'requestChanges',
      'mailings.refuse': 'refuse',
      'mailings.withdraw': 'withdraw',
      'mailings.release-in-emergency': 'emergencyRelease',
      'mailings.waive-condition': 'waiveCondition',
      'mailings.check-contact-details': 'checkContactDetails',
      'mailings.pause-batches': 'pauseBatches',
      'mailings.resume-batches': 'resumeBatches',
      'mailings.close-wave': 'closeWave',
      'qa-sheet.write': 'attachQaSheet',
      'stakeholders.name': 'nameStakeholders',
      'stakeholders.confirm': 'confirmStakeholder',
      'staffing-plan.write': 'planStaffing',
      'dispatch-plan.write': 'planDispatch',
      'briefing-plan.write': 'planBriefings',
      'batches.confirm': 'confirmDispatch',
    };
    for (const [operation, command] of Object.entries(commands)) {
      const allowed = COMMAND_ROLES[command].filter((role) => role !== 'system');
      const roles = ROLES.filter((role) => reachOf(role, operation as Operation) !== undefined);
      expect([operation, roles.toSorted()]).toEqual([operation, allowed.toSorted()]);
    }
  });
});

interface Caller {
  readonly role: Role;
  readonly id: string;
  readonly token: string;
}

let api: TestApi;
let callers: Caller[];
let mailings: { own: string; other: string };
beforeAll(async () => {
  api = await testApi();
  callers = await Promise.all(
    COLUMNS.map(async (role) => {
      const machine = role === 'mail-tool' || role === 'print-house';
      const make = machine
        ? api.machine(role, api.departments.own)
        : api.person([role], api.departments.own);
      return { role, ...(await make) };
    }),
  );
  mailings = {
    own: await heldMailing(api.departments.own),
    other: await heldMailing(api.departments.other),
  };
});
afterAll(() => api.stop());

async function heldMailing(departmentId: string): Promise<string> {
  const { id, token } = await api.person(['department'], departmentId);
  expect(id).toBeTruthy();
  const draft = await api.ask('/v1/mailings', {
    token,
    body: { departmentId, details: mailingDetails() },
  });
  const submitted = await api.ask(`/v1/mailings/${draft.body.id}/submissions`, { token, body: {} });
  expect(submitted.status).toBe(201);
  return draft.body.id;
}

/** Bodies that get past the schema, so that only access decides. */
const BODIES: Readonly<Record<string, () => object>> = {
  draftMailing: () => ({ departmentId: api.departments.own, details: { title: 'T' } }),
  announceMailing: () => ({
    departmentId: api.departments.own,
    title: 'T',
    expectedMonth: '2027-05-01',
    roughAudience: 1,
  }),
  editMailing: () => ({ title: 'T' }),
  amendMailing: () => mailingDetails({ title: randomUUID() }),
  postQaSheet: () => ({
    pairs: [{ number: 1, topic: '', question: 'V', answer: '', internalNote: '', owner: '' }],
  }),
  putQaSheet: () => ({
    pairs: [{ number: 1, topic: '', question: 'V', answer: '', internalNote: '', owner: '' }],
  }),
  planDispatch: () => ({
    batches: [
      {
        number: 1,
        releaseAt: '2027-02-16T08:00:00Z',
        audience: { letter: 90, email: 10, portal: 0 },
      },
    ],
  }),
  planBriefings: () => ({ briefings: ['2027-02-15T08:00:00Z'] }),
  nameStakeholders: () => ({ stakeholders: [] }),
  waiveCondition: () => ({ condition: 'briefings-planned', reason: 'R' }),
  confirmBatch: () => ({ channel: 'letter', accepted: 1, failed: 0, inDoubt: 0 }),
  postPrintReceipt: () => ({
    format: 'sluis-print-receipt/1',
    jobId: 'job',
    permitId: randomUUID(),
    manifestDigest: 'a'.repeat(64),
    addressCount: 1,
    printer: 'printer',
    printedAt: '2027-02-15T08:00:00Z',
  }),
  answerAssignment: () => ({ answer: 'accepted' }),
  logQuestion: () => ({ channel: 'phone', text: 'V', outcome: 'answered' }),
  giveQaFeedback: () => ({ text: 'Dit ontbreekt' }),
  addDepartment: () => ({ name: randomUUID(), email: 'a@sluiswaard.example' }),
  addPerson: () => ({
    name: 'P',
    email: `${randomUUID()}@sluiswaard.example`,
    roles: [],
    active: true,
  }),
  importContactCounts: () => ({
    counts: [{ startsAt: '2027-02-16T08:00:00Z', seconds: 1800, channel: 'phone', offered: 1 }],
  }),
  addEvent: () => ({
    title: 'Storm',
    days: [{ date: '2027-02-22', contacts: { p10: 1, p50: 2, p90: 3 } }],
  }),
  askOpenCall: () => ({
    question: 'Wie wil?',
    spans: [{ startsAt: '2099-06-01T08:00:00Z', endsAt: '2099-06-01T12:00:00Z' }],
    answerBy: '2099-05-01T08:00:00Z',
  }),
  answerOpenCall: () => ({ answers: ['wants'] }),
  importRoster: () => ({ rows: [{ date: '2027-02-15', start: '8:30', end: '12:30', who: 'x' }] }),
  importPastMailings: () => ({
    rows: [
      {
        mailing: 'm',
        kind: 'information',
        department: api.departments.own,
        channel: 'letter',
        dispatchDate: '2026-02-10',
        recipients: 1,
      },
    ],
  }),
  importPastContacts: () => ({ rows: [{ mailing: 'm', date: '2026-02-12', contacts: 1 }] }),
  answerDoubt: () => ({ recipient: 'a@inwoner.example', answer: 'sent' }),
  addMailCredential: () => ({
    username: 'tool',
    departmentId: api.departments.own,
    fromDomains: ['sluiswaard.example'],
  }),
};
const REASONED = [
  'requestChanges',
  'refuseMailing',
  'withdrawMailing',
  'releaseInEmergency',
  'pauseBatches',
  'stopGate',
  'askGateResumption',
  'takeBackPrintJob',
];

function bodyFor(endpointId: string): object {
  return BODIES[endpointId]?.() ?? (REASONED.includes(endpointId) ? { reason: 'R' } : {});
}

function pathFor(path: string, mailingId: string): string {
  return path
    .replace(':mailingId', mailingId)
    .replace(':batch', '1')
    .replace(':username', 'nobody')
    .replaceAll(/:\w+Id/g, () => randomUUID());
}

/** Withdrawing and refusing would end the mailing for the others. */
const ENDING = new Set(['withdrawMailing', 'refuseMailing', 'releaseInEmergency']);

describe('over HTTP', () => {
  it.each(ROUTES.map((route) => ({ ...route, name: `${route.method} ${route.path}` })))(
    '$name keeps out the roles that it is not for',
    async ({ method, path, operation, endpoint }) => {
      for (const { role, token } of callers) {
        if (agreed(operation, role) !== undefined && ENDING.has(endpoint.id)) continue;
        const answer = await api.ask(pathFor(path, mailings.own), {
          token,
          method: method.toUpperCase(),
          ...(endpoint.body && { body: bodyFor(endpoint.id) }),
          headers: { 'if-match': '"1"' },
        });
        const shut = agreed(operation, role) === undefined;
        expect([role, answer.status === 403]).toEqual([role, shut]);
        expect([role, answer.body.code === 'not-allowed']).toEqual([role, shut]);
        expect([role, answer.status < 500]).toEqual([role, true]);
      }
    },
  );

  it.each(
    ROUTES.filter((route) => route.path.includes(':mailingId')).map((route) => ({
      ...route,
      name: `${route.method} ${route.path}`,
    })),
  )('$name does not show who else has a mailing', async ({ method, path, operation, endpoint }) => {
    for (const { role, token } of callers) {
      const reach = agreed(operation, role);
      if (reach === undefined || reach === 'all') continue;
      const ask = (mailingId: string) =>
        api.ask(pathFor(path, mailingId), {
          token,
          method: method.toUpperCase(),
          ...(endpoint.body && { body: bodyFor(endpoint.id) }),
          headers: { 'if-match': '"1"' },
        });
      const theirs = await ask(mailings.other);
      const nobodys = await ask(randomUUID());
      expect([role, theirs.status]).toEqual([role, 404]);
      expect({ ...theirs.body, instance: '' }).toEqual({ ...nobodys.body, instance: '' });
    }
  });

  it('keeps a mailing of another department out of drafts and announcements', async () => {
    for (const role of ['department', 'mail-tool'] as const) {
      const { token } = callers.find((one) => one.role === role)!;
      const body = { departmentId: api.departments.other, details: { title: 'T' } };
      expect((await api.ask('/v1/mailings', { token, body })).status).toBe(404);
    }
  });

  it('leaves a draft to its department, and an announcement also to the lead', async () => {
    const as = (role: Role) => callers.find((one) => one.role === role)!.token;
    const departmentId = api.departments.own;
    const withdraw = (id: string, role: Role) =>
      api.ask(`/v1/mailings/${id}/withdrawals`, { token: as(role), body: { reason: 'R' } });
    const draft = await api.ask('/v1/mailings', {
      token: as('department'),
      body: { departmentId, details: { title: 'T' } },
    });
    const { id } = draft.body;
    expect(await withdraw(id, 'kcc-lead')).toMatchObject({
      status: 403,
      body: { code: 'not-allowed' },
    });
    expect((await api.store.mailings.find(id))?.status).toBe('draft');
    expect((await withdraw(id, 'department')).status).toBe(201);
    const announced = await api.ask('/v1/announcements', {
      token: as('kcc-lead'),
      body: BODIES['announceMailing']?.() ?? {},
    });
    expect((await withdraw(announced.body.id, 'kcc-lead')).status).toBe(201);
  });

  it('shows a mail tool the state of its mailing and nothing of its content', async () => {
    const { token } = callers.find((one) => one.role === 'mail-tool')!;
    const { body } = await api.ask(`/v1/mailings/${mailings.own}`, { token });
    expect(body.status).toBe('held');
    expect(body).not.toHaveProperty('details');
    expect(body).not.toHaveProperty('state');
  });

  it('lets a guest in on what they are invited to', async () => {
    const guest = callers.find((one) => one.role === 'guest')!;
    const path = `/v1/mailings/${mailings.other}`;
    expect((await api.ask(path, { token: guest.token })).status).toBe(404);
    await invited(guest.id, mailings.other);
    expect((await api.ask(path, { token: guest.token })).status).toBe(200);
    const list = await api.ask('/v1/mailings', { token: guest.token });
    expect(list.body.results.map((one: { id: string }) => one.id)).toEqual([mailings.other]);
    const assignments = await api.ask('/v1/assignments', { token: guest.token });
    expect(assignments.body.results).toHaveLength(1);
  });

  it('lets nobody change their own roles', async () => {
    const administrator = callers.find((one) => one.role === 'administrator')!;
    const answer = await api.ask(`/v1/people/${administrator.id}`, {
      token: administrator.token,
      method: 'PUT',
      body: {
        name: 'Beheer',
        email: `${administrator.id}@sluiswaard.example`,
        roles: ['administrator', 'kcc-lead'],
        active: true,
      },
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'own-roles' } });
  });
});

/** Rows by which the person is invited to help with the mailing. */
async function invited(personId: string, mailingId: string): Promise<void> {
  const forecastId = randomUUID();
  const shortage = { intervals: [], summary: { halfHours: 0, peak: 0, personHours: 0 } };
  const summary = { halfHours: 0, peak: 0, personHours: 0 };
  const text = { nl: '', en: '' };
  const startsAt = addSeconds(new Date().toISOString(), 60 * 86_400);
  await api.store.forecasts.save(
    {
      id: forecastId,
      mailingId,
      shortage,
      requirement: {} as never,
      forecast: { totals: { p50: 0 }, formulaVersion: 'toets' } as never,
    },
    provenance(),
  );
  const { needs } = await api.store.staffingPlans.save(
    {
      mailingId,
      forecastId,
      plan: {
        formulaVersion: 'toets',
        needs: [
          {
            id: 'een',
            startsAt,
            endsAt: addSeconds(startsAt, 4 * 3600),
            positions: 1,
            candidates: [{ personId, kind: 'guest', cost: 0, reason: text }],
          },
        ],
        coverage: 1,
        shortageBefore: summary,
        shortageAfter: summary,
        cost: 0,
        explanation: text,
      },
    },
    provenance(),
  );
  await api.store.assignments.invite(
    { id: randomUUID(), needId: needs[0]!.id, personId },
    provenance(),
  );
}
