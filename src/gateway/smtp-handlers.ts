import type { Logger } from 'pino';
import type { SMTPServerDataStream, SMTPServerOptions, SMTPServerSession } from 'smtp-server';
import { addressFault, normalAddress, ownsAddress } from '../domain/smtp-address.ts';
import { SMTP_REFUSALS, type SmtpRefusal } from '../domain/smtp-reply.ts';
import { ReplyError, type SMTPServerAddress } from './gate-smtp-server.ts';
import type { IntakeResult, Received } from './intake.ts';
import type { createLogin, LoggedIn } from './login.ts';
import { isLoopback } from './loopback.ts';
import { readMessage, type Room } from './message-reader.ts';
import type { GatewayMetrics } from './metrics.ts';

export interface HandlerDeps {
  readonly login: ReturnType<typeof createLogin>;
  readonly intake: (received: Received) => Promise<IntakeResult>;
  readonly room: Room;
  readonly logger: Logger;
  readonly metrics: GatewayMetrics;
}

type Handlers = Required<Pick<SMTPServerOptions, 'onAuth' | 'onMailFrom' | 'onRcptTo' | 'onData'>>;

/** What the SMTP server asks at each command; every no is a reply of domain/smtp-reply.ts. */
export function createHandlers(
  { maxBytes, maxRecipients }: { readonly maxBytes: number; readonly maxRecipients: number },
  deps: HandlerDeps,
  isDraining: () => boolean,
): Handlers {
  const logIn = async (...[auth, session, answer]: Parameters<Handlers['onAuth']>) => {
    const result = await loginOf(auth, session, deps.login);
    const refused = typeof result === 'string' ? result : undefined;
    deps.metrics.logins.inc({ result: refused ?? 'ok' });
    answer(asError(refused), { user: refused ? undefined : result });
  };
  const take = async (...[stream, session, answer]: Parameters<Handlers['onData']>) => {
    const result = await receive(stream, session, maxBytes, deps).catch((error: unknown) => {
      deps.logger.error({ err: error }, 'intake');
      return { refusal: 'storage-down' } as const;
    });
    if ('refusal' in result) answer(refusal(result.refusal));
    else answer(null, `Bewaard als ${result.queueId} / Held`);
  };
  return {
    onAuth: (...args) => void logIn(...args),
    onMailFrom(address, session, callback) {
      if (isDraining()) callback(refusal('draining'));
      else callback(asError(senderFault(address, loggedIn(session))));
    },
    onRcptTo(address, session, callback) {
      const full = session.envelope.rcptTo.length >= maxRecipients;
      callback(asError(full ? 'too-many-recipients' : recipientFault(address)));
    },
    onData: (...args) => void take(...args),
  };
}

function loginOf(
  auth: Parameters<Handlers['onAuth']>[0],
  session: SMTPServerSession,
  login: HandlerDeps['login'],
): Promise<LoggedIn | SmtpRefusal> {
  if (!session.secure && !isLoopback(session.remoteAddress)) {
    return Promise.resolve('login-needs-tls');
  }
  // Acting for somebody else than who logs in is not a thing here.
  if (auth.authzid && auth.authzid !== auth.authcid) return Promise.resolve('login-wrong');
  return login(auth.username ?? '', auth.password ?? '');
}

/** Who logged in; the server takes no mail before that. */
function loggedIn(session: SMTPServerSession): LoggedIn {
  return session.user as LoggedIn;
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  maxBytes: number,
  { intake, room, logger, metrics }: HandlerDeps,
): Promise<IntakeResult> {
  const login = loggedIn(session);
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
      envelopeFrom: (envelope.mailFrom as SMTPServerAddress).address,
      recipients: envelope.rcptTo.map(({ address }) => address),
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
  const plain = normalAddress(address.address);
  if (plain === '') return 'sender-foreign';
  const fault = addressFault(plain);
  if (fault) return fault;
  return ownsAddress(plain, login.tool.fromDomains) ? undefined : 'sender-foreign';
}

function recipientFault(address: SMTPServerAddress): SmtpRefusal | undefined {
  if (hasUnknown(address, ['NOTIFY', 'ORCPT'])) return 'parameter-unknown';
  return addressFault(address.address);
}

function hasUnknown({ args }: SMTPServerAddress, known: readonly string[]): boolean {
  return Object.keys(args || {}).some((name) => !known.includes(name));
}

function dsnWishes({ envelope }: SMTPServerSession): Received['dsn'] {
  const { ret, envid } = envelope.dsn ?? { ret: null, envid: null };
  const notify = envelope.rcptTo
    .filter((rcpt) => rcpt.dsn?.notify)
    .map((rcpt) => [normalAddress(rcpt.address), rcpt.dsn?.notify ?? []] as const);
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
