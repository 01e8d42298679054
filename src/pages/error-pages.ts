import type { ErrorRequestHandler } from 'express';
import type { Cookies } from '../http/cookies.ts';
import { baseOf, createAssets, frameOf } from './assets.ts';
import { pageHeaders } from './answer.ts';
import type { PageHouse } from './deps.ts';
import { PAGE_WORDS } from './fault-answer.tsx';
import { pageErrors } from './show.tsx';

/** Shows to browsers as a page what no page answered for; programs get problems. */
export function createErrorPages(
  house: PageHouse,
  publicUrl: string,
  cookies: Cookies,
): ErrorRequestHandler {
  const base = baseOf(publicUrl);
  const frame = { ...frameOf(house, base, createAssets(house.colour)), cookies };
  const show = pageErrors(frame, PAGE_WORDS);
  const headers = pageHeaders();
  return (error, req, res, next) => {
    const forPeople = /\btext\/html\b/.test(req.headers.accept ?? '') && !/^\/v\d/.test(req.path);
    if (!forPeople || res.headersSent) {
      next(error);
      return;
    }
    void headers(req, res, () => show(error, req, res, next));
  };
}
