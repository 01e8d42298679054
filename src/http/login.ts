import { createHash } from 'node:crypto';
import { createRemoteJWKSet, EncryptJWT, jwtDecrypt, jwtVerify, type JWTVerifyGetKey } from 'jose';
import * as oidc from 'openid-client';
import { addSeconds, type Instant } from '../domain/instant.ts';
import { unavailable } from './problem.ts';
import type { LoginFacts } from './session.ts';

/** Where people prove who they are. */
export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Empty for a client that has none. */
  readonly clientSecret: string;
  /** Known beforehand, for the provider in this process; otherwise the provider's own discovery document is read. */
  readonly metadata?: () => oidc.ServerMetadata;
}

/** What the provider says of the person. */
export interface LoginClaims extends LoginFacts {
  readonly claims: Readonly<Record<string, unknown>>;
}

/** A login that was begun: kept by the browser itself, sealed, until the provider sends it back. */
interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
  /** The person had to prove it anew. */
  readonly fresh: boolean;
}

export const ATTEMPT_SECONDS = 600;
/** So long ago somebody may have proved who they are to do what asks for a fresh login. */
export const FRESH_SECONDS = 5 * 60;
const SCOPES = 'openid email profile';

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

interface LogoutClaims {
  readonly sub?: unknown;
  readonly sid?: unknown;
  readonly nonce?: unknown;
  readonly events?: Readonly<Record<string, unknown>>;
}

/** Why a login came to nothing, without blame: it was too long ago, or of another browser window. */
export class LoginFailed extends Error {
  override readonly name = 'LoginFailed';
}

export type Login = ReturnType<typeof createLogin>;

/**
 * Login with OpenID Connect Core 1.0: authorization code, PKCE, state and nonce.
 * @param secret at least 32 characters, the same for every process
 */
export function createLogin(provider: ProviderSettings, publicUrl: string, secret: string) {
  const key = createHash('sha256').update(`sluis-login\n${secret}`).digest();
  const redirectUri = `${publicUrl}/inloggen/terug`;
  let known: Promise<oidc.Configuration> | undefined;
  let keys: JWTVerifyGetKey | undefined;
  const configuration = async () => {
    known ??= configurationOf(provider);
    try {
      return await known;
    } catch {
      known = undefined;
      throw unavailable('identity-provider');
    }
  };

  return {
    /** Where to send the browser, and what it keeps meanwhile. `fresh` asks to prove it anew. */
    async begin(returnTo: string, { fresh = false } = {}) {
      const attempt: Attempt = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        returnTo,
        fresh,
      };
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: SCOPES,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        ...(fresh && { prompt: 'login', max_age: '0' }),
      });
      const kept = await new EncryptJWT({ ...attempt })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(`${ATTEMPT_SECONDS}s`)
        .encrypt(key);
      return { url, kept };
    },

    /**
     * Who came back from the provider, with the query it added and what the browser had kept.
     * @throws LoginFailed when the two do not belong together or the provider said no, Problem 503 when it is away
     */
    async finish(search: string, kept: string | undefined, now: Instant) {
      const attempt = await opened(kept, key);
      const at = new URL(`${redirectUri}${search}`);
      const config = await configuration();
      try {
        const tokens = await oidc.authorizationCodeGrant(config, at, {
          pkceCodeVerifier: attempt.verifier,
          expectedState: attempt.state,
          expectedNonce: attempt.nonce,
          idTokenExpected: true,
        });
        const idClaims = tokens.claims();
        if (!idClaims) throw new LoginFailed('no ID token');
        const more = config.serverMetadata().userinfo_endpoint
          ? await oidc.fetchUserInfo(config, tokens.access_token, idClaims.sub)
          : {};
        const facts: LoginClaims = {
          subject: idClaims.sub,
          authenticatedAt: momentOf(idClaims.auth_time, now),
          ...(typeof idClaims['sid'] === 'string' && { providerSession: idClaims['sid'] }),
          ...(tokens.id_token !== undefined && { idToken: tokens.id_token }),
          claims: { ...more, ...idClaims },
        };
        if (attempt.fresh && facts.authenticatedAt < addSeconds(now, -FRESH_SECONDS)) {
          throw new LoginFailed('the provider did not ask anew');
        }
        return { facts, returnTo: attempt.returnTo };
      } catch (error) {
        throw failed(error);
      }
    },

    /**
     * Whose sessions a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6) ends.
     * @throws LoginFailed when it is not a logout token of the provider for Sluis
     */
    async loggedOut(token: string): Promise<{ subject: string } | { providerSession: string }> {
      const metadata = (await configuration()).serverMetadata();
      keys ??= createRemoteJWKSet(new URL(metadata.jwks_uri ?? ''), { timeoutDuration: 3_000 });
      const { payload } = await jwtVerify(token, keys, {
        issuer: metadata.issuer,
        audience: provider.clientId,
        maxTokenAge: ATTEMPT_SECONDS,
        clockTolerance: 5,
        requiredClaims: ['jti'],
      }).catch(() => {
        throw new LoginFailed('no logout token of ours');
      });
      const { sub, sid, nonce, events } = payload as LogoutClaims;
      if (nonce !== undefined || events?.[LOGOUT_EVENT] === undefined) {
        throw new LoginFailed('no logout token');
      }
      if (typeof sid === 'string') return { providerSession: sid };
      if (typeof sub === 'string') return { subject: sub };
      throw new LoginFailed('a logout token of nobody');
    },

    /** Where to log out at the provider as well; undefined when it has no such place. */
    async endUrl(idToken: string | undefined): Promise<URL | undefined> {
      const config = await configuration().catch(() => undefined);
      if (!config?.serverMetadata().end_session_endpoint) return undefined;
      return oidc.buildEndSessionUrl(config, {
        post_logout_redirect_uri: `${publicUrl}/uitgelogd`,
        ...(idToken !== undefined && { id_token_hint: idToken }),
      });
    },
  };
}

async function configurationOf({ issuer, clientId, clientSecret, metadata }: ProviderSettings) {
  const authentication = clientSecret ? oidc.ClientSecretPost(clientSecret) : oidc.None();
  const plain = new URL(issuer).protocol === 'http:';
  const config = metadata
    ? new oidc.Configuration(metadata(), clientId, undefined, authentication)
    : await oidc.discovery(new URL(issuer), clientId, undefined, authentication, {
        // Plain HTTP is for trying Sluis out; the configuration refuses it in production.
        ...(plain && { execute: [oidc.allowInsecureRequests] }),
        timeout: 5,
      });
  if (metadata) oidc.allowInsecureRequests(config);
  config.timeout = 5;
  oidc.enableNonRepudiationChecks(config);
  return config;
}

async function opened(kept: string | undefined, key: Uint8Array): Promise<Attempt> {
  if (kept === undefined) throw new LoginFailed('no attempt');
  try {
    const { payload } = await jwtDecrypt(kept, key);
    return payload as unknown as Attempt;
  } catch {
    throw new LoginFailed('the attempt is too old or not ours');
  }
}

/** A provider that does not say when it asked is taken to have asked just now. */
function momentOf(authTime: number | undefined, now: Instant): Instant {
  return authTime === undefined ? now : new Date(authTime * 1000).toISOString();
}

function failed(error: unknown): unknown {
  if (error instanceof LoginFailed) return error;
  if (error instanceof oidc.ClientError && error.code === 'OAUTH_TIMEOUT') {
    return unavailable('identity-provider');
  }
  if (error instanceof TypeError) return unavailable('identity-provider');
  return new LoginFailed(error instanceof Error ? error.message : 'refused');
}
