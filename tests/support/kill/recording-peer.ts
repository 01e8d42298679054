import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';

/** One transaction that a peer took to its end. */
export interface Taken {
  readonly to: readonly string[];
  readonly raw: Buffer;
  /** Milliseconds since the epoch: when MAIL FROM came, and when the final dot had come. */
  readonly beganAt: number;
  readonly endedAt: number;
}

/** A mail server that takes everything, remembers it, and is never killed. */
export async function startRecordingPeer() {
  const taken: Taken[] = [];
  const began = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    logger: false,
    onMailFrom(_address, { id }, callback) {
      began.set(id, Date.now());
      callback();
    },
    onData(stream, { id, envelope }, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const endedAt = Date.now();
        const to = envelope.rcptTo.map(({ address }) => address);
        taken.push({
          to,
          raw: Buffer.concat(chunks),
          beganAt: began.get(id) ?? endedAt,
          endedAt,
        });
        callback(null, 'taken');
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    taken: taken as readonly Taken[],
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
