import type { IncomingMessage } from 'node:http';
import type { CookieOptions, Response } from 'express';

/** Cookies of ours, named and guarded as the address of Sluis allows. */
export interface Cookies {
  readonly read: (req: IncomingMessage, name: string) => string | undefined;
  /** Until the browser is closed, or for `seconds`. */
  readonly write: (res: Response, name: string, value: string, seconds?: number) => void;
  readonly clear: (res: Response, name: string) => void;
}

/**
 * Cookies that scripts cannot read and that other sites' forms do not send. With HTTPS they carry the `__Host-` prefix, so
 * that no subdomain can set them; plain HTTP is for one's own machine only, and anywhere else browsers refuse them.
 */
export function createCookies(publicUrl: string): Cookies {
  const { protocol, hostname } = new URL(publicUrl);
  const plain =
    protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost)$/.test(hostname);
  const named = (name: string) => (plain ? name : `__Host-${name}`);
  const options: CookieOptions = { httpOnly: true, sameSite: 'lax', secure: !plain, path: '/' };
  return {
    read: (req, name) => {
      const wanted = `${named(name)}=`;
      const found = (req.headers.cookie ?? '').split('; ').find((one) => one.startsWith(wanted));
      return found?.slice(wanted.length);
    },
    write: (res, name, value, seconds) => {
      const maxAge = seconds === undefined ? {} : { maxAge: seconds * 1000 };
      res.cookie(named(name), value, { ...options, ...maxAge, encode: String });
    },
    clear: (res, name) => void res.clearCookie(named(name), options),
  };
}
