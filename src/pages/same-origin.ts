import type { IncomingMessage } from 'node:http';

/**
 * Whether a form was sent from a page of ours. Browsers say so in Sec-Fetch-Site, older ones in Origin; whoever says
 * neither is refused (OWASP: verifying origin with standard headers).
 */
export function isSameOrigin({ headers }: IncomingMessage, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === new URL(publicUrl).origin;
}
