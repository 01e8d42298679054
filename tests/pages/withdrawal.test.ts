import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addSeconds } from '../../src/domain/instant.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { testSigner } from '../support/gate.ts';
import { aReleasedLetterMailing, LONG_AGO_SECONDS, newPrintJob, receiptOf, releasedPrintJob } from '../support/print-samples.ts'; // prettier-ignore

let api: TestApi;
let signer: Awaited<ReturnType<typeof testSigner>>['signer'];
beforeAll(async () => {
  api = await testApi();
  ({ signer } = await testSigner());
});
afterAll(() => api.stop());

const now = () => new Date().toISOString();
const longAgo = () => addSeconds(now(), -LONG_AGO_SECONDS);

/** The page on which a lead withdraws the mailing. */
async function shown(mailingId: string) {
  const { id } = await api.person(['kcc-lead']);
  const browser = browserSession(api.url);
  await browser.logIn(id, '/mailings');
  const { html } = await browser.go(`/mailings/${mailingId}/intrekken`);
  return html;
}

const released = async (mailingId: string, jobId: string, letters: number, at: string) =>
  releasedPrintJob({ store: api.store, signer }, { mailingId, jobId, letters, at });

describe('the page to withdraw a mailing', () => {
  it('says what becomes of the letters at the printer: too late, in time, and printed', async () => {
    const { id } = await aReleasedLetterMailing(api.store, 12_000);
    const printed = await released(id, 'gedrukt', 1_500, longAgo());
    await api.store.printJobs.printed(printed, receiptOf(printed), provenance());
    await released(id, 'te-laat', 2_500, longAgo());
    await released(id, 'op-tijd', 1, now());
    const html = await shown(id);
    expect(html).toContain('Te laat om zeker te stoppen bij de drukker: 2.500 brieven.');
    expect(html).toContain('Bel de drukker ook zelf.');
    expect(html).toContain('Op tijd te stoppen bij de drukker: 1 brief.');
    expect(html).toContain('Al gedrukt: 1.500 brieven.');
    // 7,999 letters were let out and not handed in: they have not left.
    expect(html).not.toContain('Al vrijgegeven');
    expect(html).not.toContain('nog niets vrijgegeven');
  });

  it('has no warning as long as the printer has nothing', async () => {
    const { id } = await aReleasedLetterMailing(api.store, 300);
    await api.store.printJobs.hold(newPrintJob(id, 'nog-vast', 300), provenance());
    const html = await shown(id);
    expect(html).toContain('Er is nog niets vrijgegeven.');
    expect(html).not.toContain('bij de drukker:');
  });

  it('counts letters that left on another way than the print folder as released', async () => {
    const { id } = await aReleasedLetterMailing(api.store, 300);
    expect(await shown(id)).toContain('Al vrijgegeven: aan 300 geadresseerden.');
  });
});
