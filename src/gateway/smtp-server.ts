import type { AddressInfo } from 'node:net';
import { replyText, SMTP_REFUSALS } from '../domain/smtp-reply.ts';
import { GateSmtpServer } from './gate-smtp-server.ts';
import { isLoopback } from './loopback.ts';
import { createHandlers, type HandlerDeps } from './smtp-handlers.ts';

export interface SmtpServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The name it greets with. */
  readonly name: string;
  /** Largest message, in bytes. */
  readonly maxBytes: number;
  /** Recipients of one message at most; senders split by themselves. */
  readonly maxRecipients: number;
  readonly maxClients: number;
  /** PEM texts; without them the server takes no login from elsewhere than this machine, and so does not start there. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** TLS from the first byte (port 465) instead of STARTTLS. */
  readonly implicitTls?: boolean;
  /** Milliseconds of silence after which a client is let go; RFC 5321 §4.5.3.2 asks for 5 minutes. */
  readonly socketTimeoutMs: number;
}

const DRAIN_MS = 10_000;

/**
 * Starts the SMTP server that mail tools log in to. It keeps or refuses; it never passes anything on by itself.
 * @throws Error in words when it would have to take passwords over an open line, or cannot listen
 */
export async function startSmtpServer(options: SmtpServerOptions, deps: HandlerDeps) {
  const { host, tls, implicitTls = false } = options;
  if (!tls && !isLoopback(host)) {
    throw new Error(
      `The gateway listens on ${host}, so passwords would travel unprotected. Give it a certificate ` +
        '(GATEWAY_TLS_CERT_FILE and GATEWAY_TLS_KEY_FILE) or let it listen on 127.0.0.1.',
    );
  }
  let draining = false;
  const server = new GateSmtpServer({
    ...(tls ? { ...tls, secure: implicitTls, minVersion: 'TLSv1.2' } : {}),
    disabledCommands: tls ? [] : ['STARTTLS'],
    allowInsecureAuth: isLoopback(host),
    name: options.name,
    banner: 'Sluis',
    authMethods: ['PLAIN', 'LOGIN'],
    authOptional: false,
    authRequiredMessage: '5.7.0 Log eerst in / Authentication required',
    size: options.maxBytes,
    maxClients: options.maxClients,
    socketTimeout: options.socketTimeoutMs,
    closeTimeout: DRAIN_MS,
    disableReverseLookup: true,
    hideDSN: false,
    hideENHANCEDSTATUSCODES: false,
    hideSMTPUTF8: true,
    logger: false,
    ...createHandlers(options, deps, () => draining),
  });
  server.on('error', (error) =>
    deps.logger.debug({ err: { message: error.message } }, 'smtp connection'),
  );
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, host, () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    /** Uses another certificate for connections that begin from now on. */
    useCertificate: (next: { readonly key: string; readonly cert: string }) =>
      server.updateSecureContext(next),
    /** Takes no new messages, lets those under way be answered, and tells every client to come back later. */
    async stop(): Promise<void> {
      draining = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const connection of server.connections) {
        // A connection that was only just made has no envelope yet, whatever the library's types say.
        const { envelope } = connection.session as { envelope?: { mailFrom: unknown } };
        if (!envelope?.mailFrom) {
          connection.send(SMTP_REFUSALS.draining.code, replyText(SMTP_REFUSALS.draining));
          connection.close();
        }
      }
      await closed;
    },
  };
}
