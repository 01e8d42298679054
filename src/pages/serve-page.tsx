import { createHash, randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { callAs } from '../api/in-process.ts';
import { translate } from '../api/translate.ts';
import { mayEver } from '../domain/access.ts';
import { addSeconds } from '../domain/instant.ts';
import { isCsrfToken } from '../http/csrf.ts';
import { FRESH_SECONDS } from '../http/login.ts';
import { forbidden, notFound, Problem } from '../http/problem.ts';
import { idOf } from '../http/request-id.ts';
import { asksByItself, type BrowserSession } from '../http/session.ts';
import { asking } from './ask.ts';
import type { AppParts } from './app-parts.ts';
import type { AppDeps } from './deps.ts';
import { fileNames, type FormInput, objectOf, readForm } from './form-input.ts';
import {
  errorsOfFiles,
  errorsOfForm,
  errorsOfProblem,
  type FormError,
  type FormState,
  UNTOUCHED,
} from './form-state.ts';
import type { FileAnswer, GoTo, Page, PageCall, View } from './page.ts';
import { PageFault } from './page-fault.ts';
import { pageLanguage, queryIn } from './page-language.ts';
import { isSameOrigin } from './same-origin.ts';
import { showPage } from './show-page.tsx';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The handler of one page: who, may they, was it sent from here, what was filled in, do it, show it. */
export function servePage(page: Page, parts: AppParts): RequestHandler {
  return async (req, res) => {
    const session = await parts.sessions.of(req, asksByItself(req) ? 'by-itself' : 'by-hand');
    const language = pageLanguage(req, parts.cookies, res);
    if (!session) {
      await toLogin(req, res, parts);
      return;
    }
    res.locals['personId'] = session.person.id;
    res.locals['session'] = session;
    if (!mayEver(session.principal, page.operation)) throw forbidden(page.operation);
    const now = parts.deps.clock();
    if (page.fresh && session.authenticatedAt < addSeconds(now, -FRESH_SECONDS)) {
      await toLogin(req, res, parts, 'vers');
      return;
    }
    const input = req.method === 'POST' ? await formOf(req, parts) : undefined;
    const call = callOf(req, session, language, input, parts);
    const answer = input
      ? await submitOnce(page, input, { req, session, call }, parts)
      : await look(
          page,
          (await parts.keptForms.find(req, session.person.id)) ?? UNTOUCHED,
          call,
          parts.deps,
        );
    await send(req, res, answer, page, session, parts);
  };
}

/** What was posted is not repeated by itself: it is shown again on the page that it was on. */
async function toLogin(req: Request, res: Response, parts: AppParts, fresh?: 'vers') {
  const { deps, frame, keptForms } = parts;
  if (req.method === 'POST' && isSameOrigin(req, deps.publicUrl)) {
    const input = await readForm(req).catch(nothingToKeep);
    if (input) await keptForms.keep(req, res, input);
  }
  const query = new URLSearchParams({ terug: req.originalUrl, ...(fresh && { [fresh]: '1' }) });
  res.redirect(303, `${frame.base}/inloggen?${query.toString()}`);
}

/** What is no form, or too large for one, is no reason to be told anything else than to log in. */
function nothingToKeep(error: unknown): undefined {
  if (!(error instanceof PageFault || error instanceof Problem)) throw error;
}

async function formOf(req: Request, { deps }: AppParts) {
  if (!isSameOrigin(req, deps.publicUrl)) throw NOT_FROM_HERE;
  return readForm(req);
}

function callOf(
  req: Request,
  { person, principal }: BrowserSession,
  language: PageCall['language'],
  input: FormInput | undefined,
  { deps, frame }: AppParts,
): PageCall {
  const once = input?.values.get('_once')?.[0] ?? idOf(req);
  const version = Number(input?.values.get('_version')?.[0] ?? Number.NaN);
  const now = deps.clock();
  const updateIdOf = (form: string) =>
    createHash('sha256').update(`page\n${person.id}\n${form}`).digest('hex');
  const updateId = updateIdOf(once);
  const caller = { principal, language, now, updateId };
  const params = Object.fromEntries(
    Object.entries(req.params).map(([name, value]) => [name, String(value)]),
  );
  return {
    ...caller,
    updateIdOf,
    person,
    params,
    id: (name) => {
      const id = params[name] ?? '';
      if (!UUID.test(id)) throw notFound();
      return id;
    },
    query: queryIn(req),
    form: UNTOUCHED,
    pages: frame.pages,
    ...(Number.isInteger(version) && { version }),
    ask: asking(caller, deps),
    as: (operation) => callAs(caller, operation),
    may: (operation) => mayEver(principal, operation),
  };
}

interface Submission {
  readonly req: Request;
  readonly session: BrowserSession;
  readonly call: PageCall;
}

/** Does what the form asks when it is of this session; one of an earlier session of the same person is shown again. */
async function submitOnce(
  page: Page,
  input: FormInput,
  { req, session, call }: Submission,
  { deps, keptForms }: AppParts,
): Promise<Answered> {
  if (isCsrfToken(input.values.get('_csrf')?.[0], session.csrfSecret)) {
    await keptForms.forget(req, session.person.id);
    return submit(page, input, call, deps);
  }
  if (keptForms.ownerOf(input) !== session.person.id) throw NOT_FROM_HERE;
  const files = fileNames(input);
  return look(page, { values: input.values, errors: [], restored: { files } }, call, deps);
}

/** The page with this in its form. */
async function look(
  page: Page,
  form: FormState,
  call: PageCall,
  deps: AppDeps,
  status?: 400 | 409,
): Promise<Answered> {
  const answer = await page.get({ ...call, form }, deps);
  return 'body' in answer ? { ...answer, ...(status && { status }), form } : answer;
}

/** Does what the form asks; what the user can mend is shown above the same page, with everything that was typed. */
async function submit(
  page: Page,
  { values, tooLarge, ...rest }: FormInput,
  call: PageCall,
  deps: AppDeps,
) {
  if (!page.post) throw NO_FORM_HERE;
  const again = (errors: readonly FormError[], status: 400 | 409) =>
    look(page, { values, errors }, call, deps, status);
  const parsed = await page.form?.safeParseAsync(objectOf({ values, ...rest }));
  const large = errorsOfFiles(tooLarge);
  if (large.length > 0 || parsed?.success === false) {
    const others = errorsOfForm(parsed?.error).filter(({ field }) => !tooLarge.has(field ?? ''));
    return again([...large, ...others], 400);
  }
  try {
    return await page.post(parsed?.data as never, call, deps);
  } catch (thrown) {
    const error = translate(thrown);
    if (!(error instanceof Problem)) throw error;
    const { status } = error.parts;
    if (status === 400) return again(errorsOfProblem(error), 400);
    if (status === 409 || status === 412) return again(errorsOfProblem(error), 409);
    throw error;
  }
}

type Answered = (View & { readonly form?: FormState }) | FileAnswer | GoTo;

async function send(
  req: Request,
  res: Response,
  answer: Answered,
  page: Page,
  session: BrowserSession,
  parts: AppParts,
) {
  if ('to' in answer) {
    if (answer.flash) await parts.deps.store.sessions.setFlash(session.idHash, answer.flash);
    res.redirect(303, `${parts.frame.base}${answer.to}`);
  } else if ('file' in answer) {
    const { name, mediaType, bytes, inline } = answer.file;
    if (inline) res.set('Content-Disposition', 'inline');
    else res.attachment(name);
    res.type(mediaType).send(bytes);
  } else {
    // What is told once is for who pressed, and not for a board that looks again in another window.
    const flash = asksByItself(req)
      ? undefined
      : await parts.deps.store.sessions.takeFlash(session.idHash);
    const { form = UNTOUCHED } = answer;
    await showPage(
      req,
      res,
      { view: answer, page, session, flash, form, once: randomUUID() },
      parts,
    );
  }
}

const NOT_FROM_HERE = new PageFault(403, {
  nl: 'Dit formulier is niet meer geldig of kwam niet van deze site. Er is niets verwerkt. Ga terug, ververs de pagina en probeer het opnieuw.',
  en: 'This form is no longer valid or did not come from this site. Nothing was done. Go back, refresh the page and try again.',
});
const NO_FORM_HERE = new PageFault(405, {
  nl: 'Dat kan hier niet.',
  en: 'That is not possible here.',
});
