import { randomUUID } from 'node:crypto';
import { generateKeyPair, exportJWK, SignJWT, type JWK } from 'jose';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { createLateCheck } from '../../src/activities/late-message.ts';
import { permitActivities } from '../../src/activities/permit.ts';
import type { PermitSigner } from '../../src/activities/permit-signer.ts';
import type { MailingStatus } from '../../src/domain/mailing.ts';
import { PERMIT_ALGORITHM, PERMIT_TYPE } from '../../src/domain/permit.ts';
import {
  type BatchResult,
  type GatewayOptions,
  hashPassword,
  loadedKeys,
  startGateway,
} from '../../src/gateway/index.ts';
import { readShape } from '../../src/gateway/message-shape.ts';
import { createStore } from '../../src/store/client.ts';
import { startMailSink } from './mail-sink.ts';
import { testDatabase } from './postgres.ts';

export const PASSWORD = 'geheim-voor-de-test';
export const DOMAIN = 'sluiswaard.example';
const DIGEST = 'c'.repeat(64);

/** A key pair that signs permits, as the worker has one. */
export async function testSigner() {
  const pair = await generateKeyPair(PERMIT_ALGORITHM, { extractable: true });
  const kid = randomUUID();
  const publicJwk: JWK = { ...(await exportJWK(pair.publicKey)), kid, alg: PERMIT_ALGORITHM };
  const signer: PermitSigner = {
    sign: (claims) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: PERMIT_ALGORITHM, typ: PERMIT_TYPE, kid })
        .sign(pair.privateKey),
  };
  return { kid, publicJwk, privateKey: pair.privateKey, signer };
}

export type TestGate = Awaited<ReturnType<typeof testGate>>;

/**
 * A database with one department and its mail tool, a sink behind, and everything to start gates on it.
 * @param own  a migrated database of the test's own; a fresh one when left out
 * `printer` is how permits for print jobs call it.
 */
export async function testGate(
  own?: Awaited<ReturnType<typeof testDatabase>>,
  { printer }: { readonly printer?: string } = {},
) {
  const database = own ?? (await testDatabase());
  const store = createStore({ url: database.url });
  // Prisma loads its compiler at the first query, and jest allows no import between two tests.
  await store.permits.mailingsWaiting();
  const db = new pg.Pool({ connectionString: database.url, max: 2 });
  db.on('error', () => {});
  const sink = await startMailSink();
  const keys = await testSigner();
  const departmentId = randomUUID();
  const reported: BatchResult[] = [];
  const clock = { now: () => new Date().toISOString() };
  const permits = permitActivities({
    store,
    signer: keys.signer,
    clock: () => clock.now(),
    lateCheck: createLateCheck({ store, readShape }),
    ...(printer !== undefined && { printer }),
  });
  await db.query(
    `insert into departments (id, name, email) values ($1, 'Belastingen', 'b@${DOMAIN}')`,
    [departmentId],
  );
  const credentialId = randomUUID();
  const passwordHash = await hashPassword(PASSWORD);
  await store.mailCredentials.save({
    credentialId,
    username: 'belastingen',
    passwordHash,
    departmentId,
    fromDomains: [DOMAIN],
    mode: 'hold',
  });
  const running = new Set<{ stop(): Promise<void> }>();
  const start = async (options: Partial<GatewayOptions> & { peerUrl?: string } = {}) => {
    const gateway = await startGateway(
      {
        smtp: { host: '127.0.0.1', port: 0, ...options.smtp },
        peer: { url: options.peerUrl ?? sink.url, ...options.peer },
        release: { pollMs: 50, ...options.release },
      },
      {
        store,
        keys: loadedKeys(async () => ({ keys: [keys.publicJwk] }), 0),
        reportBatch: async (result) => void reported.push(result),
        logger: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
        registry: new Registry(),
        clock: () => clock.now(),
      },
    );
    running.add(gateway);
    return gateway;
  };
  return {
    store,
    db,
    sink,
    keys,
    permits,
    clock,
    departmentId,
    credentialId,
    passwordHash,
    reported,
    start,
    url: database.url,
    /** Stops one gate that was started. */
    async stop(gateway: { stop(): Promise<void> }) {
      running.delete(gateway);
      await gateway.stop();
    },
    async end() {
      await Promise.all([...running].map((one) => one.stop()));
      await sink.stop();
      await store.close();
      await db.end();
      await database.drop();
    },
    /** What lies in the store of every recipient: status by address. */
    async statuses(): Promise<Record<string, string>> {
      const { rows } = await db.query<{ recipient: string; status: string }>(
        'select recipient, status from deliveries order by recipient',
      );
      return Object.fromEntries(rows.map((row) => [row.recipient, row.status]));
    },
  };
}

