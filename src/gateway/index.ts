import type { JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Store } from '../store/client.ts';
import type { BatchResult } from '../store/delivery.ts';
import type { NewHeldMessage } from '../store/held-message.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Instant } from '../domain/instant.ts';
import { isSendTime } from '../domain/send-window.ts';
import { type Clock, systemClock } from './clock.ts';
import { createGroupCommit } from './group-commit.ts';
import { createIntake } from './intake.ts';
import { createLogin } from './login.ts';
import { createRoom } from './message-reader.ts';
import { createGatewayMetrics } from './metrics.ts';
import { createPeerConnection, type PeerOptions } from './peer.ts';
import { createPermitVerifier } from './permit-verifier.ts';
import { type ReleaseOptions, startRelease } from './release.ts';
import { createSingleMailCount } from './single-mail.ts';
import { type SmtpServerOptions, startSmtpServer } from './smtp-server.ts';

export type { BatchResult } from '../store/delivery.ts';
export { hashPassword } from './password.ts';
export { createEvidenceVerifier, loadedKeys, remoteKeys } from './permit-verifier.ts';

export interface GatewayDeps {
  readonly store: Pick<
    Store,
    | 'heldMessages'
    | 'deliveries'
    | 'permits'
    | 'mailCredentials'
    | 'unannounced'
    | 'mailings'
    | 'gateStop'
  >;
  /** Public keys that permits are checked with: remoteKeys(url), or loadedKeys(...) within one process. */
  readonly keys: JWTVerifyGetKey;
  /**
   * Told once what became of all e-mails of a batch. Resolves when that was taken or can never be (the mailing has
   * ended); rejects to be asked again.
   */
  readonly reportBatch: (result: BatchResult) => Promise<void>;
  /** The hours in which mailings may leave (emergencies and single mails leave at any); left out: all hours. */
  readonly sendHours?: () => Promise<Calendar>;
  readonly logger: Logger;
  readonly registry: Registry;
  readonly clock?: Clock;
}

export interface GatewayOptions {
  readonly smtp: Pick<SmtpServerOptions, 'host' | 'port'> & Partial<SmtpServerOptions>;
  readonly peer: Pick<PeerOptions, 'url'> & Partial<PeerOptions>;
  readonly release?: Partial<ReleaseOptions>;
}

const MEGABYTE = 1_048_576;
const DEFAULT_NAME = 'sluis.localhost';

/** What the intake uses of one commit; found best on two cores with messages of 10 KB. */
const COMMIT = { maxItems: 200, maxBytes: 8 * MEGABYTE, maxInFlight: 1 };

/**
 * Starts the gate: an SMTP server that holds, and a relay that lets out what a valid permit covers.
 * @throws Error in words when it cannot listen or would take passwords over an open line
 */
export async function startGateway(options: GatewayOptions, deps: GatewayDeps) {
  const { store, logger, registry, clock = systemClock } = deps;
  const metrics = createGatewayMetrics(registry);
  const name = options.smtp.name ?? DEFAULT_NAME;
  const groupCommit = createGroupCommit<NewHeldMessage, string | undefined>({
    ...COMMIT,
    commit: (messages) => store.heldMessages.hold(messages),
    sizeOf: (message) => message.raw.length,
    isItemsFault,
  });
  const smtp = await startSmtpServer(
    {
      name,
      maxBytes: 25 * MEGABYTE,
      maxRecipients: 1_000,
      maxClients: 200,
      socketTimeoutMs: 300_000,
      ...options.smtp,
    },
    {
      login: createLogin((username) => store.mailCredentials.find(username)),
      intake: createIntake({
        store,
        groupCommit,
        clock,
        countSingle: createSingleMailCount({ store, clock, logger }),
      }),
      room: createRoom(256 * MEGABYTE),
      logger,
      metrics,
    },
  );
  const release = startRelease(
    { lanes: 5, leaseSeconds: 120, pollMs: 1_000, closeAfterHours: 24, name, ...options.release },
    {
      store,
      verify: createPermitVerifier(deps.keys, 'email'),
      connect: () =>
        createPeerConnection({
          name,
          connectTimeoutMs: 30_000,
          replyTimeoutMs: 600_000,
          ...options.peer,
        }),
      reportBatch: deps.reportBatch,
      ...(deps.sendHours && { isSendTime: createSendTime(deps.sendHours) }),
      clock,
      logger,
      metrics,
    },
  );
  return {
    /** Where mail tools log in. */
    port: smtp.port,
    useCertificate: smtp.useCertificate,
    /** Takes no new mail, answers what is under way, ends the transaction of each relay, then resolves. */
    async stop(): Promise<void> {
      await Promise.all([smtp.stop(), release.stop()]);
      await groupCommit.drained();
    },
  };
}

const HOURS_KNOWN_MS = 60_000;

/** Looks at the hours at most once a minute. */
function createSendTime(sendHours: () => Promise<Calendar>) {
  let known: { readonly until: number; readonly hours: Calendar } | undefined;
  return async (now: Instant): Promise<boolean> => {
    if (!known || known.until < Date.now()) {
      known = { until: Date.now() + HOURS_KNOWN_MS, hours: await sendHours() };
    }
    return isSendTime(now, known.hours);
  };
}

/** Class 22 and 23 of PostgreSQL's codes: one value cannot be stored, whatever the others are; 40P01 is a deadlock, gone at the next try. */
function isItemsFault(error: unknown): boolean {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && (/^2[23]/.test(code) || code === '40P01');
}
