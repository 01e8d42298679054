import { randomUUID } from 'node:crypto';
import { createConnection, type Socket } from 'node:net';
import { parentPort } from 'node:worker_threads';

/** What to send; the same for every server, so that only the servers differ. */
export interface LoadOrder {
  readonly port: number;
  readonly connections: number;
  readonly messages: number;
  /** Bytes of one message. */
  readonly bytes: number;
  readonly from: string;
  /** Left out where the server asks for no login. */
  readonly login?: { readonly username: string; readonly password: string };
  readonly mailingId: string;
}

/** What came of it; milliseconds are from the final dot to the 250. */
export interface LoadResult {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly refused: number;
}

/** Sends as a mail tool does: one command after another, many messages over each connection. */
async function run(order: LoadOrder): Promise<LoadResult> {
  const sessions = await Promise.all(
    Array.from({ length: order.connections }, () => openSession(order)),
  );
  const waits: number[] = [];
  let left = order.messages;
  let refused = 0;
  const started = performance.now();
  await Promise.all(
    sessions.map(async ({ say }) => {
      const letter = letterOf(order);
      while (left > 0) {
        left -= 1;
        const wait = await sendOne(say, letter);
        if (wait === undefined) refused += 1;
        else waits.push(wait);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const { socket } of sessions) socket.end('QUIT\r\n');
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.floor(share * (waits.length - 1))] ?? Number.NaN;
  return { perSecond: waits.length / seconds, p50: at(0.5), p99: at(0.99), refused };
}

/** Sends and answers the code of the reply. */
type Say = (line: string | Uint8Array) => Promise<string>;

/** A connection that reads into one buffer of its own, so that the load takes little of the machine it measures. */
async function openSession({
  port,
  login,
}: LoadOrder): Promise<{ readonly socket: Socket; readonly say: Say }> {
  let heard: (code: string) => void = () => {};
  let failed: (error: Error) => void = () => {};
  let text = '';
  const socket = createConnection({
    port,
    host: '127.0.0.1',
    noDelay: true,
    onread: {
      buffer: Buffer.alloc(4_096),
      callback(bytes, buffer) {
        text += Buffer.from(buffer.buffer, buffer.byteOffset, bytes).toString('latin1');
        const code = lastReply(text);
        if (code === undefined) return true;
        text = '';
        heard(code);
        return true;
      },
    },
  });
  socket.on('error', (error) => failed(error));
  const hear = () =>
    new Promise<string>((resolve, reject) => {
      heard = resolve;
      failed = reject;
    });
  await hear();
  const say: Say = (line) => {
    const reply = hear();
    socket.write(line);
    return reply;
  };
  await say('EHLO bench.example\r\n');
  if (login) {
    const token = Buffer.from(`\0${login.username}\0${login.password}`).toString('base64');
    const code = await say(`AUTH PLAIN ${token}\r\n`);
    if (code !== '235') throw new Error(`The login was answered ${code}`);
  }
  return { socket, say };
}

/** The code of a reply that is complete: its last line has a space after the code (RFC 5321 §4.2.1). */
function lastReply(text: string): string | undefined {
  if (!text.endsWith('\n')) return undefined;
  const line = text.lastIndexOf('\n', text.length - 2) + 1;
  return text[line + 3] === ' ' ? text.slice(line, line + 3) : undefined;
}

const LINE = `${'x'.repeat(76)}\r\n`;
const DATA = Buffer.from('DATA\r\n');

/** What one connection sends again and again, ready to be written; only the Message-ID changes. */
interface Letter {
  readonly mail: Buffer;
  readonly rcpt: Buffer;
  readonly bytes: Buffer;
  readonly idAt: number;
}

function letterOf({ from, mailingId, bytes }: LoadOrder): Letter {
  const before = `From: <${from}>\r\nTo: <inwoner@bench.example>\r\nSubject: Verzonnen\r\nMessage-ID: <`;
  const head = `${before}${randomUUID()}@bench.example>\r\nX-Mailing-ID: ${mailingId}\r\n\r\n`;
  const lines = Math.ceil((bytes - head.length) / LINE.length);
  return {
    mail: Buffer.from(`MAIL FROM:<${from}>\r\n`),
    rcpt: Buffer.from('RCPT TO:<inwoner@bench.example>\r\n'),
    bytes: Buffer.from(`${head}${LINE.repeat(lines)}.\r\n`),
    idAt: before.length,
  };
}

async function sendOne(say: Say, { mail, rcpt, bytes, idAt }: Letter): Promise<number | undefined> {
  bytes.write(randomUUID(), idAt, 'latin1');
  await say(mail);
  await say(rcpt);
  await say(DATA);
  const started = performance.now();
  const code = await say(bytes);
  return code === '250' ? performance.now() - started : undefined;
}

parentPort?.on('message', (order: LoadOrder) => {
  run(order).then(
    (result) => parentPort?.postMessage({ result }),
    (error: unknown) => parentPort?.postMessage({ error: String(error) }),
  );
});
