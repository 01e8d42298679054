import type { ErrorRequestHandler, Request, Response } from 'express';
import { idOf } from '../http/request-id.ts';
import { sendText } from './answer.ts';
import { faultAnswer, type FaultWords, LINK_WORDS, type Shown } from './fault-answer.tsx';
import { pageLanguage, queryIn } from './page-language.ts';
import { type Frame, renderPage } from './render.tsx';

/** Shows as a page what went wrong in a page. */
export function pageErrors(frame: Frame, words = LINK_WORDS): ErrorRequestHandler {
  return async (error, req, res, next) => {
    const answer = faultAnswer(error, pageLanguage(req, frame.cookies), words);
    if (answer.status === 500) req.log.error({ err: error, requestId: idOf(req) }, 'failed');
    if (res.headersSent) {
      next(error);
      return;
    }
    await show(req, res, answer, frame, words);
  };
}

/** Writes out what a reader is shown who is not logged in. */
export async function show(
  req: Request,
  res: Response,
  view: Shown,
  frame: Frame,
  { footer }: Pick<FaultWords, 'footer'> = LINK_WORDS,
) {
  const language = pageLanguage(req, frame.cookies, res);
  const query = queryOf(req);
  query.set('lang', language === 'nl' ? 'en' : 'nl');
  const html = renderPage(
    {
      language,
      title: view.title,
      body: view.body,
      footer,
      otherLanguageHref: `?${query.toString()}`,
    },
    frame,
  );
  if (view.retryAfterSeconds) res.set('Retry-After', String(view.retryAfterSeconds));
  res
    .status(view.status ?? 200)
    .set('Content-Language', language)
    .vary('Accept-Language');
  res.type('html');
  await sendText(req, res, html);
}

export function queryOf(req: Request): URLSearchParams {
  return new URLSearchParams(
    [...queryIn(req)].filter(([name]) => name === 'lang' || name === 'answer'),
  );
}
