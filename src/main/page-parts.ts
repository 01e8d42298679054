import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { ApiDeps } from '../api/deps.ts';
import type { Config } from '../config.ts';
import type { Instant } from '../domain/instant.ts';
import { createCookies } from '../http/cookies.ts';
import { createLogin } from '../http/login.ts';
import { createSessions } from '../http/session.ts';
import { createLinks } from '../mail/links.ts';
import type { PageHouse } from '../pages/deps.ts';
import { createErrorPages } from '../pages/error-pages.ts';
import { createKeptForms } from '../pages/kept-forms.ts';
import { createLive } from '../pages/live.ts';
import { createPages } from '../pages/pages.ts';
import { createEmbeddedProvider } from './identity-provider.tsx';

interface Around {
  readonly deps: ApiDeps;
  readonly clock: () => Instant;
  /** Where this process listens itself. */
  readonly ownUrl: () => string;
}

/** Everything that browsers get: pages, login, and the embedded identity provider where no other is named. */
export async function createPageParts(
  config: Config,
  { deps, clock, ownUrl }: Around,
): Promise<{
  routers: RequestHandler[];
  errorPages: ErrorRequestHandler;
  close: () => Promise<void>;
}> {
  const { publicUrl, linkSecret, oidc, login: client } = config;
  const house: PageHouse = { ...config.municipality, timeZone: config.timeZone };
  const cookies = createCookies(publicUrl);
  const embedded =
    oidc.kind === 'embedded'
      ? await createEmbeddedProvider({
          publicUrl,
          ownUrl,
          house,
          cookies,
          store: deps.store,
          production: config.production,
        })
      : undefined;
  const provider = embedded ?? { ...client, issuer: oidc.issuer };
  const linkDeps = { publicUrl, clock, house, links: createLinks(linkSecret, publicUrl) };
  const sessions = createSessions(deps.store, cookies, clock);
  const live = createLive({ store: deps.store, sessions, clock, timeZone: config.timeZone });
  const pages = createPages(
    { ...linkDeps, store: deps.store, journeys: deps.journeys },
    {
      cookies,
      deps: { ...linkDeps, ...deps },
      sessions,
      keptForms: createKeptForms(deps.store, cookies, linkSecret, clock),
      login: createLogin(provider, publicUrl, linkSecret),
      formTargets: oidc.kind === 'external' ? [new URL(oidc.issuer).origin] : [],
      ...(client.roleClaim && { roleClaim: client.roleClaim }),
    },
  );
  return {
    routers: [...(embedded ? [embedded.router] : []), live.router, pages],
    errorPages: createErrorPages(house, publicUrl, cookies),
    /** Ends what would never end by itself. */
    close: () => live.close(),
  };
}
