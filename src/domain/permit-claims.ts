import type { Instant } from './instant.ts';
import {
  type Permit,
  PERMIT_AUDIENCES,
  PERMIT_ISSUER,
  type PermitApproval,
  type PermitChannel,
} from './permit.ts';

/** A permit as the claims of a JWT (RFC 7519); times are whole seconds since 1970. */
export type PermitClaims = {
  readonly iss: string;
  readonly aud: string;
  readonly sub: string;
  readonly jti: string;
  readonly iat: number;
  readonly nbf: number;
  readonly exp: number;
  readonly send_until: number;
} & Omit<Permit, 'id' | 'mailingId' | 'notBefore' | 'expiresAt' | 'sendUntil'>;

/** The claims that no permit goes without. */
export const REQUIRED_CLAIMS = [
  'jti',
  'sub',
  'iat',
  'nbf',
  'exp',
  'send_until',
  'digest',
  'contentDigest',
  'count',
  'batchCount',
  'channel',
  'batch',
  'batches',
  'part',
  'approvals',
  'policyVersion',
];

/** The claims of `permit`, given at `issuedAt`. */
export function toClaims(permit: Permit, issuedAt: Instant): PermitClaims {
  const { id, mailingId, notBefore, expiresAt, sendUntil, ...rest } = permit;
  return {
    iss: PERMIT_ISSUER,
    aud: PERMIT_AUDIENCES[permit.channel],
    sub: mailingId,
    jti: id,
    iat: seconds(issuedAt),
    nbf: seconds(notBefore),
    exp: seconds(expiresAt),
    send_until: seconds(sendUntil),
    ...rest,
  };
}

/** The permit in `claims` whose signature, issuer, audience and times were checked; undefined when it is not whole. */
export function fromClaims(claims: { readonly [name: string]: unknown }): Permit | undefined {
  const {
    jti,
    sub,
    nbf,
    exp,
    send_until: until,
    channel,
    digest,
    contentDigest,
    approvals,
    printer,
  } = claims;
  const counts = ['batch', 'batches', 'part', 'count', 'batchCount', 'policyVersion'];
  const whole =
    isText(jti) &&
    isText(sub) &&
    isCount(nbf) &&
    isCount(exp) &&
    isCount(until) &&
    typeof channel === 'string' &&
    channel in PERMIT_AUDIENCES &&
    isDigest(digest) &&
    isDigest(contentDigest) &&
    (printer === undefined || isText(printer)) &&
    counts.every((name) => isCount(claims[name])) &&
    Array.isArray(approvals) &&
    approvals.length > 0 &&
    approvals.every(isApproval);
  if (!whole) return undefined;
  const count = (name: string) => claims[name] as number;
  return {
    id: jti,
    mailingId: sub,
    batch: count('batch'),
    batches: count('batches'),
    channel: channel as PermitChannel,
    part: count('part'),
    count: count('count'),
    batchCount: count('batchCount'),
    digest,
    contentDigest,
    approvals,
    policyVersion: count('policyVersion'),
    notBefore: instant(nbf),
    expiresAt: instant(exp),
    sendUntil: instant(until),
    ...(isText(printer) && { printer }),
  };
}

const seconds = (at: Instant) => Math.floor(Date.parse(at) / 1000);
const instant = (at: number): Instant => new Date(at * 1000).toISOString();
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;
const isDigest = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

function isApproval(value: unknown): value is PermitApproval {
  if (typeof value !== 'object' || value === null) return false;
  const { type, by, role, at } = value as { [name: string]: unknown };
  const known = type === 'sign-off' || type === 'emergency' || type === 'single-mail';
  return known && isText(by) && isText(role) && isText(at);
}
