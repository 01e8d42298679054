import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Language } from '../domain/text.ts';
import { languageOf } from '../http/language.ts';
import { mediaTypeOf, readBody } from '../http/read-body.ts';
import { idOf } from '../http/request-id.ts';
import { Layout } from './components/layout.tsx';
import type { PageDeps } from './deps.ts';
import { faultAnswer, type Shown } from './fault-answer.tsx';
import type { LinkPage } from './page.ts';
import { PageFault } from './page-fault.ts';
import { isSameOrigin } from './same-origin.ts';

const LARGEST_FORM = 10_000;
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** The handler of one page: is the link good, was it sent from our page, what was filled in, do it, show it. */
export function servePage(page: LinkPage, deps: PageDeps, stylesheetPath: string) {
  const handle: RequestHandler = async (req, res) => {
    const language = pageLanguage(req);
    const now = deps.clock();
    const verdict = await deps.links.verify(page.link, String(req.params['token']), now);
    const query = queryOf(req);
    if (verdict.status === 'invalid') throw NOT_OURS;
    if (verdict.status === 'expired') throw new PageFault(410, page.expired);
    const call = {
      subjectId: verdict.subjectId,
      now,
      language,
      query,
      updateId: `link:${idOf(req)}`,
    };
    if (req.method === 'POST') {
      const input = await inputOf(req, deps.publicUrl);
      const result = await page.submit(input, call, deps);
      if (result === 'not-understood') throw NOT_UNDERSTOOD;
      if (result === 'done') {
        // Relative, so that it also works where a proxy puts Sluis under a path.
        const here = `?lang=${language}`;
        res.status(303).location(here).end();
        return;
      }
      show(req, res, result, deps, stylesheetPath);
      return;
    }
    show(req, res, await page.get(call, deps), deps, stylesheetPath);
  };
  return handle;
}

/** Shows as a page what went wrong in a page. */
export function pageErrors(deps: PageDeps, stylesheetPath: string): ErrorRequestHandler {
  return (error, req, res, next) => {
    const answer = faultAnswer(error, pageLanguage(req));
    if (answer.status === 500) req.log.error({ err: error, requestId: idOf(req) }, 'failed');
    if (res.headersSent) {
      next(error);
      return;
    }
    show(req, res, answer, deps, stylesheetPath);
  };
}

/** Headers of every page: nothing runs, nothing comes from elsewhere, nothing is kept or told on. */
export const pageHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    'Content-Security-Policy':
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
    // With no-referrer, browsers would send forms with `Origin: null`.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Robots-Tag': 'noindex',
  });
  next();
};

function show(req: Request, res: Response, view: Shown, deps: PageDeps, stylesheetPath: string) {
  const language = pageLanguage(req);
  const query = queryOf(req);
  query.set('lang', language === 'nl' ? 'en' : 'nl');
  const html = renderToStaticMarkup(
    <Layout
      language={language}
      title={view.title}
      municipality={deps.house.name}
      stylesheetPath={stylesheetPath}
      otherLanguageHref={`?${query.toString()}`}
    >
      {view.body}
    </Layout>,
  );
  if (view.retryAfterSeconds) res.set('Retry-After', String(view.retryAfterSeconds));
  res.status(view.status).set('Content-Language', language).vary('Accept-Language');
  res.type('html').send(`<!DOCTYPE html>${html}`);
}

function pageLanguage(req: Request): Language {
  const asked = queryOf(req).get('lang');
  return asked === 'nl' || asked === 'en' ? asked : languageOf(req);
}

function queryOf(req: Request): URLSearchParams {
  const mark = req.url.indexOf('?');
  const all = new URLSearchParams(mark < 0 ? '' : req.url.slice(mark + 1));
  return new URLSearchParams([...all].filter(([name]) => name === 'lang' || name === 'answer'));
}

async function inputOf(req: Request, publicUrl: string): Promise<unknown> {
  if (!isSameOrigin(req, publicUrl)) throw NOT_FROM_HERE;
  if (mediaTypeOf(req) !== FORM_TYPE) throw NOT_UNDERSTOOD;
  const bytes = await readBody(req, LARGEST_FORM);
  return Object.fromEntries(new URLSearchParams(bytes.toString()));
}

const NOT_OURS = new PageFault(404, {
  nl: 'Deze link klopt niet. Misschien is hij niet helemaal overgenomen. Open hem opnieuw vanuit de mail.',
  en: 'This link is not right. Perhaps it was not copied completely. Open it again from the mail.',
});
const NOT_FROM_HERE = new PageFault(403, {
  nl: 'Uw antwoord kwam niet van deze pagina en is niet verwerkt. Open de link in de mail en antwoord daar.',
  en: 'Your answer did not come from this page and was not accepted. Open the link in the mail and answer there.',
});
const NOT_UNDERSTOOD = new PageFault(400, {
  nl: 'Wij begrijpen uw antwoord niet. Kies een van de knoppen op de pagina.',
  en: 'We do not understand your answer. Choose one of the buttons on the page.',
});
