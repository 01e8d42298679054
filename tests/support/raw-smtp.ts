import { createConnection, type Socket } from 'node:net';
import { PASSWORD } from './gate.ts';

/** A client that sends exactly the bytes it is told to, as an attacker or a broken tool does. */
export interface RawSmtp {
  /** Sends `bytes` and answers the next whole reply; undefined when the server closed instead. */
  say(bytes: string): Promise<string | undefined>;
  /** The next whole reply, without sending anything. */
  hear(): Promise<string | undefined>;
  /** Sends `bytes` and waits for no answer. */
  push(bytes: string): void;
  /** Breaks the connection off: `reset` drops it, `end` says goodbye first. */
  break(how: 'reset' | 'end'): void;
  close(): void;
}

/** Connects and reads the greeting. */
export async function rawSmtp(port: number): Promise<RawSmtp> {
  const socket: Socket = createConnection({ port, host: '127.0.0.1' });
  socket.setEncoding('latin1');
  let buffer = '';
  let closed = false;
  let look = () => {};
  socket.on('data', (chunk: string) => {
    buffer += chunk;
    look();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    closed = true;
    look();
  });
  const hear = () =>
    new Promise<string | undefined>((resolve) => {
      look = () => {
        const whole = /^(?:\d{3}-.*\r\n)*\d{3}(?: .*)?\r\n/.exec(buffer);
        if (whole) {
          buffer = buffer.slice(whole[0].length);
          look = () => {};
          resolve(whole[0].trimEnd());
        } else if (closed) {
          resolve(undefined);
        }
      };
      look();
    });
  const push = (bytes: string) => void socket.write(Buffer.from(bytes, 'latin1'));
  const client: RawSmtp = {
    hear,
    push,
    say(bytes) {
      push(bytes);
      return hear();
    },
    break: (how) => void (how === 'reset' ? socket.resetAndDestroy() : socket.end()),
    close: () => void socket.destroy(),
  };
  await hear();
  return client;
}

/** Greets and logs in. */
export async function loggedIn(port: number, username = 'belastingen'): Promise<RawSmtp> {
  const client = await rawSmtp(port);
  await client.say('EHLO test.example\r\n');
  const token = Buffer.from(`\0${username}\0${PASSWORD}`).toString('base64');
  const answer = await client.say(`AUTH PLAIN ${token}\r\n`);
  if (!answer?.startsWith('235')) throw new Error(`login: ${answer}`);
  return client;
}
