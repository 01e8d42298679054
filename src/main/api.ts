import { Client, Connection } from '@temporalio/client';
import { createRemoteJWKSet, type JSONWebKeySet } from 'jose';
import { type Logger, pino } from 'pino';
import type { Registry } from 'prom-client';
import { calendarFeedRouter } from '../api/calendars.ts';
import { documentRouter } from '../api/documents.ts';
import { createJourneys, type Journeys } from '../api/journeys.ts';
import { openApiDocument } from '../api/openapi.ts';
import { apiRouter } from '../api/router.ts';
import { ROUTES } from '../api/routes.ts';
import type { Config } from '../config.ts';
import { DEFAULT_JOURNEY_POLICY } from '../domain/journey-policy.ts';
import { hashPassword } from '../gateway/password.ts';
import { createEvidenceVerifier, loadedKeys } from '../gateway/permit-verifier.ts';
import { createApp } from '../http/app.ts';
import { healthRouter } from '../http/health.ts';
import { createAuthenticate, type IdentityParts } from '../http/identity.ts';
import { unavailable } from '../http/problem.ts';
import { listen } from '../http/server.ts';
import { createLinks } from '../mail/links.ts';
import { createPageParts } from './page-parts.ts';
import { createStore, type Store } from '../store/client.ts';
import { readPublicJwks } from './permit-keys.ts';
import { warmUp } from './warm-up.ts';
import { isMain, processMetrics, runProgram } from './program.ts';
import { createIssuer, type EmbeddedIssuer } from './issuer.ts';

export interface ApiOptions {
  readonly log?: Logger;
  readonly metrics?: Registry;
  /** Keys with which anyone can check a permit. */
  readonly permitKeys?: () => Promise<JSONWebKeySet>;
  /** Instead of those behind the Temporal server. */
  readonly journeys?: Journeys;
  readonly requestsPerMinute?: number;
}

/** The API as it runs: where it listens, who issues its tokens, and how to end it. */
export type RunningApi = Awaited<ReturnType<typeof startApi>>;

/** Starts the API against the servers that `config` names; it listens, a little later, also while they are out of reach. */
export async function startApi(config: Config, options: ApiOptions = {}) {
  const metrics = options.metrics ?? processMetrics('api');
  const store = createStore({ url: config.databaseUrl, applicationName: 'sluis-api' });
  const connection = Connection.lazy({ address: config.temporal.address });
  const temporal = createJourneys(new Client({ connection, namespace: config.temporal.namespace }));
  const journeys = options.journeys ?? temporal;
  const { issuer, identity } = await identityOf(config);
  const clock = () => new Date().toISOString();
  const perMinute = options.requestsPerMinute ?? 1200;
  const calendarLinks = createLinks(config.linkSecret, config.publicUrl);
  const permitKeys = options.permitKeys ?? (() => permitKeysIn(config));
  const deps = {
    store,
    journeys,
    hashPassword,
    calendarLinks,
    policy: DEFAULT_JOURNEY_POLICY,
    print: config.print,
    permitKeys,
    verifyPermit: createEvidenceVerifier(loadedKeys(permitKeys)),
  };
  let ownUrl = config.publicUrl;
  const pages = await createPageParts(config, { deps, clock, ownUrl: () => ownUrl });
  let stopping = false;

  const app = createApp({
    log: options.log ?? pino({ level: config.logLevel }),
    metrics,
    trustedProxies: config.trustedProxies,
    requestsPerMinutePerAddress: perMinute * 5,
    errorPages: pages.errorPages,
    routers: [
      healthRouter({
        checks: {
          database: store.ping,
          temporal: journeys.assertReachable,
          worker: journeys.workerPolls,
        },
        metrics,
        stopping: () => stopping,
      }),
      documentRouter({
        openApi: openApiDocument(ROUTES, config.publicUrl),
        permitKeys,
        ...(issuer && { issuerKeys: issuer.jwks }),
      }),
      apiRouter({
        deps,
        authenticate: createAuthenticate({ ...identity, findPerson: personIn(store) }),
        clock,
        requestsPerMinute: perMinute,
      }),
      calendarFeedRouter(deps, clock),
      ...pages.routers,
    ],
  });
  const warm = warmUp(store, clock());
  await warm.enough;
  const server = await listen(app, config.api.host, config.api.port);
  ownUrl = `http://${hostInUrl(config.api.host)}:${server.port}`;
  return {
    port: server.port,
    issuer,
    close: async () => {
      stopping = true;
      await pages.close();
      await server.close();
      await temporal.settled();
      await warm.done;
      await connection.close();
      await store.close();
    },
  };
}

/** Where this process reaches itself when it listens on every interface. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

async function identityOf({ oidc, dataDir, production }: Config): Promise<{
  issuer: EmbeddedIssuer | undefined;
  identity: Omit<IdentityParts, 'findPerson'>;
}> {
  const { issuer: name, audience } = oidc;
  if (oidc.kind === 'external') {
    const keys = createRemoteJWKSet(new URL(oidc.jwksUrl), { timeoutDuration: 3_000 });
    return { issuer: undefined, identity: { issuer: name, audience, keys } };
  }
  const issuer = await createIssuer({ dataDir, issuer: name, audience, production });
  return { issuer, identity: { issuer: name, audience, keys: issuer.keys } };
}

/** Until the worker has made the keys there are none to show, and an empty set would be remembered. */
async function permitKeysIn({ permitKeyFile }: Config): Promise<JSONWebKeySet> {
  return readPublicJwks(permitKeyFile).catch(() => {
    throw unavailable('worker');
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function personIn({ people }: Store): IdentityParts['findPerson'] {
  return async ({ sub, email }) =>
    (UUID.test(sub) ? await people.find(sub) : undefined) ??
    (email === undefined ? undefined : await people.findByEmail(email));
}

if (isMain('api')) {
  await runProgram(async (config, log) => {
    const { port, close } = await startApi(config, { log });
    log.info({ port }, 'api listens');
    return { stop: close };
  });
}
