import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** One message as a peer took it. */
export interface SunkMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

export interface MailSink {
  readonly url: string;
  /** In order of arrival; never emptied, so that a second copy shows. */
  readonly received: readonly SunkMail[];
  /** Answers for a recipient instead of taking it: a reply code, or undefined to take it. */
  refuse(reply: (recipient: string) => number | undefined): void;
  stop(): Promise<void>;
}

/** A mail server that takes everything and remembers it. */
export async function startMailSink(): Promise<MailSink> {
  const received: SunkMail[] = [];
  let refusal: (recipient: string) => number | undefined = () => undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo({ address }, _session, callback) {
      const code = refusal(address);
      callback(code ? Object.assign(new Error('No, said the sink'), { responseCode: code }) : null);
    },
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        received.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map((one) => one.address),
          raw: Buffer.concat(chunks).toString('latin1'),
        });
        callback(null, 'taken');
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received,
    refuse: (reply) => (refusal = reply),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
