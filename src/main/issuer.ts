import { mkdir, link, readFile, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
  SignJWT,
} from 'jose';

export interface IssuerOptions {
  readonly dataDir: string;
  readonly issuer: string;
  readonly audience: string;
  readonly production: boolean;
}

/** Whom a token is about. A machine's roles and department go into its token; a person's are kept with the person. */
export interface TokenHolder {
  readonly id: string;
  readonly email?: string;
  readonly roles?: readonly string[];
  readonly departmentId?: string;
}

export interface EmbeddedIssuer {
  readonly jwks: JSONWebKeySet;
  readonly keys: JWTVerifyGetKey;
  /** A signed access token, valid for `seconds`. */
  readonly issue: (holder: TokenHolder, seconds?: number) => Promise<string>;
}

/**
 * The issuer for trying Sluis out: gives anyone who can read DATA_DIR a token for anybody. Its key is made at first use.
 * @throws Error in production, where the organisation's own issuer must be named
 */
export async function createIssuer(options: IssuerOptions): Promise<EmbeddedIssuer> {
  if (options.production) {
    throw new Error(
      'The embedded issuer is not for production. Set OIDC_ISSUER and OIDC_JWKS_URL to your own issuer.',
    );
  }
  const jwk = await keyIn(options.dataDir);
  const { d: _, ...publicJwk } = jwk;
  const key = await importJWK(jwk, 'ES256');
  const jwks = { keys: [publicJwk] };
  return {
    jwks,
    keys: createLocalJWKSet(jwks),
    issue: ({ id, email, roles, departmentId }, seconds = 8 * 3600) =>
      new SignJWT({
        ...(email && { email }),
        ...(roles && { roles }),
        ...(departmentId && { department_id: departmentId }),
      })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: jwk.kid ?? '' })
        .setIssuer(options.issuer)
        .setAudience(options.audience)
        .setSubject(id)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime(`${seconds}s`)
        .sign(key),
  };
}

/** Two programs may start at once: whoever comes second takes the first one's key. */
async function keyIn(dataDir: string): Promise<JWK> {
  const path = join(dataDir, 'issuer-key.json');
  const found = await readFile(path, 'utf8').catch(() => undefined);
  if (found !== undefined) return JSON.parse(found) as JWK;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' };
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(jwk), { mode: 0o600 });
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return keyIn(dataDir);
}
