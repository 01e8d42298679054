import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ReceivedMail } from './received-mail.ts';

interface Answer {
  readonly status?: number;
  readonly type: string;
  readonly body: string | Buffer;
  /** Offered for saving under this name. */
  readonly saveAs?: string;
  /** Content-Security-Policy, when it is not the one of our own pages. */
  readonly policy?: string;
}

const HTML = 'text/html; charset=utf-8';
const OWN_PAGES =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
/** A mail's own HTML: no script, nothing loaded, no power over this site. */
const STRANGE_PAGES = `${OWN_PAGES}; img-src data:; sandbox allow-popups`;

/** Answers one request for the mailbox's pages: `/`, `/messages.json`, `/messages/1`, and its parts. Read-only. */
export function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  received: readonly ReceivedMail[],
): void {
  const answer = isHarmless(request)
    ? answerTo(new URL(request.url ?? '/', 'http://mailbox').pathname, received)
    : { status: 405, type: HTML, body: page('Alleen lezen (read-only)', '') };
  response.writeHead(answer.status ?? 200, {
    'content-type': answer.type,
    'content-security-policy': answer.policy ?? OWN_PAGES,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...(answer.saveAs === undefined
      ? {}
      : {
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(answer.saveAs)}`,
        }),
  });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

/** Only reading, and only under the machine's own name, so that no web site can read along through a foreign name. */
function isHarmless({ method, headers }: IncomingMessage): boolean {
  const own = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '');
  return own && (method === 'GET' || method === 'HEAD');
}

function answerTo(path: string, received: readonly ReceivedMail[]): Answer {
  if (path === '/') return { type: HTML, body: list(received) };
  if (path === '/messages.json') return json(received.map(summary));
  const [, id, part = '', index] =
    /^\/messages\/(\d+)(\.json|\/html|\/raw|\/attachments\/(\d+))?$/.exec(path) ?? [];
  const mail = received[Number(id ?? 0) - 1];
  if (mail === undefined) return notFound;
  if (part === '') return { type: HTML, body: detail(mail) };
  if (part === '.json') return json({ ...summary(mail), text: mail.text, html: mail.html });
  if (part === '/html') return { type: HTML, body: mail.html, policy: STRANGE_PAGES };
  if (part === '/raw') return { type: 'message/rfc822', body: mail.raw, saveAs: `${mail.id}.eml` };
  const attachment = mail.attachments[Number(index)];
  if (attachment === undefined) return notFound;
  return {
    type: 'application/octet-stream',
    body: attachment.content,
    saveAs: attachment.filename,
  };
}

const notFound: Answer = { status: 404, type: HTML, body: page('Niet gevonden (not found)', '') };

function json(value: unknown): Answer {
  return { type: 'application/json', body: JSON.stringify(value, null, 2) };
}

function summary({ id, receivedAt, envelope, from, to, subject, attachments }: ReceivedMail) {
  const names = attachments.map(({ filename, contentType }) => ({ filename, contentType }));
  return { id, receivedAt, envelope, from, to, subject, attachments: names };
}

function list(received: readonly ReceivedMail[]): string {
  const rows = received.toReversed().map(
    ({ id, receivedAt, envelope, subject }) =>
      `<tr><td>${escape(receivedAt)}</td><td>${escape(envelope.to.join(', '))}</td>
       <td><a href="/messages/${id}">${escape(subject || '(geen onderwerp)')}</a></td></tr>`,
  );
  return page(
    `Postvak van Sluis (mailbox): ${received.length}`,
    `<p>Deze mail is opgevangen en niet verstuurd. <span lang="en">This mail was caught, not sent.</span></p>
     <table><tr><th>Ontvangen (UTC)</th><th>Aan</th><th>Onderwerp</th></tr>${rows.join('')}</table>`,
  );
}

function detail(mail: ReceivedMail): string {
  const { id, from, envelope, receivedAt, attachments } = mail;
  const files = attachments.map(
    ({ filename, contentType }, index) =>
      `<li><a href="/messages/${id}/attachments/${index}">${escape(filename)}</a> (${escape(contentType)})</li>`,
  );
  return page(
    mail.subject || '(geen onderwerp)',
    `<p>Van ${escape(from)} aan ${escape(envelope.to.join(', '))}, ${escape(receivedAt)}</p>
     <pre>${withLinks(mail.text)}</pre><ul>${files.join('')}</ul>
     <p>${mail.html === '' ? '' : `<a href="/messages/${id}/html">Opgemaakt (HTML)</a> · `}
     <a href="/messages/${id}/raw">Bron (raw)</a> · <a href="/">Alle mail</a></p>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${escape(title)}</title>
<meta name="viewport" content="width=device-width"><style>body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
pre{white-space:pre-wrap;background:#f3f3f3;padding:1rem}td,th{text-align:left;padding:.2rem 1rem .2rem 0}</style></head>
<body><h1>${escape(title)}</h1>${body}</body></html>`;
}

/** The text as HTML, with its web addresses as links. */
function withLinks(text: string): string {
  return escape(text).replace(/https?:\/\/(?:(?!&(?:lt|gt|quot|#39);)\S)+/g, '<a href="$&">$&</a>');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
