import type { AddressInfo } from 'node:net';
import { domainToASCII } from 'node:url';
import type { Logger } from 'pino';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { addressFault, ownsAddress, splitAddress } from '../domain/smtp-address.ts';
import { SMTP_REFUSALS, type SmtpRefusal } from '../domain/smtp-reply.ts';
import { GateSmtpServer, ReplyError, type SMTPServerAddress } from './gate-smtp-server.ts';
import type { IntakeResult, Received } from './intake.ts';
import { isLoopback } from './loopback.ts';
import type { createLogin, LoggedIn } from './login.ts';
import { readMessage, type Room } from './message-reader.ts';
import type { GatewayMetrics } from './metrics.ts';

export interface SmtpServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The name it greets with. */
  readonly name: string;
  /** Largest message, in bytes. */
  readonly maxBytes: number;
  /** Recipients of one message at most; senders split by themselves. */
  readonly maxRecipients: number;
  readonly maxClients: number;
  /** PEM texts; without them the server takes no login from elsewhere than this machine, and so does not start there. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** TLS from the first byte (port 465) instead of STARTTLS. */
  readonly implicitTls?: boolean;
  /** Milliseconds of silence after which a client is let go; RFC 5321 §4.5.3.2 asks for 5 minutes. */
  readonly socketTimeoutMs: number;
}

export interface SmtpServerDeps {
  readonly login: ReturnType<typeof createLogin>;
  readonly intake: (received: Received) => Promise<IntakeResult>;
  readonly room: Room;
  readonly logger: Logger;
  readonly metrics: GatewayMetrics;
}

const DRAIN_MS = 10_000;

/**
 * Starts the SMTP server that mail tools log in to. It keeps or refuses; it never passes anything on by itself.
 * @throws Error in words when it would have to take passwords over an open line, or cannot listen
 */
export async function startSmtpServer(options: SmtpServerOptions, deps: SmtpServerDeps) {
  const { host, tls, implicitTls = false } = options;
  if (!tls && !isLoopback(host)) {
    throw new Error(
      `The gateway listens on ${host}, so passwords would travel unprotected. Give it a certificate ` +
        '(GATEWAY_TLS_CERT_FILE and GATEWAY_TLS_KEY_FILE) or let it listen on 127.0.0.1.',
    );
  }
  let draining = false;
  const server = new GateSmtpServer({
    ...(tls ? { ...tls, secure: implicitTls, minVersion: 'TLSv1.2' } : {}),
    disabledCommands: tls ? [] : ['STARTTLS'],
    allowInsecureAuth: isLoopback(host),
    name: options.name,
    banner: 'Sluis',
    authMethods: ['PLAIN', 'LOGIN'],
    authOptional: false,
    authRequiredMessage: '5.7.0 Log eerst in / Authentication required',
    size: options.maxBytes,
    maxClients: options.maxClients,
    socketTimeout: options.socketTimeoutMs,
    closeTimeout: DRAIN_MS,
    disableReverseLookup: true,
    hideDSN: false,
    hideENHANCEDSTATUSCODES: false,
    hideSMTPUTF8: true,
    logger: false,
    onAuth(auth, session, callback) {
      if (!session.secure && !isLoopback(session.remoteAddress)) {
        callback(refusal('login-needs-tls'));
        return;
      }
      // Acting for somebody else than who logs in is not a thing here.
      if (auth.authzid && auth.authzid !== auth.authcid) {
        callback(refusal('login-wrong'));
        return;
      }
      void deps.login(auth.username ?? '', auth.password ?? '').then((result) => {
        const refused = typeof result === 'string' ? result : undefined;
        deps.metrics.logins.inc({ result: refused ?? 'ok' });
        if (refused) callback(refusal(refused));
        else callback(null, { user: result });
      });
    },
    onMailFrom(address, session, callback) {
      if (draining) callback(refusal('draining'));
      else callback(asError(senderFault(address, session.user as LoggedIn)));
    },
    onRcptTo(address, session, callback) {
      const full = session.envelope.rcptTo.length >= options.maxRecipients;
      callback(asError(full ? 'too-many-recipients' : recipientFault(address)));
    },
    onData(stream, session, callback) {
      void receive(stream, session, options, deps).then((result) => {
        if ('refusal' in result) callback(refusal(result.refusal));
        else callback(null, `Bewaard als ${result.queueId} / Held`);
      });
    },
  });
  server.on('error', (error) =>
    deps.logger.debug({ err: { message: error.message } }, 'smtp connection'),
  );
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, host, () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    /** Uses another certificate for connections that begin from now on. */
    useCertificate: (next: { readonly key: string; readonly cert: string }) =>
      server.updateSecureContext(next),
    /** Takes no new messages, lets those under way be answered, and tells every client to come back later. */
    async stop(): Promise<void> {
      draining = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const connection of server.connections) {
        if (!connection.session.envelope.mailFrom) {
          const { code, enhanced, text } = SMTP_REFUSALS.draining;
          connection.send(code, `${enhanced} ${text.nl} / ${text.en}`);
        }
      }
      await closed;
    },
  };
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  { maxBytes }: SmtpServerOptions,
  { intake, room, logger, metrics }: SmtpServerDeps,
): Promise<IntakeResult> {
  const login = session.user as LoggedIn;
  const read = await readMessage(stream, maxBytes, room);
  const started = performance.now();
  let result: IntakeResult;
  if ('refusal' in read) {
    result = read;
  } else {
    const { envelope } = session;
    const dsn = dsnWishes(session);
    result = await intake({
      login,
      envelopeFrom: asciiAddress(envelope.mailFrom as SMTPServerAddress),
      recipients: envelope.rcptTo.map(asciiAddress),
      raw: read.raw,
      ...(dsn && { dsn }),
    }).finally(read.release);
  }
  const held = 'queueId' in result;
  if (held) metrics.commitSeconds.observe((performance.now() - started) / 1000);
  metrics.received.inc({
    result: 'refusal' in result ? result.refusal : result.repeated ? 'repeated' : 'held',
  });
  const { credentialId } = login.tool;
  logger[held ? 'debug' : 'info'](
    { credentialId, ...result },
    held ? 'message held' : 'message refused',
  );
  return result;
}

