import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JSONWebKeySet,
  jwtVerify,
  type JWTVerifyGetKey,
} from 'jose';
import type { Instant } from '../domain/instant.ts';
import { fromClaims, REQUIRED_CLAIMS } from '../domain/permit-claims.ts';
import {
  type Permit,
  PERMIT_ALGORITHM,
  PERMIT_AUDIENCES,
  PERMIT_ISSUER,
  PERMIT_TYPE,
  type PermitChannel,
} from '../domain/permit.ts';

/** Why a permit is not believed. Only `keys-unavailable` and `not-yet` may be otherwise a moment later. */
export type PermitDoubt = 'not-a-permit' | 'expired' | 'not-yet' | 'keys-unavailable';

export class PermitRejected extends Error {
  override name = 'PermitRejected';
  readonly doubt: PermitDoubt;

  constructor(doubt: PermitDoubt, options?: ErrorOptions) {
    super(`The permit is not believed: ${doubt}`, options);
    this.doubt = doubt;
  }
}

/** Two machines' clocks may differ by this much. */
const CLOCK_TOLERANCE_SECONDS = 5;
/** Headers by which a token would bring or name its own key (RFC 8725 §3.1, §3.10), or ask for rules we do not know. */
const NEVER = ['jwk', 'jku', 'x5c', 'x5u', 'x5t', 'x5t#S256', 'crit', 'b64', 'zip'];

/** Public keys from the api's `/.well-known/jwks.json`, remembered for five minutes; an unknown key id asks again, at most every 30 s. */
export function remoteKeys(url: string): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(url), {
    timeoutDuration: 5_000,
    cooldownDuration: 30_000,
    cacheMaxAge: 300_000,
  });
}

/** Public keys from `load` (a file, the signer of this process), asked again when a key id is not among them. */
export function loadedKeys(
  load: () => Promise<JSONWebKeySet>,
  cooldownMs = 1_000,
): JWTVerifyGetKey {
  let set: ReturnType<typeof createLocalJWKSet> | undefined;
  let loadedAt = 0;
  return async (header, token) => {
    try {
      if (set) return await set(header, token);
    } catch (error) {
      if (Date.now() - loadedAt < cooldownMs) throw error;
    }
    loadedAt = Date.now();
    set = createLocalJWKSet(await load());
    return set(header, token);
  };
}

/**
 * Believes a permit only when everything about it is as it must be: algorithm, type, issuer, audience, times at `at`,
 * signature by a key of `keys`, and every claim whole.
 * @throws PermitRejected
 */
export function createPermitVerifier(keys: JWTVerifyGetKey, channel: PermitChannel) {
  return async (jws: string, at: Instant): Promise<Permit> => {
    let permit: Permit | undefined;
    try {
      const header = decodeProtectedHeader(jws);
      if (NEVER.some((name) => name in header) || typeof header.kid !== 'string') {
        throw new PermitRejected('not-a-permit');
      }
      const { payload } = await jwtVerify(jws, keys, {
        algorithms: [PERMIT_ALGORITHM],
        typ: PERMIT_TYPE,
        issuer: PERMIT_ISSUER,
        audience: PERMIT_AUDIENCES[channel],
        requiredClaims: REQUIRED_CLAIMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: new Date(at),
      });
      // An audience of several would let one permit open two gates.
      if (typeof payload.aud === 'string') permit = fromClaims(payload);
    } catch (error) {
      throw error instanceof PermitRejected
        ? error
        : new PermitRejected(doubtOf(error), { cause: error });
    }
    if (!permit || permit.channel !== channel) throw new PermitRejected('not-a-permit');
    return permit;
  };
}

/**
 * For evidence: the permit behind `jws` as of the moment from which it was good; undefined when it never was one.
 * @throws Error when the keys cannot be had
 */
export function createEvidenceVerifier(keys: JWTVerifyGetKey) {
  return async (jws: string): Promise<Permit | undefined> => {
    try {
      const { nbf, channel } = decodeJwt(jws);
      const which = PERMIT_CHANNELS.find((one) => one === channel);
      if (which === undefined || !Number.isSafeInteger(nbf)) return undefined;
      return await createPermitVerifier(keys, which)(jws, new Date(nbf! * 1000).toISOString());
    } catch (error) {
      const away = error instanceof PermitRejected && error.cause instanceof errors.JWKSTimeout;
      if (away) throw error;
      return undefined;
    }
  };
}

const PERMIT_CHANNELS = Object.keys(PERMIT_AUDIENCES) as PermitChannel[];

function doubtOf(error: unknown): PermitDoubt {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === 'nbf' && error.reason === 'check_failed' ? 'not-yet' : 'not-a-permit';
  }
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof TypeError
  ) {
    return 'not-a-permit';
  }
  // No key of that id, or the keys cannot be had: the gate stays shut and looks again.
  return 'keys-unavailable';
}
