import { describe, expect, it } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { savedHistories } from '../support/histories.ts';
import { bundle } from '../support/journey.ts';
import { quietTemporal } from '../support/temporal.ts';

/**
 * Journeys last months, so that today's code must go on with what last month's code began. A history that does not
 * replay means: put the change behind patched(). `node scripts/record-histories.mjs` adds or renews histories.
 */
describe('the saved histories', () => {
  const histories = savedHistories();

  it('are of every path', () => {
    expect(histories.length).toBeGreaterThan(10);
  });

  it('replay on the present code', async () => {
    quietTemporal();
    const failed: string[] = [];
    const results = Worker.runReplayHistories({ workflowBundle: await bundle() }, histories);
    for await (const { workflowId, error } of results) {
      if (error) failed.push(`${workflowId}: ${error.message}`);
    }
    expect(failed).toEqual([]);
  }, 60_000);
});
