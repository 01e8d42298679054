import { Agent, get } from 'node:http';

/** What came back, as it went over the wire. */
export interface Visited {
  readonly status: number;
  /** Until the last byte was here. */
  readonly milliseconds: number;
  /** Compressed, as a browser gets it. */
  readonly bytes: number;
  readonly body: Buffer;
  readonly encoding: string | undefined;
}

const agent = new Agent({ keepAlive: true });

/** Gets `url` as a browser with this cookie does. */
export function visit(url: string, cookie: string): Promise<Visited> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const headers = { cookie, 'accept-encoding': 'br, gzip', accept: 'text/html' };
    const request = get(url, { headers, agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () => {
        const body = Buffer.concat(chunks);
        resolve({
          status: answer.statusCode ?? 0,
          milliseconds: performance.now() - startedAt,
          bytes: body.length,
          body,
          encoding: answer.headers['content-encoding'],
        });
      });
    });
    request.once('error', reject);
  });
}
