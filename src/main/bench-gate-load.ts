import { randomUUID } from 'node:crypto';
import { createConnection, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

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
    sessions.map(async (session) => {
      while (left > 0) {
        left -= 1;
        const wait = await sendOne(session, order);
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

interface Session {
  readonly socket: Socket;
  /** Sends and answers the code of the reply. */
  readonly say: (line: string) => Promise<string>;
}

async function openSession({ port, login }: LoadOrder): Promise<Session> {
  const socket = createConnection({ port, host: '127.0.0.1', noDelay: true });
  socket.setEncoding('latin1');
  let buffer = '';
  let heard: (code: string) => void = () => {};
  socket.on('data', (chunk: string) => {
    buffer += chunk;
    const last = /(?:^|\n)(\d{3}) [^\n]*\n$/.exec(buffer);
    if (!last) return;
    buffer = '';
    heard(last[1]!);
  });
  const hear = () =>
    new Promise<string>((resolve, reject) => {
      heard = resolve;
      socket.once('error', reject);
    });
  const greeting = hear();
  await greeting;
  const say = (line: string) => {
    const reply = hear();
    socket.write(line, 'latin1');
    return reply;
  };
  socket.setMaxListeners(0);
  await say('EHLO bench.example\r\n');
  if (login) {
    const token = Buffer.from(`\0${login.username}\0${login.password}`).toString('base64');
    const code = await say(`AUTH PLAIN ${token}\r\n`);
    if (code !== '235') throw new Error(`The login was answered ${code}`);
  }
  return { socket, say };
}

const LINE = `${'x'.repeat(76)}\r\n`;

async function sendOne({ say }: Session, order: LoadOrder): Promise<number | undefined> {
  const head =
    `From: <${order.from}>\r\nTo: <inwoner@bench.example>\r\nSubject: Verzonnen\r\n` +
    `Message-ID: <${randomUUID()}@bench.example>\r\nX-Mailing-ID: ${order.mailingId}\r\n\r\n`;
  const lines = Math.ceil((order.bytes - head.length) / LINE.length);
  await say(`MAIL FROM:<${order.from}>\r\n`);
  await say('RCPT TO:<inwoner@bench.example>\r\n');
  await say('DATA\r\n');
  const started = performance.now();
  const code = await say(`${head}${LINE.repeat(lines)}.\r\n`);
  return code === '250' ? performance.now() - started : undefined;
}

if (parentPort) parentPort.postMessage(await run(workerData as LoadOrder));
