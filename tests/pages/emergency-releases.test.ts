import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addSeconds } from '../../src/domain/instant.ts';
import { localDateOf } from '../../src/domain/local-time.ts';
import type { HeldMailing } from '../../src/domain/mailing.ts';
import { quarterBefore, quarterOf } from '../../src/domain/quarter.ts';
import { tableIn } from '../../src/api/table-file.ts';
import { XLSX } from '../../src/api/spreadsheet.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';
import { aHeldMailing, record } from '../support/builders/store-rows.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

const reason = '=De dijk breekt.';
const quarter = quarterOf(localDateOf(new Date().toISOString()));

/** A mailing that two leads let out without sign-off. */
async function anEmergency() {
  const { mailing, rowVersion } = await aHeldMailing(api.store);
  const { content } = mailing as HeldMailing;
  const at = new Date().toISOString();
  const releaseAt = addSeconds(content.window.preferredAt, 0);
  const batch = { number: 1, releaseAt, audience: content.audience };
  await record(
    api.store,
    { mailing, rowVersion },
    { type: 'dispatch-planned', at, by: 'lead', plan: { batches: [batch] } },
  );
  const [anna, bram] = [await api.person(['kcc-lead']), await api.person(['kcc-lead'])];
  for (const { token } of [anna, bram]) {
    const body = { reason };
    const { status } = await api.ask(`/v1/mailings/${mailing.id}/emergency-releases`, {
      token,
      body,
    });
    expect(status).toBe(201);
  }
  return { id: mailing.id, departmentId: mailing.departmentId, anna, bram };
}

it('an emergency release is in the list of its quarter and on every page of the mailing', async () => {
  const { id, anna, bram, departmentId } = await anEmergency();
  const auditor = await api.person(['auditor']);
  const ask = (query = '') => api.ask(`/v1/emergency-releases${query}`, { token: auditor.token });
  const { body } = await ask();
  expect(body).toMatchObject({
    quarter,
    results: [{ mailingId: id, askedBy: anna.id, confirmedBy: bram.id, reason, addressees: 100 }],
  });
  expect((await ask(`?quarter=${quarterBefore(quarter)}`)).body.results).toEqual([]);
  expect((await ask('?quarter=2027-Q5')).status).toBe(400);

  const { bytes } = await fileFor(auditor.token);
  const { rows } = await tableIn(XLSX, bytes);
  expect(rows.map(({ cells }) => [cells['kenmerk'], cells['reden']])).toEqual([[id, reason]]);

  const marked = 'vrijgegeven zonder akkoord van het KCC';
  const browser = browserSession(api.url);
  await browser.logIn(anna.id, '/bord');
  for (const path of ['', '/prognose', '/betrokkenen', '/bewijs', '/intrekken']) {
    const page = await browser.go(`/mailings/${id}${path}`);
    expect([path, page.status, page.html.includes(marked)]).toEqual([path, 200, true]);
  }
  const list = await browser.go('/noodvrijgaven');
  expect(list.html).toContain('De dijk breekt.');
  expect((await browser.go(`/noodvrijgaven?kwartaal=${quarterBefore(quarter)}`)).html).toContain(
    'geen enkele mailing zonder akkoord',
  );
  const department = await api.person(['department'], departmentId);
  const theirs = browserSession(api.url);
  expect((await theirs.logIn(department.id, `/mailings/${id}`)).html).toContain(marked);
});

async function fileFor(token: string) {
  const answer = await api.ask('/v1/emergency-releases', { token, headers: { accept: XLSX } });
  expect(answer.status).toBe(200);
  return { bytes: answer.body as Buffer };
}

it('a mailing that was signed off, or is held, is not marked', async () => {
  const { mailing } = await aHeldMailing(api.store);
  const lead = await api.person(['kcc-lead']);
  const browser = browserSession(api.url);
  const page = await browser.logIn(lead.id, `/mailings/${mailing.id}`);
  expect(page.status).toBe(200);
  expect(page.html).not.toContain('vrijgegeven zonder akkoord van het KCC');
});
