import { randomBytes } from 'node:crypto';
import express, { type RequestHandler, type Router } from 'express';
import { exportJWK, generateKeyPair } from 'jose';
import type { Configuration, Provider } from 'oidc-provider';
import type { ServerMetadata } from 'openid-client';
import { ROLES, type Role } from '../domain/actor.ts';
import type { Text } from '../domain/text.ts';
import type { Cookies } from '../http/cookies.ts';
import { pageHeaders } from '../pages/answer.ts';
import { People } from '../pages/components/people-to-be.tsx';
import { readForm } from '../pages/form-input.ts';
import { isSameOrigin } from '../pages/same-origin.ts';
import { baseOf, createAssets, frameOf } from '../pages/assets.ts';
import { Say } from '../pages/components/say.tsx';
import type { PageHouse } from '../pages/deps.ts';
import { type Frame, renderPage } from '../pages/render.tsx';
import { show } from '../pages/show.tsx';
import type { Store } from '../store/client.ts';
import { providerMemory } from './provider-memory.ts';

export interface ProviderOptions {
  readonly publicUrl: string;
  /** Where this process itself listens, for what Sluis asks its own provider. */
  readonly ownUrl: () => string;
  readonly store: Store;
  readonly house: PageHouse;
  readonly cookies: Cookies;
  readonly production: boolean;
}

/** The identity provider in this process: where it answers, and how Sluis logs in with it. */
export interface EmbeddedProvider {
  readonly router: Router;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly issuer: string;
  readonly metadata: () => ServerMetadata;
}

const CLIENT_ID = 'sluis';
const HOURS = 3600;

/**
 * An OpenID provider for trying Sluis out: whoever comes chooses whom of the municipality's people to be. What it remembers
 * is gone when the process ends, and so are its keys.
 * @throws Error in production, where the municipality's own provider must be named
 */
export async function createEmbeddedProvider(options: ProviderOptions): Promise<EmbeddedProvider> {
  if (options.production) {
    throw new Error(
      'The embedded identity provider is for demonstration only. Set OIDC_ISSUER to your own provider.',
    );
  }
  const issuer = `${options.publicUrl}/idp`;
  const base = baseOf(options.publicUrl);
  const assets = createAssets(options.house.colour);
  const frame = { ...frameOf(options.house, base, assets), cookies: options.cookies };
  const clientSecret = randomBytes(32).toString('base64url');
  // Loaded here, because only the demonstration needs it.
  const { Provider: ProviderOf } = await import('oidc-provider');
  const provider = new ProviderOf(issuer, await configurationOf(options, clientSecret, frame));
  // Behind a proxy the addresses are those of PUBLIC_URL.
  provider.proxy = true;
  return {
    router: routerOf(provider, options, frame),
    issuer,
    clientId: CLIENT_ID,
    clientSecret,
    metadata: () => {
      const own = `${options.ownUrl()}/idp`;
      return {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        end_session_endpoint: `${issuer}/session/end`,
        token_endpoint: `${own}/token`,
        userinfo_endpoint: `${own}/me`,
        jwks_uri: `${own}/jwks`,
      };
    },
  };
}

