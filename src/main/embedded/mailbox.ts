import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { answerPage } from './mailbox-pages.ts';
import type { ReceivedMail } from './received-mail.ts';

/** How the mailbox is started; ports are free ones when left out. */
export interface MailboxOptions {
  readonly smtpPort?: number;
  readonly httpPort?: number;
  /** Refuses a recipient with this reply, to try out what happens then; undefined accepts. */
  readonly refuse?: (recipient: string) => { code: number; text: string } | undefined;
}

/** A running mailbox. */
export interface Mailbox {
  readonly smtpUrl: string;
  /** The pages that show the mail. */
  readonly url: string;
  readonly messages: () => readonly ReceivedMail[];
  readonly stop: () => Promise<void>;
}

/**
 * Starts a mail server on 127.0.0.1 that accepts everything, passes nothing on, and keeps all mail in memory until it
 * stops; its pages show the mail to whoever has the machine.
 */
export async function startMailbox(options: MailboxOptions = {}): Promise<Mailbox> {
  const received: ReceivedMail[] = [];
  const smtp = smtpServer(received, options.refuse);
  const http = createServer((request, response) => answerPage(request, response, received));
  const smtpPort = await listening(smtp.listen(options.smtpPort ?? 0, '127.0.0.1'));
  const httpPort = await listening(http.listen(options.httpPort ?? 0, '127.0.0.1')).catch(
    (error: unknown) => {
      smtp.close();
      throw error;
    },
  );
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    url: `http://127.0.0.1:${httpPort}`,
    messages: () => [...received],
    stop: async () => {
      http.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(() => resolve())),
        new Promise<void>((resolve) => http.close(() => resolve())),
      ]);
    },
  };
}

function smtpServer(received: ReceivedMail[], refuse: MailboxOptions['refuse']): SMTPServer {
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 1_000,
    logger: false,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? '' }),
    onRcptTo: ({ address }, _session, callback) => {
      const reply = refuse?.(address);
      callback(reply && Object.assign(new Error(reply.text), { responseCode: reply.code }));
    },
    onData: (stream, session, callback) => {
      const keep = async (): Promise<void> => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        const mail = await read(await buffer(stream), {
          from,
          to: rcptTo.map(({ address }) => address),
        });
        received.push({ ...mail, id: received.length + 1 });
      };
      callbackify(keep)((error) => callback(error));
    },
  });
  // A client that breaks off is its own affair.
  server.on('error', () => undefined);
  return server;
}

async function read(
  raw: Buffer,
  envelope: ReceivedMail['envelope'],
): Promise<Omit<ReceivedMail, 'id'>> {
  const mail = await simpleParser(raw);
  const to = [mail.to ?? []].flat();
  return {
    receivedAt: new Date().toISOString(),
    envelope,
    from: mail.from?.text ?? '',
    to: to.map(({ text }) => text).join(', '),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({
      filename: filename ?? 'bijlage',
      contentType,
      content,
    })),
    raw,
  };
}

async function listening(server: Server): Promise<number> {
  // `once` rejects on the event "error", for example when the port is taken.
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
