import type { ErrorRequestHandler, Request, Response } from 'express';
import { translate } from '../api/translate.ts';
import { mayEver, type Principal } from '../domain/access.ts';
import type { Text } from '../domain/text.ts';
import { csrfToken } from '../http/csrf.ts';
import { Problem } from '../http/problem.ts';
import { idOf } from '../http/request-id.ts';
import type { BrowserSession } from '../http/session.ts';
import { sendText } from './answer.ts';
import { Account } from './components/account.tsx';
import type { MenuItem } from './components/layout.tsx';
import { Say } from './components/say.tsx';
import { faultAnswer } from './fault-answer.tsx';
import { type FormState, UNTOUCHED } from './form-state.ts';
import type { Page, ScriptName, View } from './page.ts';
import { pageLanguage, queryIn } from './page-language.ts';
import { type Frame, renderPage } from './render.tsx';
import type { AppParts } from './serve-page.tsx';

/** The frame of pages for people who are logged in. */
export interface AppFrame extends Frame {
  /** Every page of the table, for the menu. */
  readonly pages: readonly Page[];
  readonly scriptPath: (name: ScriptName) => string;
}

/** What a page comes to for one person. */
export interface Shown {
  readonly view: View;
  readonly page?: Page;
  readonly session: BrowserSession;
  readonly flash?: Text | undefined;
  readonly form?: FormState;
  readonly once?: string;
}

const FOOTER: Text = {
  nl: 'Sluis houdt mailings vast totdat het KCC klaar is voor de vragen.',
  en: 'Sluis holds mailings until the contact centre is ready for the questions.',
};

/** Writes out a page for somebody who is logged in. */
export async function showPage(req: Request, res: Response, shown: Shown, { frame }: AppParts) {
  const { view, page, session, flash, form = UNTOUCHED, once } = shown;
  const language = pageLanguage(req, frame.cookies);
  const query = queryIn(req);
  query.set('lang', language === 'nl' ? 'en' : 'nl');
  const csrf = csrfToken(session.csrfSecret);
  if (page?.scripts) (res.locals['scripts'] as () => void)();
  const html = renderPage(
    {
      ...view,
      language,
      form,
      flash,
      csrf,
      footer: FOOTER,
      otherLanguageHref: `?${query.toString()}`,
      menu: menuFor(session.principal, frame.pages, req.path),
      account: <Account name={session.person.name} csrf={csrf} />,
      ...(once !== undefined && { once }),
      ...(page?.scripts && { scriptPaths: page.scripts.map(frame.scriptPath) }),
    },
    frame,
  );
  res
    .status(view.status ?? 200)
    .set('Content-Language', language)
    .vary('Accept-Language');
  res.type('html');
  await sendText(req, res, html);
}

/** The pages with a line in the menu that this person's roles allow, in the order of the table. */
export function menuFor(principal: Principal, pages: readonly Page[], path: string): MenuItem[] {
  return pages.flatMap(({ menu, operation, path: href }) =>
    menu && mayEver(principal, operation)
      ? [{ text: menu, href, current: path === href || path.startsWith(`${href}/`) }]
      : [],
  );
}

const TITLES: { readonly [status: number]: Text } = {
  403: { nl: 'Dit mag u niet doen', en: 'You may not do this' },
  404: { nl: 'Deze pagina is er niet', en: 'This page is not there' },
};
const UNFORESEEN: Text = {
  nl: 'Er ging bij ons iets mis. Wat u deed is misschien niet verwerkt. Ga terug en kijk of het gelukt is.',
  en: 'Something went wrong on our side. What you did may not have been done. Go back and see whether it was.',
};

/** Shows as a page what went wrong in a page, with the menu to go on from. */
export function appErrors(parts: AppParts, anonymous: ErrorRequestHandler): ErrorRequestHandler {
  return async (thrown, req, res, next) => {
    const error = translate(thrown);
    const session = res.locals['session'] as BrowserSession | undefined;
    // An address with an id that is none leads nowhere.
    const nowhere = error instanceof Problem && error.parts.status === 400;
    const answer = faultAnswer(error, pageLanguage(req, parts.cookies));
    const status = nowhere ? 404 : (answer.status ?? 500);
    if (!session || res.headersSent) {
      await anonymous(error, req, res, next);
      return;
    }
    if (status === 500) req.log.error({ err: error, requestId: idOf(req) }, 'failed');
    if (answer.retryAfterSeconds) res.set('Retry-After', String(answer.retryAfterSeconds));
    const title = TITLES[status] ?? answer.title;
    const body = status === 500 ? <Say text={UNFORESEEN} /> : status === 404 ? null : answer.body;
    res.status(status);
    const view = { title, body, status: status as 404 };
    await showPage(req, res, { view, session }, parts);
  };
}
