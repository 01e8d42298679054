import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { registerPrintMetrics } from '../../src/gateway/print/print-metrics.ts';
import { addSeconds } from '../../src/domain/instant.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { type TestGate, testGate } from '../support/gate.ts';
import { letterMailing } from '../support/print.ts';
import { newPrintJob, releasedPrintJob } from '../support/print-samples.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await testGate();
});
afterAll(() => gate.end());

/** Later than the sign-off, which is given now. */
const NOW = new Date(Date.now() + 60_000).toISOString();

/** The lines that whoever scrapes reads, without their comments. */
async function scraped(registry: Registry): Promise<string[]> {
  return (await registry.metrics()).split('\n').filter((line) => line.startsWith('sluis_print'));
}

it('what is held and with the printer is counted, and how old the oldest of it is', async () => {
  const registry = new Registry();
  registerPrintMetrics(registry, gate.store.printJobs, () => NOW);
  expect(await scraped(registry)).toContain('sluis_print_jobs{status="held"} 0');

  const mailing = await letterMailing(gate, 'releasing', 10);
  const released = { mailingId: mailing, jobId: 'bij-de-drukker', letters: 2, at: addSeconds(NOW, -600) }; // prettier-ignore
  await releasedPrintJob({ store: gate.store, signer: gate.keys.signer }, released);
  const held = async (name: string, seconds: number) =>
    gate.store.printJobs.hold(newPrintJob(mailing, name, 1), provenance({ at: addSeconds(NOW, -seconds) })); // prettier-ignore
  await held('oud', 7_200);
  await held('nieuw', 60);
  const back = (await gate.store.printJobs.find('nieuw'))!;
  await gate.store.printJobs.takeBack(back, 'Verkeerde datum', provenance({ at: NOW }));
  await gate.store.printJobs.refuse(newPrintJob(mailing, 'fout', 1), [], provenance({ at: NOW }));

  expect(await scraped(registry)).toEqual([
    'sluis_print_jobs{status="refused"} 1',
    'sluis_print_jobs{status="held"} 1',
    'sluis_print_jobs{status="released"} 1',
    'sluis_print_jobs{status="printed"} 0',
    'sluis_print_jobs{status="stopped"} 0',
    'sluis_print_jobs{status="returned"} 1',
    'sluis_print_oldest_seconds{status="held"} 7200',
    'sluis_print_oldest_seconds{status="released"} 600',
  ]);
});

it('a scrape is answered while the database is away', async () => {
  const registry = new Registry();
  registerPrintMetrics(registry, { tally: () => Promise.reject(new Error('away')) });
  expect(await scraped(registry)).toEqual([]);
});
