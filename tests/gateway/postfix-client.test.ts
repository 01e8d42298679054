import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import {
  type RunningPostfix,
  startPostfix,
  whyNoPostfix,
} from '../../src/main/bench-gate-postfix.ts';
import { eventually } from '../support/eventually.ts';
import {
  aMailing,
  becomes,
  DOMAIN,
  message,
  PASSWORD,
  type TestGate,
  testGate,
} from '../support/gate.ts';

const MESSAGES = 50;
const missing = whyNoPostfix();
if (missing) process.stdout.write(`Postfix as a client is skipped: ${missing}\n`);

function certificate() {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-cert-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = 'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=poort.example'.split(' ');
  execFileSync('openssl', [...made, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const pem = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  return pem;
}

let gate: TestGate;
let postfix: RunningPostfix;
let folder: string;
beforeAll(async () => {
  if (missing) return;
  gate = await testGate();
  const { port } = await gate.start({ smtp: { host: '127.0.0.1', port: 0, tls: certificate() } });
  folder = mkdtempSync(join(tmpdir(), 'sluis-relay-'));
  execFileSync('chmod', ['755', folder]);
  const passwords = join(folder, 'passwords');
  writeFileSync(passwords, `[127.0.0.1]:${port} belastingen:${PASSWORD}\n`);
  postfix = await startPostfix([
    `relayhost = [127.0.0.1]:${port}`,
    'smtp_sasl_auth_enable = yes',
    `smtp_sasl_password_maps = texthash:${passwords}`,
    'smtp_sasl_security_options = noanonymous',
    // Whether the certificate can be trusted is for the mail tool's administrator; that it encrypts is what matters here.
    'smtp_tls_security_level = encrypt',
    'minimal_backoff_time = 1s',
    'maximal_backoff_time = 2s',
    'queue_run_delay = 1s',
    'default_destination_concurrency_limit = 20',
  ]);
}, 60_000);
afterAll(async () => {
  if (missing) return;
  await postfix.stop();
  await gate.end();
  rmSync(folder, { recursive: true });
});

/** Gives Postfix `MESSAGES` messages for the mailing, as a program of the municipality does. */
async function post(mailing: string, name: string): Promise<string[]> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: postfix.port,
    ignoreTLS: true,
    pool: true,
  });
  const people = Array.from({ length: MESSAGES }, (_, n) => `${name}.${n}@inwoner.example`);
  const from = `post@${DOMAIN}`;
  await Promise.all(
    people.map((to) =>
      transport.sendMail({ envelope: { from, to }, raw: message({ to, from, mailing }) }),
    ),
  );
  transport.close();
  return people.toSorted();
}

const kept = async () => Object.keys(await gate.statuses());
const left = async () =>
  (
    await Promise.all(
      (['deferred', 'active', 'incoming'] as const).map((queue) => postfix.queued(queue)),
    )
  ).reduce((sum, one) => sum + one, 0);

(missing ? describe.skip : describe)('Postfix as a client, with TLS and a login', () => {
  it('hands over its whole queue, each message once', async () => {
    const people = await post(await aMailing(gate, 'held', { addressees: 1_000 }), 'held');
    await eventually(async () => expect(await kept()).toEqual(people), 30_000);
    await eventually(async () => expect(await left()).toBe(0), 10_000);
  }, 60_000);

  it('keeps what is deferred in its own queue, and hands it over once when the mailing may leave', async () => {
    await gate.db.query(`update mail_credentials set mode = 'defer'`);
    const before = await kept();
    const mailing = await aMailing(gate, 'held', { addressees: 1_000 });
    const people = await post(mailing, 'later');
    await eventually(() => expect(postfix.putOff()).toEqual(people), 30_000);
    expect(await left()).toBe(MESSAGES);
    expect(await kept()).toEqual(before);
    await becomes(gate, mailing, 'releasing', { addressees: 1_000 });
    await eventually(async () => {
      await postfix.flush();
      expect((await kept()).filter((one) => one.startsWith('later'))).toEqual(people);
    }, 40_000);
    await eventually(async () => expect(await left()).toBe(0), 10_000);
  }, 90_000);
});
