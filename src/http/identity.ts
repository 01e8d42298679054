import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Principal } from '../domain/access.ts';
import { type Role, ROLES } from '../domain/actor.ts';
import { Problem, unavailable } from './problem.ts';

/** Somebody whom the municipality has entered, with the roles of this moment. */
export interface KnownPerson {
  readonly id: string;
  readonly roles: readonly string[];
  readonly departmentId?: string | undefined;
  readonly active: boolean;
}

export interface IdentityParts {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  /** The person with this id, or with this e-mail address when the issuer has its own ids. */
  readonly findPerson: (claims: {
    readonly sub: string;
    readonly email?: string;
  }) => Promise<KnownPerson | undefined>;
}

export type Authenticate = (authorization: string | undefined) => Promise<Principal>;

const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const MACHINE_ROLES: readonly Role[] = ['mail-tool', 'print-house'];

/**
 * Tells who sends a Bearer token. A person's roles come from the people of the municipality and not from the token, so
 * that a change of role works at once; a machine's role and department come from the token.
 * @returns a function that throws Problem 401, or 503 when the issuer's keys cannot be had
 */
export function createAuthenticate(parts: IdentityParts): Authenticate {
  return async (authorization) => {
    const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw unauthenticated(authorization ? 'invalid_request' : undefined);
    const payload = await verified(token, parts);
    const principal = machine(payload) ?? (await person(payload, parts));
    if (!principal) throw unauthenticated('invalid_token');
    return principal;
  };
}

async function verified(token: string, { issuer, audience, keys }: IdentityParts) {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: 5,
    });
    const type = protectedHeader.typ?.toLowerCase().replace('application/', '');
    // Keycloak and Entra write `JWT` for access tokens; an ID token has another audience.
    if (type !== 'at+jwt' && type !== 'jwt') throw unauthenticated('invalid_token');
    return payload;
  } catch (error) {
    if (error instanceof Problem) throw error;
    const ours = error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError);
    throw ours ? unavailable('identity-provider') : unauthenticated('invalid_token');
  }
}

function machine({ sub, roles, department_id: departmentId }: JWTPayload): Principal | undefined {
  if (!Array.isArray(roles) || roles.length === 0) return undefined;
  const known = MACHINE_ROLES.filter((role) => roles.includes(role));
  if (known.length !== roles.length || sub === undefined) return undefined;
  return {
    personId: `client:${sub}`,
    roles: known,
    ...(typeof departmentId === 'string' && { departmentId }),
  };
}

async function person({ sub, email }: JWTPayload, { findPerson }: IdentityParts) {
  const found = await findPerson({
    sub: sub ?? '',
    ...(typeof email === 'string' && { email }),
  });
  if (!found?.active) return undefined;
  return {
    personId: found.id,
    roles: ROLES.filter((role) => found.roles.includes(role) && !MACHINE_ROLES.includes(role)),
    ...(found.departmentId !== undefined && { departmentId: found.departmentId }),
  };
}

function unauthenticated(error?: string): Problem {
  return new Problem({
    status: 401,
    code: 'not-authenticated',
    text: {
      nl: 'Stuur een geldig toegangstoken mee: "Authorization: Bearer …".',
      en: 'Send a valid access token: "Authorization: Bearer …".',
    },
    headers: { 'WWW-Authenticate': `Bearer realm="sluis"${error ? `, error="${error}"` : ''}` },
  });
}
