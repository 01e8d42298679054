import { errors, jwtVerify, SignJWT } from 'jose';
import type { Instant } from '../domain/instant.ts';

/** What a link lets its holder do; each has its own page, and a calendar its file. */
export const LINK_PATHS = {
  invitation: 'uitnodiging',
  stakeholder: 'bevestiging',
  calendar: 'agenda',
} as const;
export type LinkPurpose = keyof typeof LINK_PATHS;

/** What a link turned out to be; `subjectId` is that of the assignment or stakeholder it was made for. */
export type LinkVerdict =
  | { readonly status: 'ok'; readonly subjectId: string }
  | { readonly status: 'expired'; readonly subjectId: string }
  | { readonly status: 'invalid' };

export type Links = ReturnType<typeof createLinks>;

const SHORTEST_SECRET = 32;
const ALGORITHM = 'HS256';
const TYPE = 'sluis-link+jwt';

const audience = (purpose: LinkPurpose) => `sluis-link:${purpose}`;

/**
 * Signs and checks the links in mails: JWTs (RFC 7519, HS256) bound to one purpose, one subject and an expiry. Signing
 * the same twice gives the same link, so that a mail sent again is the same mail.
 * @throws RangeError when `secret` is shorter than 32 bytes
 */
export function createLinks(secret: string, publicUrl: string) {
  const key = new TextEncoder().encode(secret);
  if (key.length < SHORTEST_SECRET) {
    throw new RangeError(`The secret for links must have at least ${SHORTEST_SECRET} bytes`);
  }
  return {
    /** The address of the page that `subjectId` may use for `purpose` until `expiresAt`. */
    async sign(purpose: LinkPurpose, subjectId: string, expiresAt: Instant): Promise<URL> {
      const token = await new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
        .setAudience(audience(purpose))
        .setSubject(subjectId)
        .setExpirationTime(Math.floor(Date.parse(expiresAt) / 1000))
        .sign(key);
      return new URL(`${LINK_PATHS[purpose]}/${token}`, publicUrl.replace(/\/*$/, '/'));
    },

    /** Whether `token` is a link of ours for `purpose`, and whether it still holds at `now`. */
    async verify(purpose: LinkPurpose, token: string, now: Instant): Promise<LinkVerdict> {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [ALGORITHM],
          typ: TYPE,
          audience: audience(purpose),
          requiredClaims: ['sub', 'exp'],
          currentDate: new Date(now),
        });
        return { status: 'ok', subjectId: String(payload.sub) };
      } catch (error) {
        if (error instanceof errors.JWTExpired) {
          return { status: 'expired', subjectId: String(error.payload.sub) };
        }
        return { status: 'invalid' };
      }
    },
  };
}
