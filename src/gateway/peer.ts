import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Attempt, SmtpStage } from '../domain/smtp-outcome.ts';
import type { DsnWishes } from '../store/held-message.ts';
import { isLoopback } from './loopback.ts';

/** One message for one recipient; the bytes leave as they are. */
export interface PeerMail {
  readonly from: string;
  readonly to: string;
  readonly parts: readonly Buffer[];
  readonly dsn: DsnWishes | null;
  /**
   * Called when all of the message has been handed over but its end; the final dot is sent only when it resolves to
   * true. Whatever goes wrong before is safe to try again.
   */
  readonly openData: () => Promise<boolean>;
}

export interface PeerAnswer {
  readonly attempt: Attempt;
  /** The peer's own words, or what went wrong, for the record. */
  readonly reply: string;
  /** The dot was not sent, because openData said no. */
  readonly stopped: boolean;
}

/** A connection to the mail server that mail leaves through; one transaction at a time. */
export interface PeerConnection {
  send(mail: PeerMail): Promise<PeerAnswer>;
  close(): void;
}

/** `smtp://` or `smtps://`, with user and password where the peer wants them. */
export interface PeerOptions {
  readonly url: string;
  /** The name to greet with. */
  readonly name: string;
  /** Milliseconds for the connection and the greeting. */
  readonly connectTimeoutMs: number;
  /** Milliseconds of silence; after the final dot RFC 5321 §4.5.3.2.6 asks for 10 minutes. */
  readonly replyTimeoutMs: number;
}

/** A connection that is made at the first message and again after it was lost. */
export function createPeerConnection(options: PeerOptions): PeerConnection {
  let open: SMTPConnection | undefined;
  let idle: NodeJS.Timeout | undefined;
  const close = () => {
    clearTimeout(idle);
    open?.close();
    open = undefined;
  };
  const attempt = async (mail: PeerMail, progress: Progress): Promise<PeerAnswer> => {
    try {
      open ??= await connect(options, progress, (connection) => (open = connection));
      progress.stage = 'mail';
      const { response } = await transact(open, mail, progress);
      if (!progress.dotSent) throw new Error(`The peer answered before the end: ${response}`);
      idle = setTimeout(close, IDLE_MS).unref();
      const replyCode = Number(response.slice(0, 3));
      return { attempt: { stage: 'dot', replyCode }, reply: response, stopped: false };
    } catch (error) {
      close();
      return answerOf(error as NodemailerError, progress);
    }
  };
  return {
    close,
    async send(mail) {
      clearTimeout(idle);
      if (open?.destroyed) open = undefined;
      const reused = open !== undefined;
      const answer = await attempt(mail, newProgress());
      const { stage, replyCode } = answer.attempt;
      // A peer may drop an idle connection at the very moment we use it again: that says nothing about the message.
      const dropped = reused && stage === 'mail' && replyCode === undefined;
      return dropped ? attempt(mail, newProgress()) : answer;
    },
  };
}

const IDLE_MS = 10_000;
const PIECE_BYTES = 16_384;

function newProgress(): Progress {
  return { stage: 'connect', dataBegan: false, dotSent: false, stopped: false };
}

interface Progress {
  stage: SmtpStage;
  dataBegan: boolean;
  dotSent: boolean;
  stopped: boolean;
}

interface NodemailerError extends Error {
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

function answerOf(error: NodemailerError, progress: Progress): PeerAnswer {
  const { command = '', responseCode, response } = error;
  let { stage } = progress;
  if (progress.dotSent) stage = 'dot';
  else if (stage === 'mail' && progress.dataBegan) stage = 'data';
  else if (stage === 'mail' && command.startsWith('RCPT')) stage = 'rcpt';
  else if (stage === 'mail' && command.startsWith('DATA')) stage = 'data';
  return {
    attempt: { stage, ...(responseCode !== undefined && { replyCode: responseCode }) },
    reply: response ?? error.message,
    stopped: progress.stopped,
  };
}

function connect(
  options: PeerOptions,
  progress: Progress,
  onMade: (connection: SMTPConnection) => void,
): Promise<SMTPConnection> {
  const url = new URL(options.url);
  const secure = url.protocol === 'smtps:';
  const connection = new SMTPConnection({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 25),
    secure,
    // Off this machine nothing travels in the open: no downgrade when somebody strips STARTTLS.
    requireTLS: !secure && !isLoopback(url.hostname) && !url.searchParams.has('plain'),
    ignoreTLS: isLoopback(url.hostname) || url.searchParams.has('plain'),
    name: options.name,
    connectionTimeout: options.connectTimeoutMs,
    greetingTimeout: options.connectTimeoutMs,
    socketTimeout: options.replyTimeoutMs,
    tls: { minVersion: 'TLSv1.2' },
  });
  onMade(connection);
  return new Promise((resolve, reject) => {
    // Stays for the life of the connection: an error while nothing is sent has nobody else to hear it.
    connection.on('error', reject);
    connection.once('end', () => reject(new Error('The peer closed the connection')));
    connection.connect((error) => {
      if (error) return reject(error);
      if (url.username === '') return resolve(connection);
      progress.stage = 'login';
      const user = decodeURIComponent(url.username);
      const pass = decodeURIComponent(url.password);
      connection.login({ user, pass }, (failure) =>
        failure ? reject(failure) : resolve(connection),
      );
    });
  });
}

function transact(
  connection: SMTPConnection,
  mail: PeerMail,
  progress: Progress,
): Promise<{ response: string }> {
  const { notify, ...report } = mail.dsn ?? {};
  const envelope = {
    from: mail.from,
    to: [mail.to],
    size: mail.parts.reduce((sum, part) => sum + part.length, 0),
    use8BitMime: mail.parts.some(hasHighByte),
    ...(mail.dsn && {
      dsn: { ...report, ...(notify?.[mail.to] && { notify: [...notify[mail.to]!] }) },
    }),
  };
  return new Promise((resolve, reject) => {
    const lost = () => reject(new Error('The peer closed the connection'));
    connection.once('error', reject);
    connection.once('end', lost);
    connection.send(envelope, bodyStream(mail, progress), (error, info) => {
      connection.off('error', reject);
      connection.off('end', lost);
      if (error) reject(error);
      else if (info) resolve(info);
    });
  });
}

/** A stream that nodemailer starts to read after the peer's 354 and that ends, so that the dot follows, only when openData agreed. */
function bodyStream({ parts, openData }: PeerMail, progress: Progress): Readable {
  const bytes = Buffer.concat(parts);
  let at = 0;
  return new Readable({
    read() {
      progress.dataBegan = true;
      if (at < bytes.length) {
        // In pieces, so that the end is not agreed on before the peer has taken what comes before it.
        this.push(bytes.subarray(at, at + PIECE_BYTES));
        at += PIECE_BYTES;
        return;
      }
      void openData().then(
        (agreed) => {
          if (agreed) {
            progress.dotSent = true;
            this.push(null);
          } else {
            progress.stopped = true;
            this.destroy(new Error('Stopped before the end of the data'));
          }
        },
        (error: Error) => this.destroy(error),
      );
    },
  });
}

function hasHighByte(part: Buffer): boolean {
  for (const byte of part) if (byte > 127) return true;
  return false;
}
