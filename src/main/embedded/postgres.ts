import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Child, isAlive, startChild } from './child.ts';
import { freePort } from './ports.ts';
import { connectWhenReady, createDatabase } from './postgres-connection.ts';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { type ServerFolder, serverFolder } from './server-user.ts';

/** How the embedded PostgreSQL is started. */
export interface PostgresOptions {
  /** The cluster lies in `postgres` in this folder, its log beside it. */
  readonly dataDir: string;
  /** A free one when left out. */
  readonly port?: number;
  /** False only for throw-away test data: no fsync, so a power cut may lose rows. */
  readonly durable?: boolean;
  /** Keep running after this process has ended. */
  readonly outlive?: boolean;
}

/** A running embedded PostgreSQL. */
export interface EmbeddedPostgres {
  /** Connection URL of the database `sluis`, with its password. */
  readonly url: string;
  /** The postmaster's process id. */
  readonly pid: number;
  /** Ends sessions and stops; after the time-out (ms, default 20,000) the server is killed. */
  readonly stop: (timeoutMs?: number) => Promise<void>;
}

const OWNER_LEAVES_MS = 15_000;
const ATTEMPTS = 20;

/**
 * Starts PostgreSQL on 127.0.0.1 with its data in `dataDir`, makes the cluster and the database `sluis` where they
 * are not there yet, and recovers whatever a crash left behind.
 * @throws Error with a sentence, when the folder is in use or the server does not come up
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const folder = serverFolder(options.dataDir, 'postgres');
  const binaries = postgresBinaries(folder.user);
  const data = join(folder.path, 'data');
  const password = await initialise(folder, data, binaries);
  await awaitPreviousOwner(data);

  const port = options.port ?? (await freePort());
  const logFile = join(options.dataDir, 'postgres.log');
  const url = (database: string): string =>
    `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
  const child = await startUntilReady(folder, logFile, url('postgres'), {
    program: binaries.postgres,
    args: serverArguments(data, port, options.durable ?? true),
    stopSignal: 'SIGINT',
    logFile,
    cwd: data,
    ...(options.outlive === undefined ? {} : { outlive: options.outlive }),
  });
  await createDatabase(url('postgres'), 'sluis');
  return { url: url('sluis'), pid: child.pid, stop: child.stop };
}

/** Makes the cluster beside its place and moves it in whole, so that an interrupted start leaves no half cluster. */
async function initialise(
  { path, user }: ServerFolder,
  data: string,
  { initdb, major }: PostgresBinaries,
): Promise<string> {
  const passwordFile = join(path, 'password');
  if (existsSync(join(data, 'PG_VERSION'))) {
    const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
    if (found !== String(major)) {
      throw new Error(
        `${data} was made by PostgreSQL ${found} and this is ${major}. Move its data over with pg_dump, or use another DATA_DIR.`,
      );
    }
    return readFileSync(passwordFile, 'utf8');
  }
  const draft = `${data}.new`;
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, randomBytes(18).toString('hex'), { mode: 0o600 });
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid);
  // The built-in locale makes sorting the same on every machine; ICU collations stay available by name.
  const args = ['-D', draft, '-U', 'postgres', `--pwfile=${passwordFile}`, '-A', 'scram-sha-256'];
  args.push('-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  await promisify(execFile)(initdb, args, { cwd: path, ...user });
  renameSync(draft, data);
  return readFileSync(passwordFile, 'utf8');
}

function serverArguments(data: string, port: number, durable: boolean): string[] {
  const sync = durable ? 'on' : 'off';
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: sync,
    synchronous_commit: sync,
    full_page_writes: sync,
    shared_buffers: '128MB',
    // As much as max_wal_size, so that a mail merge is written into files of an earlier one: making one of 16 MB stops
    // every commit for some 40 ms.
    min_wal_size: '1GB',
    // Enough for the 10 MB and more a second of a mail merge; what is left over a commit has to write by itself.
    bgwriter_delay: '50ms',
    bgwriter_lru_maxpages: '1000',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_line_prefix: '%m [%p] ',
  };
  return ['-D', data, '-p', String(port)].concat(
    Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  );
}

/** After a crash of ours the old server may need a moment to stop; a server whose owner lives does not stop. */
async function awaitPreviousOwner(data: string): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  const deadline = Date.now() + OWNER_LEAVES_MS;
  for (;;) {
    const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
    if (!(pid > 0) || !isAlive(pid)) return;
    if (!mayBePostgres(pid)) {
      // After a restart of the machine the number belongs to another program.
      rmSync(pidFile);
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `Another Sluis uses ${data} (PostgreSQL is process ${pid}). Stop it, or set DATA_DIR to another folder.`,
      );
    }
    await delay(100);
  }
}

function mayBePostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return process.platform !== 'linux';
  }
}

/** A postmaster that was killed leaves helpers that hold its memory for a moment; until then a new one refuses. */
async function startUntilReady(
  { user }: ServerFolder,
  logFile: string,
  url: string,
  options: Parameters<typeof startChild>[0],
): Promise<Child> {
  for (let attempt = 1; ; attempt += 1) {
    const logStart = existsSync(logFile) ? readFileSync(logFile).length : 0;
    const child = await startChild({ ...options, ...(user === undefined ? {} : { user }) });
    if (await connectWhenReady(url, child.ended)) return child;
    await child.stop();
    const said = readFileSync(logFile).subarray(logStart).toString();
    if (attempt >= ATTEMPTS || !said.includes('still in use')) {
      throw new Error(
        `PostgreSQL did not start. Its log ${logFile} ends with:\n${said.slice(-800)}`,
      );
    }
    await delay(500);
  }
}
