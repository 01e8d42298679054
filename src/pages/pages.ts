import express, { type Router } from 'express';
import { OPERATIONS } from '../domain/access.ts';
import type { PageDeps } from './deps.ts';
import { invitationPage } from './invitation.tsx';
import type { LinkPage } from './page.ts';
import { PageFault } from './page-fault.ts';
import { pageErrors, pageHeaders, servePage } from './serve-page.tsx';
import { stakeholderPage } from './stakeholder.tsx';
import { stylesheet } from './stylesheet.ts';

/** THE table of pages. */
export const PAGES: readonly LinkPage[] = [invitationPage, stakeholderPage];

const ONE_YEAR_SECONDS = 31_536_000;

/**
 * A router that answers the pages and their stylesheet.
 * @throws Error when a page names no known operation
 */
export function createPages(deps: PageDeps): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  const { path, css } = stylesheet(deps.house.colour);
  const stylesheetPath = new URL(deps.publicUrl).pathname.replace(/\/$/, '') + path;
  router.get(path, (_req, res) => {
    res.set('Cache-Control', `public, max-age=${ONE_YEAR_SECONDS}, immutable`);
    res.type('css').send(css);
  });
  for (const page of PAGES) {
    if (!OPERATIONS.includes(page.operation)) throw new Error(`${page.path} names no operation`);
    const serve = servePage(page, deps, stylesheetPath);
    const errors = pageErrors(deps, stylesheetPath);
    router.route(page.path).all(pageHeaders).get(serve).post(serve).all(otherMethods);
    router.use(page.path, errors);
  }
  return router;
}

const otherMethods: express.RequestHandler = (_req, res) => {
  res.set('Allow', 'GET, HEAD, POST');
  throw new PageFault(405, { nl: 'Dat kan hier niet.', en: 'That is not possible here.' });
};
