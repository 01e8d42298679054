import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker, type WorkerStatus } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createActivities } from '../activities/index.ts';
import { createLateCheck } from '../activities/late-message.ts';
import { planningActivities } from '../activities/planning.ts';
import { permitActivities } from '../activities/permit.ts';
import { alertGateStops } from '../activities/gate-stop.ts';
import { tellOfCancelledShifts } from '../activities/cancelled-shift.ts';
import { tellOfOpenCalls } from '../activities/open-call.ts';
import { tellOfRemarks } from '../activities/remark.ts';
import { alertUnannounced } from '../activities/unannounced-mailing.ts';
import { DEFAULT_CALENDAR } from '../domain/calendar.ts';
import type { Instant } from '../domain/instant.ts';
import { printableUntil } from '../domain/print-cut-off.ts';
import type { Config } from '../config.ts';
import { DEFAULT_JOURNEY_POLICY, journeyTerms } from '../domain/journey-policy.ts';
import { readShape } from '../gateway/message-shape.ts';
import { createLinks } from '../mail/links.ts';
import { createMailer } from '../mail/mailer.ts';
import { createStore } from '../store/client.ts';
import { dispatchOptions, planStaffing } from '../planner/index.ts';
import { TASK_QUEUES } from '../workflows/contract.ts';
import { startHealthServer } from './health-server.ts';
import { createHousekeeping } from './housekeeping.ts';
import { openGivenPermitKeys, openPermitKeys } from './permit-keys.ts';
import { isMain, processMetrics, type Running, runProgram } from './program.ts';
import { createSweeper } from './sweeper.ts';
import { createSweepLock } from './sweep-lock.ts';
import { gatherSdkMetrics, installTelemetry } from './telemetry.ts';

/** Longer than the longest piece of work on the store; mail that is under way then is tried again elsewhere. */
const GRACE = '30 seconds';

/** Starts the worker: it drives the journeys and does their work. */
export async function startWorker(config: Config, log: Logger): Promise<Required<Running>> {
  const sdkMetrics = await installTelemetry(log);
  const metrics = processMetrics('worker');
  gatherSdkMetrics(metrics, sdkMetrics);
  const store = createStore({ url: config.databaseUrl, applicationName: 'sluis-worker' });
  const mailer = createMailer({
    smtpUrl: config.mail.smtpUrl,
    from: config.mail.from,
    links: createLinks(config.linkSecret, config.publicUrl),
    municipality: { ...config.municipality, timeZone: config.timeZone },
    mailingPage: (mailingId) => `${config.publicUrl}/mailings/${mailingId}`,
    pageAt: (path) => config.publicUrl + path,
    introductions: async () => (await store.organisation.find())?.mailIntroductions ?? {},
  });
  const clock = () => new Date().toISOString();
  const { signer } = config.permitKey
    ? await openGivenPermitKeys(config.permitKey, config.permitKeyFile, clock)
    : await openPermitKeys(config.permitKeyFile, clock);
  const lateCheck = createLateCheck({ store, readShape });
  const printUntil = async (now: Instant) =>
    printableUntil(
      now,
      config.print.cutOff,
      (await store.organisation.find())?.calendar ?? DEFAULT_CALENDAR,
    );
  const activities = createActivities({
    store,
    mailer,
    signer,
    lateCheck,
    printer: config.print.printer,
    printUntil,
    clock,
    ids: randomUUID,
    workplace: config.municipality.location,
    briefingPage: (briefingId) => `${config.publicUrl}/briefings/${briefingId}`,
  });

  const { address, namespace } = config.temporal;
  const connection = await NativeConnection.connect({ address });
  const own = { connection, namespace, activities, shutdownGraceTime: GRACE };
  const journeys = await Worker.create({
    ...own,
    taskQueue: TASK_QUEUES.journeys,
    workflowsPath: workflowsFile(),
    maxCachedWorkflows: 500,
  });
  const mail = await Worker.create({ ...own, taskQueue: TASK_QUEUES.mail });
  const planning = await Worker.create({
    ...own,
    activities: planningActivities({ store, clock, planner: { dispatchOptions, planStaffing } }),
    taskQueue: TASK_QUEUES.planning,
    maxConcurrentActivityTaskExecutions: 1,
  });
  const workers = [journeys, mail, planning];
  const ended = Promise.all(workers.map((worker) => worker.run()));
  ended.catch((error: unknown) => log.fatal({ err: error }, 'worker stopped'));
  // A process that polls no more must end, so that its supervisor starts another.
  const broken = ended.then(() => new Promise<never>(() => undefined));
  broken.catch(() => undefined);

  const client = new Client({ connection: await Connection.connect({ address }), namespace });
  // What no journey tells; what does not go now goes at the next round.
  const workplace = config.municipality.location;
  const wishesPage = `${config.publicUrl}/mijn-wensen`;
  const remarksPage = `${config.publicUrl}/opmerkingen`;
  const tellings: readonly (readonly [string, (now: Instant) => Promise<number>])[] = [
    ['leads and auditors of a stop', () => alertGateStops({ store, mailer })],
    ['leads of an unannounced mailing', (now) => alertUnannounced({ store, mailer }, now)],
    [
      'people of cancelled shifts',
      (now) => tellOfCancelledShifts({ store, mailer, workplace }, now),
    ],
    ['the team of open calls', (now) => tellOfOpenCalls({ store, mailer, wishesPage }, now)],
    ['owners of remarks', (now) => tellOfRemarks({ store, mailer, remarksPage }, now)],
  ];
  const sweeper = createSweeper({
    store,
    client,
    policy: async () => ({
      ...DEFAULT_JOURNEY_POLICY,
      ...journeyTerms((await store.organisation.find())?.terms),
    }),
    lock: createSweepLock(config.databaseUrl),
    issueSupplementaryPermits: async () => {
      await store.unannounced
        .gather()
        .catch((error: unknown) => log.error({ err: error }, 'Single mails were not gathered yet'));
      for (const [whom, telling] of tellings) {
        await telling(clock()).catch((error: unknown) =>
          log.error({ err: error }, `${whom} were not told yet`),
        );
      }
      return permitActivities({
        store,
        signer,
        lateCheck,
        clock,
        printer: config.print.printer,
        printUntil,
      }).issueSupplementaryPermits();
    },
    keepHouse: createHousekeeping({ store, mailer, clock, log, anchor: config.auditAnchor }),
    clock,
    log,
  }).start();
  const health = await startHealthServer({
    host: config.health.host,
    port: config.health.workerPort,
    metrics,
    checks: {
      database: store.ping,
      worker: async () => workers.every((worker) => worker.getState() === RUNNING),
    },
  });
  return {
    broken,
    stop: async () => {
      await sweeper.stop();
      for (const worker of workers) if (worker.getState() === RUNNING) worker.shutdown();
      await ended.catch(() => undefined);
      await health.stop();
      await client.connection.close();
      await connection.close();
      mailer.close();
      await store.close();
    },
  };
}

const RUNNING = 'RUNNING' satisfies WorkerStatus['runState'];

/** The workflows beside this file, as TypeScript in a checkout and as JavaScript in a build. */
function workflowsFile(): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`../workflows/index.${extension}`, import.meta.url));
}

if (isMain('worker')) {
  await runProgram(async (config, log) => {
    const worker = await startWorker(config, log);
    log.info('worker polls');
    return worker;
  });
}
