import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createIssuer } from '../../../src/main/issuer.ts';
import { startPostgres } from '../../../src/main/embedded/postgres.ts';
import { startTemporal } from '../../../src/main/embedded/temporal.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { isAlive } from '../../../src/main/embedded/child.ts';
import { eventually } from '../eventually.ts';
import { testFolder } from '../folder.ts';
import { freePort } from '../ports.ts';
import { startRecordingPeer } from './recording-peer.ts';

/** What can be killed. */
export const VICTIMS = ['api', 'worker', 'gateway', 'postgres', 'temporal'] as const;
export type VictimName = (typeof VICTIMS)[number];

/** One of the processes; it is started again whenever it ended. */
export interface Victim {
  readonly name: VictimName;
  /** Resolves with the id of the live process that answers. */
  ready(): Promise<number>;
  /** Kills the live process; answers its id when it was seen alive before and gone after, undefined otherwise. */
  kill(): Promise<number | undefined>;
  /** Ends that nobody ordered, of a process that had answered before. */
  readonly fell: string[];
  stop(): Promise<void>;
}

export type Town = Awaited<ReturnType<typeof startTown>>;

const DIST = fileURLToPath(new URL('../../../dist/main/', import.meta.url));

/**
 * The three programs as they ship, each a process of its own, with an embedded PostgreSQL and Temporal server and a peer
 * that remembers. `leaseSeconds` is how long a killed gateway's messages wait for another one.
 */
export async function startTown({ leaseSeconds }: { readonly leaseSeconds: number }) {
  if (!existsSync(join(DIST, 'api.js'))) {
    throw new Error('The programs are not built: use npm run test:kill or npm test.');
  }
  const folder = testFolder();
  const logs = join(folder.path, 'logs');
  mkdirSync(logs);
  const names = ['postgres', 'temporal', 'api', 'smtp', 'workerHealth', 'gatewayHealth'] as const;
  const ports: Record<string, number> = {};
  for (const name of names) ports[name] = await freePort();
  const peer = await startRecordingPeer();
  const dataDir = folder.path;
  const postgres = await serverVictim('postgres', () =>
    startPostgres({ dataDir, port: ports['postgres']! }),
  );
  const temporal = await serverVictim('temporal', () =>
    startTemporal({ dataDir, port: ports['temporal']! }),
  );
  const databaseUrl = postgres.started.url;
  await migrate(databaseUrl);
  const baseUrl = `http://127.0.0.1:${ports['api']}`;
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporal.started.address,
    SMTP_URL: peer.url,
    LINK_SECRET: 'a test secret of more than 32 characters',
    DATA_DIR: dataDir,
    API_PORT: String(ports['api']),
    GATEWAY_SMTP_PORT: String(ports['smtp']),
    WORKER_HEALTH_PORT: String(ports['workerHealth']),
    GATEWAY_HEALTH_PORT: String(ports['gatewayHealth']),
    GATEWAY_LEASE_SECONDS: String(leaseSeconds),
    LOG_LEVEL: 'warn',
  };
  const program = (name: VictimName, port: string) =>
    programVictim(name, env, join(logs, `${name}.log`), `http://127.0.0.1:${ports[port]}/healthz`);
  const victims: readonly Victim[] = [
    program('api', 'api'),
    program('worker', 'workerHealth'),
    program('gateway', 'gatewayHealth'),
    postgres,
    temporal,
  ];
  await Promise.all(victims.map((victim) => victim.ready()));
  const issuer = await createIssuer({
    dataDir,
    issuer: baseUrl,
    audience: 'sluis',
    production: false,
  });
  return {
    baseUrl,
    databaseUrl,
    smtpPort: ports['smtp']!,
    peer,
    issuer,
    victims,
    /** What the programs wrote about `text`, such as the number of a request: for whoever wants to know why. */
    linesWith: (text: string): string[] =>
      readdirSync(logs)
        .flatMap((name) => readFileSync(join(logs, name), 'utf8').split('\n'))
        .filter((line) => line.includes(text)),
    async stop() {
      for (const victim of victims) await victim.stop();
      await peer.stop();
      folder.remove();
    },
  };
}

/** Seen alive, killed, and seen gone. */
async function killed(pid: number, gone: () => boolean | Promise<boolean>) {
  if (!isAlive(pid)) return undefined;
  process.kill(pid, 'SIGKILL');
  await eventually(async () => {
    if (!(await gone())) throw new Error(`${pid} does not die`);
  });
  return pid;
}

interface Server {
  readonly pid: number;
  stop(timeoutMs?: number): Promise<void>;
}

/** An embedded server on the same port and data each time. */
async function serverVictim<S extends Server>(name: VictimName, start: () => Promise<S>) {
  const started = await start();
  let up: Promise<Server> = Promise.resolve(started);
  return {
    name,
    started,
    fell: [],
    ready: async () => (await up).pid,
    async kill() {
      const { pid } = await up;
      const proof = await killed(pid, () => !isAlive(pid));
      up = start();
      // Whoever waits for it hears of a failure; nobody else does.
      up.catch(() => undefined);
      return proof;
    },
    stop: async () => (await up).stop(),
  };
}

function programVictim(
  name: VictimName,
  env: NodeJS.ProcessEnv,
  logFile: string,
  healthUrl: string,
): Victim {
  const fell: string[] = [];
  let stopping = false;
  let ordered = false;
  let answered = false;
  let child: ChildProcess = begin();

  function begin(): ChildProcess {
    const log = openSync(logFile, 'a');
    answered = false;
    ordered = false;
    const one = spawn(process.execPath, ['--enable-source-maps', join(DIST, `${name}.js`)], {
      env,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    one.once('exit', (code, signal) => {
      if (stopping) return;
      if (!ordered && answered) fell.push(`${name} ended by itself (${code ?? signal})`);
      // What a service manager does.
      setTimeout(() => !stopping && (child = begin()), ordered ? 0 : 500);
    });
    return one;
  }

  const ready = () =>
    eventually(async () => {
      const asked = child;
      const { ok } = await fetch(healthUrl, { signal: AbortSignal.timeout(2_000) });
      if (!ok || asked.exitCode !== null || asked.signalCode !== null) throw new Error('not up');
      answered = true;
      return asked.pid!;
    }, 90_000);
  return {
    name,
    fell,
    ready,
    async kill() {
      const victim = child;
      ordered = true;
      return killed(victim.pid!, () => victim.signalCode === 'SIGKILL');
    },
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await gone;
      clearTimeout(timer);
    },
  };
}
