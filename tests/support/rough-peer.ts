import { type AddressInfo, createServer, type Socket } from 'node:net';

export const STEPS = ['greeting', 'ehlo', 'mail', 'rcpt', 'data', 'body', 'dot'] as const;
export type Step = (typeof STEPS)[number];
export const MODES = [
  '421',
  '4xx',
  '5xx',
  'malformed',
  'long',
  'close',
  'reset',
  'silent',
] as const;
export type Mode = (typeof MODES)[number];

export interface RoughPeer {
  readonly url: string;
  /** Recipients whose message was answered 250 after the dot. */
  readonly accepted: readonly string[];
  /** How often a final dot arrived, whatever was said to it. */
  readonly dots: number;
  /** Resolves when a client has come as far as `step`. */
  reached(step: Step): Promise<void>;
  /** Goes on where it keeps silent now, and is well-behaved from then on. */
  goOn(): void;
  stop(): Promise<void>;
}

/** A mail server that misbehaves at one step in one way, and is well-behaved at all others. */
export async function startRoughPeer(
  at: Step | 'never',
  mode: Mode = 'silent',
): Promise<RoughPeer> {
  const accepted: string[] = [];
  const sockets = new Set<Socket>();
  const waiting = new Map<Step, () => void>();
  const seen = new Set<Step>();
  let dots = 0;
  let healed = false;
  let goOn = () => {};

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.setEncoding('latin1');
    let inData = false;
    let bodyDone = false;
    let buffer = '';
    let recipient = '';
    const answer = (step: Step, good: string) => {
      seen.add(step);
      waiting.get(step)?.();
      if (step !== at || healed) {
        socket.write(good);
        return;
      }
      const replies = {
        '421': '421 4.3.2 off\r\n',
        '4xx': '451 4.3.0 later\r\n',
        '5xx': '554 5.7.1 never\r\n',
      };
      if (mode in replies) socket.write(replies[mode as keyof typeof replies]);
      else if (mode === 'malformed') socket.write('what?\r\n');
      else if (mode === 'long') socket.write(`250-${'x'.repeat(2_000_000)}\r\n`);
      else if (mode === 'close') socket.end();
      else if (mode === 'reset') socket.resetAndDestroy();
      else {
        if (step === 'body') socket.pause();
        goOn = () => socket.write(good);
      }
    };
    answer('greeting', '220 rough\r\n');
    socket.on('data', (chunk: string) => {
      buffer += chunk;
      if (inData && !bodyDone && buffer.length > 20) {
        bodyDone = true;
        if (at === 'body') answer('body', '');
      }
      for (;;) {
        const end = inData ? buffer.indexOf('\r\n.\r\n') : buffer.indexOf('\r\n');
        if (end === -1) return;
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + (inData ? 5 : 2));
        if (inData) {
          inData = false;
          bodyDone = false;
          dots += 1;
          const tell = () => accepted.push(recipient);
          if (at !== 'dot' || healed) tell();
          answer('dot', '250 2.0.0 taken\r\n');
        } else if (/^(EHLO|HELO)/.test(line)) answer('ehlo', '250 rough\r\n');
        else if (line.startsWith('MAIL')) answer('mail', '250 ok\r\n');
        else if (line.startsWith('RCPT')) {
          recipient = /<([^>]*)>/.exec(line)?.[1] ?? '';
          answer('rcpt', '250 ok\r\n');
        } else if (line === 'DATA') {
          inData = true;
          answer('data', '354 go\r\n');
          if (at === 'data' && mode !== 'silent' && !healed) inData = false;
        } else socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    get dots() {
      return dots;
    },
    reached: (step) =>
      seen.has(step) ? Promise.resolve() : new Promise((resolve) => waiting.set(step, resolve)),
    goOn() {
      healed = true;
      goOn();
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
