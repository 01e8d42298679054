import type { ErrorRequestHandler, Request, Response } from 'express';
import { translate } from '../api/translate.ts';
import { mayEver, type Principal } from '../domain/access.ts';
import type { Text } from '../domain/text.ts';
import { csrfToken } from '../http/csrf.ts';
import { notFound, Problem } from '../http/problem.ts';
import { idOf } from '../http/request-id.ts';
import type { BrowserSession } from '../http/session.ts';
import { sendText } from './answer.ts';
import { Account } from './components/account.tsx';
import { EmergencyBanner } from './components/emergency-banner.tsx';
import { GateBanner } from './components/gate-banner.tsx';
import type { AppParts } from './app-parts.ts';
import type { AppDeps } from './deps.ts';
import { faultAnswer, PAGE_WORDS } from './fault-answer.tsx';
import { type FormState, UNTOUCHED } from './form-state.ts';
import type { Page, View } from './page.ts';
import { pageLanguage, queryIn } from './page-language.ts';
import { menuFor } from './menu.ts';
import { renderPage } from './render.tsx';

/** What a page comes to for one person. */
export interface Shown {
  readonly view: View;
  readonly page?: Page;
  readonly session: BrowserSession;
  readonly flash?: Text | undefined;
  readonly form?: FormState;
  readonly once?: string;
}

/** Writes out a page for somebody who is logged in. */
export async function showPage(req: Request, res: Response, shown: Shown, parts: AppParts) {
  const { frame, deps, keptForms } = parts;
  const { view, page, session, flash, form = UNTOUCHED, once } = shown;
  const language = pageLanguage(req, frame.cookies);
  const query = queryIn(req);
  query.set('lang', language === 'nl' ? 'en' : 'nl');
  const csrf = csrfToken(session.csrfSecret);
  const [stop, emergency] = await Promise.all([
    stopFor(session.principal, deps),
    page && emergencyOf(page, req, deps),
  ]);
  if (page?.scripts) (res.locals['scripts'] as () => void)();
  const html = renderPage(
    {
      ...view,
      language,
      form,
      flash,
      csrf,
      mark: keptForms.markFor(session.person.id),
      footer: PAGE_WORDS.footer,
      otherLanguageHref: `?${query.toString()}`,
      menu: menuFor(session.principal, frame.pages, req.path),
      account: <Account name={session.person.name} csrf={csrf} />,
      alarm: (
        <>
          {stop && (
            <GateBanner stop={stop} mayResume={mayEver(session.principal, 'gate-stop.resume')} />
          )}
          {emergency !== undefined && <EmergencyBanner at={emergency} />}
        </>
      ),
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

/** When the mailing that the page is about was let out without sign-off, if it ever was. */
async function emergencyOf({ path }: Page, req: Request, { store }: AppDeps) {
  const id = path.startsWith('/mailings/:mailingId') ? req.params['mailingId'] : undefined;
  return typeof id === 'string' ? store.emergencyReleases.ofMailing(id) : undefined;
}

/** The stop that everybody sees above every page; a database that is away leaves the page without. */
async function stopFor(principal: Principal, { store }: AppDeps) {
  if (!mayEver(principal, 'gate-stop.read')) return undefined;
  return store.gateStop.current().catch(() => undefined);
}

/** Shows as a page what went wrong in a page, with the menu to go on from. */
export function appErrors(parts: AppParts, anonymous: ErrorRequestHandler): ErrorRequestHandler {
  return async (thrown, req, res, next) => {
    const problem = translate(thrown);
    // A request that is wrong outside a form has an address that leads nowhere.
    const nowhere = problem instanceof Problem && problem.parts.status === 400;
    const error = nowhere ? notFound() : problem;
    const session = res.locals['session'] as BrowserSession | undefined;
    if (!session || res.headersSent) {
      await anonymous(error, req, res, next);
      return;
    }
    const answer = faultAnswer(error, pageLanguage(req, parts.cookies), PAGE_WORDS);
    if (answer.status === 500) req.log.error({ err: error, requestId: idOf(req) }, 'failed');
    if (answer.retryAfterSeconds) res.set('Retry-After', String(answer.retryAfterSeconds));
    const view = { title: answer.title, body: answer.body, status: answer.status as 404 };
    await showPage(req, res, { view, session }, parts);
  };
}