async function configurationOf(
  { publicUrl, store }: ProviderOptions,
  clientSecret: string,
  frame: Frame,
): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'demonstration' };
  return {
    adapter: providerMemory(),
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${publicUrl}/inloggen/terug`],
        post_logout_redirect_uris: [`${publicUrl}/uitgelogd`],
        backchannel_logout_uri: `${publicUrl}/inloggen/afgemeld`,
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys: [key] },
    cookies: {
      keys: [randomBytes(32).toString('hex')],
      short: { path: '/', sameSite: 'lax' },
      long: { path: '/', sameSite: 'lax' },
    },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'roles'] },
    conformIdTokenClaims: false,
    ttl: {
      Session: 12 * HOURS,
      Interaction: HOURS,
      Grant: 12 * HOURS,
      IdToken: HOURS,
      AccessToken: HOURS,
    },
    interactions: { url: (_ctx, { uid }) => `${publicUrl}/idp/kies/${uid}` },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.type = 'html';
          ctx.body = logoutPage(form, frame);
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.redirect(`${publicUrl}/uitgelogd`);
        },
      },
    },
    renderError: (ctx, { error }) => {
      ctx.type = 'html';
      ctx.body = errorPage(error, frame);
    },
    findAccount: async (_ctx, sub) => {
      const person = await store.people.find(sub);
      if (!person?.active) return undefined;
      const { name, email, roles } = person;
      return {
        accountId: sub,
        claims: () => ({ sub, name, email, email_verified: true, roles: [...roles] }),
      };
    },
    // Sluis is the municipality's own: nobody is asked whether it may know who they are.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session } = oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new oidc.provider.Grant({
        clientId: client.clientId,
        accountId: session.accountId,
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
}

function routerOf(provider: Provider, options: ProviderOptions, frame: Frame): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  const { store, publicUrl } = options;
  const choose: RequestHandler = async (req, res) => {
    await provider.interactionDetails(req, res);
    const people = (await store.people.list()).filter(({ roles }) => roles.length > 0);
    const groups = ROLES.map((role) => ({
      role,
      people: people.filter(({ roles }) => roles[0] === role),
    })).filter((group): group is { role: Role; people: typeof people } => group.people.length > 0);
    const body = <People groups={groups} />;
    await show(req, res, { status: 200, title: TITLE, body }, frame, { footer: FOOTER });
  };
  const chosen: RequestHandler = async (req, res) => {
    const form = isSameOrigin(req, publicUrl) ? await readForm(req) : undefined;
    const accountId = form?.values.get('person')?.[0];
    const person = accountId
      ? await store.people.find(accountId).catch(() => undefined)
      : undefined;
    if (!person?.active) {
      await choose(req, res, () => undefined);
      return;
    }
    await provider.interactionFinished(req, res, {
      login: { accountId: person.id, remember: false },
    });
  };
  router.route('/idp/kies/:uid').all(pageHeaders()).get(choose).post(chosen);
  router.use('/idp', pageHeaders(), async (req, res) => {
    await provider.callback()(req, res);
  });
  return router;
}

/** The provider's own question at the end; `form` is its form, to which the button belongs. */
function logoutPage(form: string, frame: Frame): string {
  const body = (
    <>
      <div dangerouslySetInnerHTML={{ __html: form }} />
      <button
        type="submit"
        form="op.logoutForm"
        name="logout"
        value="yes"
        className="button primary"
      >
        <Say text={{ nl: 'Ja, uitloggen', en: 'Yes, log out' }} />
      </button>
    </>
  );
  const title = { nl: 'Ook bij de gemeente uitloggen?', en: 'Log out with the municipality too?' };
  return renderPage(
    { language: 'nl', title, body, footer: FOOTER, otherLanguageHref: '?lang=en' },
    frame,
  );
}

/** The provider's own page for a request that it does not understand, such as one of a login long ago. */
function errorPage(error: string, frame: Frame): string {
  const title = { nl: 'Inloggen is niet gelukt', en: 'Logging in did not work' };
  const body = (
    <>
      <p>
        <Say
          text={{
            nl: `De aanmelding is verlopen of klopt niet (${error}).`,
            en: `The login has expired or is not right (${error}).`,
          }}
        />
      </p>
      <a className="button primary" href="/">
        <Say text={{ nl: 'Opnieuw beginnen', en: 'Start again' }} />
      </a>
    </>
  );
  return renderPage(
    { language: 'nl', title, body, footer: FOOTER, otherLanguageHref: '?lang=en' },
    frame,
  );
}

const TITLE: Text = { nl: 'Wie wilt u zijn?', en: 'Who do you want to be?' };
const FOOTER: Text = {
  nl: 'Dit is een demonstratie met verzonnen mensen. In het echt logt u hier in bij uw eigen gemeente.',
  en: 'This is a demonstration with people who do not exist. In real life you log in with your own municipality here.',
};
