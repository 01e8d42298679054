import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withClient } from '../../src/main/embedded/postgres-connection.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';
import { aDelivery } from '../support/builders/doubt-row.ts';
import { aHeldMailing, mailingDetails } from '../support/builders/store-rows.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

/** A mailing to 10 e-mail addresses, for two of which the mail tool came by already. */
async function aMailingAtTheGate() {
  const { mailing } = await aHeldMailing(api.store);
  const { id: mailingId, departmentId } = mailing;
  const about = { mailingId, departmentId, status: 'held', reply: '' };
  await aDelivery(api.database.url, about);
  await aDelivery(api.database.url, about);
  return { mailingId, departmentId, at: `/v1/mailings/${mailingId}/held-messages` };
}

/** What is handed in before this is the old letter. */
const changeTheLetter = (mailingId: string) =>
  withClient(api.database.url, async (client) => {
    const details = mailingDetails({ texts: [{ name: 'brief', text: 'Beste bewoner,' }] });
    await client.query(
      `insert into mailing_versions (mailing_id, version, details, content_digest, written_by, written_at)
       values ($1, 2, $2, $3, 'author', clock_timestamp())`,
      [mailingId, details, 'd'.repeat(64)],
    );
    await client.query(
      `update mailings set version = version + 1, state = jsonb_set(state, '{content,version}', '2') where id = $1`,
      [mailingId],
    );
  });

describe('e-mails that were handed in', () => {
  it('are counted beside what is expected, and apart when the letter has changed since', async () => {
    const { mailingId, departmentId, at } = await aMailingAtTheGate();
    const { token, id } = await api.person(['department'], departmentId);
    const counts = {
      expected: 10,
      messages: 2,
      addressees: 2,
      withoutPermit: 2,
      outdated: 0,
      repeated: 0,
      servedBefore: 0,
    };
    expect((await api.ask(at, { token })).body).toEqual(counts);

    await changeTheLetter(mailingId);
    expect((await api.ask(at, { token })).body).toEqual({ ...counts, outdated: 2 });

    const browser = browserSession(api.url);
    await browser.logIn(id, '/mailings');
    const page = async () => (await browser.go(`/mailings/${mailingId}`)).html;
    expect(await page()).toContain('Aangeleverde e-mails');
    expect(await page()).toContain('Lever de nieuwe brief aan, ook voor deze mensen.');
    expect(await page()).not.toContain('precies hetzelfde bericht nog eens');

    await withClient(
      api.database.url,
      (client) =>
      client.query('update held_messages set repeated_at = clock_timestamp() where mailing_id = $1', [mailingId]), // prettier-ignore
    );
    expect((await api.ask(at, { token })).body).toEqual({ ...counts, outdated: 2, repeated: 2 });
    expect(await page()).toContain('voor 2 van hen precies hetzelfde bericht nog eens aangeleverd');
  });

  it('are for the own department, its mail tool and leads', async () => {
    const { departmentId, at } = await aMailingAtTheGate();
    const status = async (who: { readonly token: string }) => (await api.ask(at, who)).status;
    expect(await status(await api.machine('mail-tool', departmentId))).toBe(200);
    expect(await status(await api.person(['kcc-lead']))).toBe(200);
    expect(await status(await api.person(['department'], api.departments.other))).toBe(404);
    expect(await status(await api.person(['agent']))).toBe(403);
  });
});