function senderFault(address: SMTPServerAddress, login: LoggedIn): SmtpRefusal | undefined {
  if (hasUnknown(address, ['SIZE', 'BODY', 'RET', 'ENVID'])) return 'parameter-unknown';
  const plain = asciiAddress(address);
  if (plain === '') return 'sender-foreign';
  const fault = addressFault(plain);
  if (fault) return fault;
  return ownsAddress(plain, login.tool.fromDomains) ? undefined : 'sender-foreign';
}

function recipientFault(address: SMTPServerAddress): SmtpRefusal | undefined {
  if (hasUnknown(address, ['NOTIFY', 'ORCPT'])) return 'parameter-unknown';
  return addressFault(asciiAddress(address));
}

function hasUnknown({ args }: SMTPServerAddress, known: readonly string[]): boolean {
  return Object.keys(args || {}).some((name) => !known.includes(name));
}

/** smtp-server shows domains in Unicode; on the wire and in the store they are ASCII. */
function asciiAddress({ address }: SMTPServerAddress): string {
  const parts = splitAddress(address);
  const domain = parts && domainToASCII(parts.domain);
  return domain ? `${parts.local}@${domain}` : address;
}

function dsnWishes({ envelope }: SMTPServerSession): Received['dsn'] {
  const { ret, envid } = envelope.dsn ?? { ret: null, envid: null };
  const notify = envelope.rcptTo
    .filter((rcpt) => rcpt.dsn?.notify)
    .map((rcpt) => [asciiAddress(rcpt), rcpt.dsn?.notify ?? []] as const);
  if (!ret && !envid && notify.length === 0) return undefined;
  return {
    ...(ret && { ret }),
    ...(envid && { envid }),
    ...(notify.length > 0 && { notify: Object.fromEntries(notify) }),
  };
}

function refusal(code: SmtpRefusal): ReplyError {
  return new ReplyError(SMTP_REFUSALS[code]);
}

function asError(code: SmtpRefusal | undefined): ReplyError | null {
  return code ? refusal(code) : null;
}
