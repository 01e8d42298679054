import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Connection } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { withClient } from '../../src/main/embedded/postgres-connection.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { testTemporal } from '../support/temporal.ts';
import { timeSkipping } from '../support/time-skipping.ts';

describe('what tests stand on', () => {
  it('gives every caller a database of its own, and the server is shared', async () => {
    const databases = await Promise.all([testDatabase(), testDatabase(), testDatabase()]);
    const answers = await Promise.all(databases.map(identity));
    expect(new Set(answers.map(({ name }) => name)).size).toBe(3);
    expect(new Set(answers.map(({ started }) => started)).size).toBe(1);
    await Promise.all(databases.map((database) => database.drop()));
  });

  it('shares one Temporal server that serves the namespace "default"', async () => {
    const [address, again] = await Promise.all([testTemporal(), testTemporal()]);
    expect(again).toBe(address);
    const connection = await Connection.connect({ address });
    const { namespaceInfo } = await connection.workflowService.describeNamespace({
      namespace: 'default',
    });
    await connection.close();
    expect(namespaceInfo?.name).toBe('default');
  });

  describe('the time-skipping server', () => {
    let environment: TestWorkflowEnvironment;
    beforeAll(async () => {
      environment = await timeSkipping();
    });
    afterAll(() => environment.teardown());

    it('passes thirty days in a moment', async () => {
      const before = await environment.currentTimeMs();
      const startedAt = Date.now();
      await environment.sleep('30 days');
      expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(30 * 86_400_000);
      expect(Date.now() - startedAt).toBeLessThan(20_000);
    });
  });
});

async function identity({ url }: TestDatabase): Promise<{ name: string; started: string }> {
  const result = await withClient(url, (client) =>
    client.query('select current_database() as name, pg_postmaster_start_time()::text as started'),
  );
  return result.rows[0] as { name: string; started: string };
}
