import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './embedded/ports.ts';

const run = promisify(execFile);
const POSTFIX = '/usr/sbin/postfix';
const DAEMONS = '/usr/lib/postfix/sbin';

/** Why Postfix cannot be measured here, in words; undefined when it can. */
export function whyNoPostfix(): string | undefined {
  if (!existsSync(POSTFIX) || !existsSync(DAEMONS)) {
    return 'Postfix is not installed (Debian: apt-get install postfix), so there is no comparison.';
  }
  return process.getuid?.() === 0
    ? undefined
    : 'Postfix starts as root only, so there is no comparison.';
}

export type RunningPostfix = Awaited<ReturnType<typeof startPostfix>>;

/**
 * A Postfix of its own, with further `settings` of main.cf; when they are left out it puts every message into its HOLD
 * queue. Nothing of the machine's own Postfix is touched.
 */
export async function startPostfix(settings: readonly string[] = ['header_checks = static:HOLD']) {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-postfix-'));
  const port = await freePort();
  const config = join(folder, 'config');
  mkdirSync(config);
  mkdirSync(join(folder, 'spool'));
  mkdirSync(join(folder, 'data'));
  await run('chown', ['postfix', join(folder, 'data')]);
  await run('chmod', ['755', folder]);
  writeFileSync(join(config, 'main.cf'), mainConfig(folder, settings));
  writeFileSync(join(config, 'master.cf'), SERVICES.replace('PORT', String(port)));
  const postfix = (command: string) => run(POSTFIX, ['-c', config, command]);
  await postfix('start');
  return {
    port,
    /** How many messages lie in this queue of it. */
    async queued(queue: 'hold' | 'deferred' | 'active' | 'incoming'): Promise<number> {
      const { stdout } = await run('find', [join(folder, 'spool', queue), '-type', 'f']);
      return stdout.split('\n').length - 1;
    },
    /** The recipients whose message another server put off at least once, in order. */
    putOff(): string[] {
      const log = readFileSync(join(folder, 'maillog'), 'utf8');
      const found = log.matchAll(/ to=<([^>]+)>,.* status=deferred/g);
      return [...new Set(Array.from(found, (line) => line[1] ?? ''))].toSorted();
    },
    /** Tries everything that was deferred again, now. */
    flush: () => postfix('flush'),
    async stop() {
      await postfix('stop').catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function mainConfig(folder: string, settings: readonly string[]): string {
  return [
    'compatibility_level = 3.6',
    `queue_directory = ${folder}/spool`,
    `data_directory = ${folder}/data`,
    'command_directory = /usr/sbin',
    `daemon_directory = ${DAEMONS}`,
    'mail_owner = postfix',
    'setgid_group = postdrop',
    `maillog_file = ${folder}/maillog`,
    `maillog_file_prefixes = ${folder}`,
    'inet_interfaces = 127.0.0.1',
    'inet_protocols = ipv4',
    'myhostname = bench.example',
    'mydestination =',
    'alias_maps =',
    'mynetworks = 127.0.0.0/8',
    'smtpd_relay_restrictions = permit_mynetworks, reject',
    'smtpd_client_connection_count_limit = 0',
    'smtpd_client_connection_rate_limit = 0',
    'smtpd_peername_lookup = no',
    ...settings,
    '',
  ].join('\n');
}

const SERVICES = [
  '127.0.0.1:PORT inet n - n - - smtpd',
  'pickup unix n - n 60 1 pickup',
  'cleanup unix n - n - 0 cleanup',
  'qmgr unix n - n 300 1 qmgr',
  'tlsmgr unix - - n 1000? 1 tlsmgr',
  'rewrite unix - - n - - trivial-rewrite',
  'bounce unix - - n - 0 bounce',
  'defer unix - - n - 0 bounce',
  'trace unix - - n - 0 bounce',
  'proxymap unix - - n - - proxymap',
  'smtp unix - - n - - smtp',
  'showq unix n - n - - showq',
  'error unix - - n - - error',
  'retry unix - - n - - error',
  'anvil unix - - n - 1 anvil',
  'postlog unix-dgram n - n - 1 postlogd',
  '',
].join('\n');

/** The version of the Postfix that is measured. */
export async function postfixVersion(): Promise<string> {
  const { stdout } = await run('/usr/sbin/postconf', ['-d', '-h', 'mail_version']);
  return stdout.trim();
}