/** Puts a mailing into the store as it is in `status`, with one released e-mail batch of `addressees` where there is an approval. */
export async function aMailing(
  gate: TestGate,
  status: MailingStatus,
  { addressees = 3, letters = 0, departmentId = gate.departmentId, contentDigest = DIGEST } = {},
): Promise<string> {
  const id = randomUUID();
  await gate.db.query(
    `insert into mailings (id, department_id, status, title, state, audience_size, created_at, updated_at)
     values ($1, $2, $3, 'Proefmailing (verzonnen)', $4, $5, now(), now())`,
    [
      id,
      departmentId,
      status,
      stateOf(id, departmentId, status, { addressees, letters, contentDigest }),
      addressees + letters,
    ],
  );
  return id;
}

/** Moves a mailing on as its workflow would. */
export async function becomes(
  gate: TestGate,
  id: string,
  status: MailingStatus,
  { addressees = 3, letters = 0, contentDigest = DIGEST, version = 1 } = {},
): Promise<void> {
  const content = { addressees, letters, contentDigest, version };
  await gate.db.query(
    'update mailings set status = $2, state = $3, version = version + 1, updated_at = now() where id = $1',
    [id, status, stateOf(id, gate.departmentId, status, content)],
  );
}

/** Writes down what version `number` of a mailing says, at the gate's own time. */
export async function saysInVersion(
  gate: TestGate,
  mailingId: string,
  number: number,
  details: object,
): Promise<void> {
  await gate.db.query(
    `insert into mailing_versions (mailing_id, version, details, content_digest, written_by, written_at)
     values ($1, $2, $3, $4, 'author', $5)`,
    [mailingId, number, details, `${number}`.repeat(64), gate.clock.now()],
  );
}

function stateOf(
  id: string,
  departmentId: string,
  status: MailingStatus,
  {
    addressees,
    letters,
    contentDigest,
    version = 1,
  }: { addressees: number; letters: number; contentDigest: string; version?: number },
) {
  const audience = { letter: letters, email: addressees, portal: 0 };
  const at = new Date(Date.now() + 60_000).toISOString();
  const approved = ['signed-off', 'releasing', 'dispatched', 'evaluated'].includes(status);
  return {
    id,
    departmentId,
    status,
    content: { version, contentDigest, kind: 'information', audience },
    authors: ['author'],
    preparation: {
      waivers: [],
      dispatchPlan: { batches: [{ number: 1, releaseAt: at, audience }] },
    },
    released: [{ number: 1, releasedAt: at, audience, reports: {} }],
    ...(approved && {
      approval: {
        type: 'sign-off',
        by: 'kcc-lead',
        at,
        covers: { contentDigest, audience, dispatchPlanKey: 'plan' },
      },
    }),
  };
}

export interface MailOptions {
  readonly to: string | readonly string[];
  readonly mailing?: string;
  readonly text?: string;
  readonly from?: string;
  readonly raw?: string;
  readonly username?: string;
  readonly password?: string;
  readonly messageId?: string;
}

/** Hands one message in as a mail tool does, and answers the gate's reply. @throws the client's error with responseCode */
export async function handIn(port: number, mail: MailOptions): Promise<string> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    auth: { user: mail.username ?? 'belastingen', pass: mail.password ?? PASSWORD },
  });
  try {
    const from = mail.from ?? `belastingen@${DOMAIN}`;
    const to = [mail.to].flat();
    const info = await transport.sendMail({
      envelope: { from, to },
      raw: mail.raw ?? message({ ...mail, to, from }),
    });
    return info.response;
  } finally {
    transport.close();
  }
}

/** A small message as bytes on the wire. */
export function message(mail: MailOptions): string {
  const {
    to,
    from = `belastingen@${DOMAIN}`,
    mailing,
    text = 'Dit is een verzonnen brief.',
  } = mail;
  return [
    `From: Gemeente Sluiswaard <${from}>`,
    `To: ${[to].flat().join(', ')}`,
    'Subject: Uw aanslag 2027',
    `Message-ID: ${mail.messageId ?? `<${randomUUID()}@${DOMAIN}>`}`,
    ...(mailing ? [`X-Mailing-ID: ${mailing}`] : []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n');
}

/** The reply code and text with which `attempt` was refused; an error of another kind is thrown on. */
export async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  try {
    const answer = await attempt;
    return `accepted: ${String(answer)}`;
  } catch (error) {
    const { response } = error as { response?: string };
    if (response === undefined) throw error;
    return response;
  }
}
