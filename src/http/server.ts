import { createServer, type Server, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Express } from 'express';
import { API_VERSION } from './security-headers.ts';

export interface RunningServer {
  readonly port: number;
  /** Takes no new requests, finishes those that run, and ends after `graceMs` at the latest. */
  readonly close: (graceMs?: number) => Promise<void>;
}

/** Listens with `app`; what is not even HTTP gets an answer in the same form as every other fault. */
export async function listen(app: Express, host: string, port: number): Promise<RunningServer> {
  const server = createServer(
    // A missing Host is the app's to refuse, so that the refusal looks like every other.
    {
      requestTimeout: 60_000,
      headersTimeout: 20_000,
      // Longer than proxies keep an idle line (60 s): one that is closed while a request comes down it looks like a fault.
      keepAliveTimeout: 75_000,
      requireHostHeader: false,
    },
    app,
  );
  // Whatever the caller expects, it gets the answer that it gets.
  server.on('checkExpectation', app);
  server.maxHeadersCount = 100;
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return;
    // A browser opens connections ahead; an answer to nothing would be taken for that of its next request.
    if (socket.bytesRead === 0) {
      socket.destroy();
      return;
    }
    socket.end(rawProblem(error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (graceMs = 10_000) => close(server, graceMs),
  };
}

function rawProblem(status: 400 | 431): string {
  const title = STATUS_CODES[status] ?? '';
  const detail = 'Dit is geen geldig HTTP-verzoek. / This is not a valid HTTP request.';
  const code = status === 431 ? 'headers-too-large' : 'not-http';
  const type = `urn:sluis:problem:${code}`;
  const body = JSON.stringify({ type, title, status, detail, code });
  return [
    `HTTP/1.1 ${status} ${title}`,
    `API-Version: ${API_VERSION}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}

async function close(server: Server, graceMs: number): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(timer);
}
