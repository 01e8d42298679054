import { createTransport } from 'nodemailer';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;
const PORTS: { readonly [protocol: string]: number } = { 'smtp:': 587, 'smtps:': 465 };
/** RFC 5321, 4.5.3.2.6: the server may take ten minutes after the final dot; a shorter wait sends mail twice. */
const AFTER_FINAL_DOT_MS = 600_000;

/**
 * Connections to the mail server at `smtpUrl` (`smtp://user:password@host:587` or `smtps://…`), kept open between
 * mails. Beyond this machine nothing is sent without TLS.
 * @throws RangeError when the address is not of that form
 */
export function createMailTransport(smtpUrl: string) {
  const url = URL.canParse(smtpUrl) ? new URL(smtpUrl) : undefined;
  const port = url && PORTS[url.protocol];
  if (!url || port === undefined || url.hostname === '') {
    throw new RangeError('SMTP_URL is an address such as smtp://user:password@mail.example.nl:587');
  }
  const loopback = LOOPBACK.test(url.hostname);
  return createTransport({
    pool: true,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? port : Number(url.port),
    secure: url.protocol === 'smtps:',
    requireTLS: !loopback,
    ignoreTLS: loopback,
    ...(url.username === ''
      ? {}
      : {
          auth: {
            user: decodeURIComponent(url.username),
            pass: decodeURIComponent(url.password),
          },
        }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: AFTER_FINAL_DOT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
