import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { testSigner } from '../support/gate.ts';
import { printJobsOfLetters } from '../support/letters-sample.ts';
import { aReleasedLetterMailing } from '../support/print-samples.ts';

let api: TestApi;
let mailingId: string;
beforeAll(async () => {
  api = await testApi();
  const { signer } = await testSigner();
  ({ id: mailingId } = await aReleasedLetterMailing(api.store, 40_000));
  await printJobsOfLetters(api.store, signer, mailingId, new Date().toISOString());
});
afterAll(() => api.stop());

/** What stands in each row of the print jobs, as a lead reads it. */
async function rows(): Promise<Record<string, string>> {
  const { id } = await api.person(['kcc-lead']);
  const browser = browserSession(api.url);
  await browser.logIn(id, '/mailings');
  const { html } = await browser.go(`/mailings/${mailingId}`);
  const [, section = ''] = html.split('id="printopdrachten"');
  const found = [...section.matchAll(/<th scope="row">([^<]*)<\/th>([^]*?)<\/tr>/g)];
  const plain = (cells: string) => cells.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  return Object.fromEntries(found.map(([, name = '', cells = '']) => [name, plain(cells)]));
}

describe('the print jobs on the page of a mailing', () => {
  it('say whether each can still be stopped', async () => {
    expect(await rows()).toEqual({
      'herinnering-1': expect.stringMatching(/Gedrukt 12\.000 Nee, gedrukt op/),
      'herinnering-2': expect.stringMatching(
        /Bij de drukker 12\.000 Mag niet meer gedrukt worden: het vrijgavebewijs is verlopen/,
      ),
      'herinnering-3': expect.stringMatching(/Bij de drukker 9\.000 Ja, tot \w\w \d/),
      'herinnering-4': expect.stringMatching(/Vastgehouden 6\.000 Ja, tot de vrijgave/),
      'herinnering-5': expect.stringMatching(/Geweigerd 680 –/),
    });
  });

  it('are taken back by the department, with a reason, and by nobody else', async () => {
    const { departmentId } = (await api.store.mailings.find(mailingId))!;
    const { id } = await api.person(['department'], departmentId);
    const browser = browserSession(api.url);
    await browser.logIn(id, '/mailings');
    const job = `/mailings/${mailingId}/printopdrachten`;
    const { html } = await browser.go(`/mailings/${mailingId}`);
    expect(html.match(/\/printopdrachten\/[\w-]+\/terugnemen/g)).toEqual([
      '/printopdrachten/herinnering-2/terugnemen',
      '/printopdrachten/herinnering-4/terugnemen',
    ]);
    const lying = await browser.go(`${job}/herinnering-2/terugnemen`);
    expect(lying.html).toContain('Vraag de drukker eerst of ze echt niet gedrukt zijn');
    const page = `${job}/herinnering-4/terugnemen`;
    const asked = await browser.go(page);
    expect(asked.html).toContain('6.000');
    expect((await browser.submit(asked, { reason: '' })).status).toBe(400);
    const done = await browser.submit(asked, { reason: 'Verkeerde datum in de brief' });
    expect(done.html).toContain('De printopdracht is teruggenomen.');
    expect((await rows())['herinnering-4']).toMatch(/Teruggegeven 6\.000 –/);
    expect((await browser.go(page)).html).toContain('al gestopt of teruggenomen');
    expect((await browser.go(`${job}/herinnering-3/terugnemen`)).html).toContain(
      'al vrijgegeven aan de drukker',
    );
    expect((await browser.go(`${job}/bestaat-niet/terugnemen`)).status).toBe(404);
    const lead = browserSession(api.url);
    await lead.logIn((await api.person(['kcc-lead'])).id, '/mailings');
    expect((await lead.go(`/mailings/${mailingId}`)).html).not.toContain('terugnemen');
  });

  it('say of what was stopped whether that was in time', async () => {
    const stopped = async (jobId: string) => {
      const job = await api.store.printJobs.find(jobId);
      const overtaken = { ...job!, why: 'permit-revoked' } as const;
      await api.store.printJobs.stopped(overtaken, provenance({ at: new Date().toISOString() }));
    };
    await stopped('herinnering-2');
    await stopped('herinnering-3');
    expect(await rows()).toMatchObject({
      'herinnering-2': expect.stringMatching(
        /Gestopt 12\.000 Te laat gestopt, op .* Bel de drukker/,
      ),
      'herinnering-3': expect.stringMatching(/Gestopt 9\.000 Op tijd gestopt, op/),
    });
  });
});
