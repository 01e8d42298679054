import type { Request, RequestHandler } from 'express';
import { mediaTypeOf, readBody } from '../http/read-body.ts';
import { idOf } from '../http/request-id.ts';
import type { PageDeps } from './deps.ts';
import type { LinkPage } from './page.ts';
import { PageFault } from './page-fault.ts';
import { pageLanguage } from './page-language.ts';
import type { Frame } from './render.tsx';
import { isSameOrigin } from './same-origin.ts';
import { queryOf, show } from './show.tsx';

const LARGEST_FORM = 10_000;
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** The handler of one page behind a link: is the link good, was it sent from our page, what was filled in, do it, show it. */
export function serveLinkPage(page: LinkPage, deps: PageDeps, frame: Frame) {
  const handle: RequestHandler = async (req, res) => {
    const language = pageLanguage(req, frame.cookies);
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
      await show(req, res, result, frame);
      return;
    }
    await show(req, res, await page.get(call, deps), frame);
  };
  return handle;
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
