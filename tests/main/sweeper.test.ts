import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { addSeconds } from '../../src/domain/instant.ts';
import type { Mailing } from '../../src/domain/mailing.ts';
import { type EmbeddedTemporal, startTemporal } from '../../src/main/embedded/temporal.ts';
import { createSweepLock } from '../../src/main/sweep-lock.ts';
import { createSweeper, type SweeperDeps } from '../../src/main/sweeper.ts';
import type { MailingSummary } from '../../src/store/mailing-row.ts';
import { mailingWorkflowId, TASK_QUEUES } from '../../src/workflows/contract.ts';
import { aSubmittedMailing, days, someContent } from '../support/builders/mailing.ts';
import { eventually } from '../support/eventually.ts';
import { testFolder } from '../support/folder.ts';
import { bundle, JOURNEY_POLICY } from '../support/journey.ts';
import { aPaperKcc, changing, type PaperKcc } from '../support/paper-kcc.ts';
import { testDatabase } from '../support/postgres.ts';
import { quietTemporal } from '../support/temporal.ts';

describe('the sweeper', () => {
  let kcc: PaperKcc;
  const folder = testFolder();
  let server: EmbeddedTemporal;
  let connection: NativeConnection;
  let client: Client;
  let stopWorker: () => Promise<void>;
  let now: string;
  let mailing: Mailing;
  /** The rows as the store would find them. */
  let rows: { fresh: MailingSummary[]; unfinished: MailingSummary[]; overdue: MailingSummary[] };

  beforeAll(async () => {
    quietTemporal();
    // A server of its own: on a shared one other workers would take its tasks.
    server = await startTemporal({ dataDir: folder.path });
    const { address } = server;
    connection = await NativeConnection.connect({ address });
    client = new Client({ connection: await Connection.connect({ address }) });
    const worker = await Worker.create({
      connection,
      taskQueue: TASK_QUEUES.journeys,
      workflowBundle: await bundle(),
      activities: changing(() => kcc),
    });
    const running = worker.run();
    stopWorker = async () => {
      worker.shutdown();
      await running;
    };
  }, 60_000);
  afterAll(async () => {
    await stopWorker();
    await client.connection.close();
    await connection.close();
    await server.stop();
    folder.remove();
  });

  beforeEach(() => {
    kcc = aPaperKcc();
    now = new Date().toISOString();
    const window = { opensAt: days(10, now), preferredAt: days(20, now), closesAt: days(40, now) };
    mailing = aSubmittedMailing({
      id: randomUUID(),
      content: someContent({ window }),
      submittedAt: now,
    });
    rows = { fresh: [], unfinished: [], overdue: [] };
  });

  const sweeper = (own: Partial<SweeperDeps> = {}) =>
    createSweeper({
      store: {
        mailings: {
          notStarted: async () => rows.fresh,
          overdue: async () => rows.overdue,
          unfinished: async (after) => (after === undefined ? rows.unfinished : []),
        },
      },
      client,
      policy: async () => JOURNEY_POLICY,
      lock: { held: async () => true, release: async () => undefined },
      issueSupplementaryPermits: async () => ({ given: 0 }),
      keepHouse: async () => undefined,
      clock: () => now,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      ...own,
    });
  const row = (): MailingSummary => {
    const { mailing: present, rowVersion } = kcc.rows.get(mailing.id) ?? { mailing, rowVersion: 1 };
    const { id, status, departmentId } = present;
    const times = { createdAt: now, updatedAt: now };
    const facts = { id, status, departmentId, title: 'WOZ', audienceSize: 150, ...times };
    return { mailing: present, rowVersion, ...facts };
  };
  const held = () =>
    eventually(() => expect(kcc.rows.get(mailing.id)?.mailing.status).toBe('held'));
  const journey = () => client.workflow.getHandle(mailingWorkflowId(mailing.id));

  it('starts what was submitted and never started, and only once', async () => {
    rows.fresh = [row()];
    expect(await sweeper().sweep()).toMatchObject({ started: 1 });
    await held();
    const { runId } = await journey().describe();
    await sweeper().sweep();
    expect((await journey().describe()).runId).toBe(runId);
    await journey().terminate();
  });

  it('starts journeys also when permits cannot be given, and says why', async () => {
    rows.fresh = [row()];
    const told: object[] = [];
    const one = sweeper({
      issueSupplementaryPermits: () => Promise.reject(new Error('a broken row')),
      log: {
        info: () => undefined,
        warn: () => undefined,
        error: (facts) => void told.push(facts),
      },
    });
    expect(await one.sweep()).toMatchObject({ started: 1, permits: 0 });
    expect(told).toEqual([{ err: new Error('a broken row') }]);
    await held();
    await journey().terminate();
  });

  it('takes up a journey that was ended by force, from its row', async () => {
    rows.fresh = [row()];
    await sweeper().sweep();
    await held();
    await journey().terminate('lost');
    rows = { fresh: [], unfinished: [row()], overdue: [] };
    await eventually(async () => {
      await sweeper().sweep();
      expect((await journey().describe()).status.name).toBe('RUNNING');
    });
    await journey().terminate();
  });

  it('wakes what is overdue, and is more patient each time that does not help', async () => {
    rows.fresh = [row()];
    const one = sweeper();
    await one.sweep();
    await held();
    rows = { fresh: [], unfinished: [], overdue: [row()] };
    expect(await one.sweep()).toMatchObject({ nudged: 1 });
    expect(await one.sweep()).toMatchObject({ nudged: 0 });
    now = addSeconds(now, 5 * 60);
    expect(await one.sweep()).toMatchObject({ nudged: 1 });
    now = addSeconds(now, 5 * 60);
    expect(await one.sweep()).toMatchObject({ nudged: 0 });
    await journey().terminate();
  });

  it('works in one process at a time, and in another one when that dies', async () => {
    const database = await testDatabase({ migrated: false });
    const [one, other] = [createSweepLock(database.url), createSweepLock(database.url)];
    expect(await one.held()).toBe(true);
    expect(await other.held()).toBe(false);
    expect(await one.held()).toBe(true);
    await one.release();
    await eventually(async () => expect(await other.held()).toBe(true));
    await other.release();
    await database.drop();
  });
});
