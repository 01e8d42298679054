import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const WORTH_IT = 1400;

/**
 * Headers of every page: nothing comes from elsewhere, nothing is kept or told on. Forms may lead to `formTargets`, because
 * browsers look at where a form ends up after redirects.
 */
export function pageHeaders(formTargets: readonly string[] = []): RequestHandler {
  const policy = (scripts: boolean) =>
    [
      "default-src 'none'",
      "style-src 'self'",
      "img-src 'self'",
      "font-src 'self'",
      ...(scripts ? ["script-src 'self'", "connect-src 'self'"] : []),
      `form-action ${["'self'", ...formTargets].join(' ')}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; ');
  const [without, withScripts] = [policy(false), policy(true)];
  return (_req, res, next) => {
    res.locals['scripts'] = () => res.set('Content-Security-Policy', withScripts);
    res.set({
      'Content-Security-Policy': without,
      'Cache-Control': 'no-store',
      // With no-referrer, browsers would send forms with `Origin: null`.
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex',
    });
    next();
  };
}

/** Sends text, compressed as the browser likes it. */
export async function sendText(req: Request, res: Response, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  res.vary('Accept-Encoding');
  const encoding = bytes.length < WORTH_IT ? undefined : acceptedEncoding(req);
  if (encoding === undefined) {
    res.send(bytes);
    return;
  }
  const packed =
    encoding === 'br'
      ? await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
      : await zip(bytes);
  res.set('Content-Encoding', encoding).send(packed);
}

/** The best of what the browser says it takes. */
export function acceptedEncoding(req: Request): 'br' | 'gzip' | undefined {
  const accepted = String(req.headers['accept-encoding'] ?? '');
  if (/\bbr\b(?!\s*;\s*q=0(\.0*)?\b)/.test(accepted)) return 'br';
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\b)/.test(accepted) ? 'gzip' : undefined;
}
