import express, { type Request, type Router } from 'express';
import { SYSTEM } from '../domain/actor.ts';
import type { Text } from '../domain/text.ts';
import { admitted, type RoleClaim } from '../http/admission.ts';
import { isCsrfToken } from '../http/csrf.ts';
import { ATTEMPT_SECONDS, type Login, LoginFailed } from '../http/login.ts';
import { readForm } from './form-input.ts';
import { ButtonLink } from './components/form.tsx';
import { Say } from './components/say.tsx';
import { PAGE_WORDS } from './fault-answer.tsx';
import { PageFault } from './page-fault.ts';
import { queryIn } from './page-language.ts';
import { isSameOrigin } from './same-origin.ts';
import type { AppParts } from './app-parts.ts';
import { show } from './show.tsx';

const COOKIE = 'sluis-inloggen';

/** Logging in and out: `/inloggen`, where the provider sends people back to, and `/uitloggen`. */
export function loginRoutes(parts: AppParts, login: Login, roleClaim?: RoleClaim): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  const { deps, sessions, cookies, frame } = parts;

  router.get('/inloggen', async (req, res) => {
    const query = queryIn(req);
    const returnTo = localPath(query.get('terug'), deps.publicUrl);
    const { url, kept } = await login.begin(returnTo, { fresh: query.get('vers') === '1' });
    cookies.write(res, COOKIE, kept, ATTEMPT_SECONDS);
    res.redirect(303, url.href);
  });

  router.get('/inloggen/terug', async (req, res) => {
    const kept = cookies.read(req, COOKIE);
    cookies.clear(res, COOKIE);
    const now = deps.clock();
    const search = `?${queryIn(req).toString()}`;
    const done = await login.finish(search, kept, now).catch((error: unknown) => {
      if (!(error instanceof LoginFailed)) throw error;
      req.log.warn({ reason: error.message }, 'login failed');
    });
    if (!done) {
      await show(
        req,
        res,
        { status: 400, title: FAILED, body: <Again text={FAILED_TEXT} /> },
        frame,
        PAGE_WORDS,
      );
      return;
    }
    const { facts, returnTo } = done;
    const { claims, ...session } = facts;
    const person = await admitted(deps.store, claims, roleClaim, now);
    if (!person) {
      req.log.warn({ subject: facts.subject }, 'login by somebody unknown');
      await show(
        req,
        res,
        { status: 403, title: UNKNOWN, body: <Again text={UNKNOWN_TEXT} /> },
        frame,
        PAGE_WORDS,
      );
      return;
    }
    await sessions.begin(req, res, person, session);
    res.redirect(303, `${frame.base}${returnTo}`);
  });

  router.post('/uitloggen', async (req, res) => {
    const session = await sessions.of(req);
    if (session) {
      await assertOurs(req, session.csrfSecret, deps.publicUrl);
      await sessions.end(res, session);
    }
    const elsewhere = await login.endUrl(session?.idToken);
    res.set('Clear-Site-Data', '"cache"');
    res.redirect(303, elsewhere?.href ?? `${frame.base}/uitgelogd`);
  });

  // The provider itself says that somebody logged out there; there is no browser behind it.
  router.post('/inloggen/afgemeld', async (req, res) => {
    const token = (await readForm(req)).values.get('logout_token')?.[0] ?? '';
    const whose = await login.loggedOut(token).catch((error: unknown) => {
      if (!(error instanceof LoginFailed)) throw error;
      req.log.warn({ reason: error.message }, 'back-channel logout refused');
    });
    const by = { actor: SYSTEM, origin: 'page', at: deps.clock() } as const;
    if (whose) await deps.store.sessions.endOf(whose, by);
    res.status(whose ? 200 : 400).end();
  });

  router.get('/uitgelogd', async (req, res) => {
    await show(
      req,
      res,
      { status: 200, title: OUT, body: <Again text={OUT_TEXT} /> },
      frame,
      PAGE_WORDS,
    );
  });
  return router;
}

async function assertOurs(req: Request, csrfSecret: string, publicUrl: string) {
  const ours = isSameOrigin(req, publicUrl);
  const token = ours ? (await readForm(req)).values.get('_csrf')?.[0] : undefined;
  if (isCsrfToken(token, csrfSecret)) return;
  throw new PageFault(403, {
    nl: 'U bent niet uitgelogd. Ga terug, ververs de pagina en probeer het opnieuw.',
    en: 'You are not logged out. Go back, refresh the page and try again.',
  });
}

/** A path of ours out of what an address says; anything else leads to the start. */
export function localPath(asked: string | null, publicUrl: string): string {
  if (!asked?.startsWith('/') || /^\/[/\\]/.test(asked) || !URL.canParse(asked, publicUrl))
    return '/';
  const url = new URL(asked, publicUrl);
  // `/..//elsewhere` is a path of ours until its dots are gone; what begins with two slashes then is another site to a browser.
  const ours = url.origin === new URL(publicUrl).origin && !url.pathname.startsWith('//');
  return ours ? `${url.pathname}${url.search}` : '/';
}

function Again({ text }: { readonly text: Text }) {
  return (
    <>
      <p>
        <Say text={text} />
      </p>
      <ButtonLink kind="primary" href="/inloggen" text={{ nl: 'Inloggen', en: 'Log in' }} />
    </>
  );
}

const FAILED: Text = { nl: 'Inloggen is niet gelukt', en: 'Logging in did not work' };
const FAILED_TEXT: Text = {
  nl: 'Misschien duurde het te lang, of was er nog een ander venster open. Probeer het opnieuw.',
  en: 'Perhaps it took too long, or another window was open as well. Try again.',
};
const UNKNOWN: Text = {
  nl: 'U hebt nog geen toegang tot Sluis',
  en: 'You have no access to Sluis yet',
};
const UNKNOWN_TEXT: Text = {
  nl: 'U bent wel ingelogd bij uw gemeente, maar Sluis kent u niet. Vraag uw functioneel beheerder om toegang.',
  en: 'You are logged in with your municipality, but Sluis does not know you. Ask your administrator for access.',
};
const OUT: Text = { nl: 'U bent uitgelogd', en: 'You are logged out' };
const OUT_TEXT: Text = { nl: 'Tot ziens.', en: 'See you later.' };
