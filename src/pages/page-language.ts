import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';
import type { Language } from '../domain/text.ts';
import type { Cookies } from '../http/cookies.ts';
import { languageOf } from '../http/language.ts';

const COOKIE = 'sluis-taal';
const ONE_YEAR_SECONDS = 31_536_000;

/** The language of a page: as the address says, as was chosen before, as the browser prefers; otherwise Dutch. */
export function pageLanguage(req: IncomingMessage, cookies?: Cookies, res?: Response): Language {
  const asked = queryIn(req).get('lang');
  if (asked === 'nl' || asked === 'en') {
    if (res) cookies?.write(res, COOKIE, asked, ONE_YEAR_SECONDS);
    return asked;
  }
  const chosen = cookies?.read(req, COOKIE);
  return chosen === 'nl' || chosen === 'en' ? chosen : languageOf(req);
}

/** The query of a request, in the order in which it came. */
export function queryIn(req: IncomingMessage): URLSearchParams {
  const url = req.url ?? '';
  const mark = url.indexOf('?');
  return new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
}
