import { createHash } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import { type Call, defineEndpoint } from '../http/endpoint.ts';
import type { Actor } from '../domain/actor.ts';
import type { LocalTime } from '../domain/local-time.ts';
import type { Permit } from '../domain/permit.ts';
import type { Provenance } from '../store/audit-line.ts';
import type { Links } from '../mail/links.ts';
import type { Store } from '../store/client.ts';
import type { JourneyPolicy } from '../workflows/contract.ts';
import type { Journeys } from './journeys.ts';

/** What the handlers of the API work with; made once, in main/api.ts. */
export interface ApiDeps {
  readonly store: Store;
  readonly journeys: Journeys;
  readonly policy: JourneyPolicy;
  /** For calendars that programs subscribe to. */
  readonly calendarLinks: Links;
  /** The public keys that permits are signed with, old ones too. */
  readonly permitKeys: () => Promise<JSONWebKeySet>;
  /** The permit behind a JWS, as of the moment from which it was good; undefined when it never was one. */
  readonly verifyPermit: (jws: string) => Promise<Permit | undefined>;
  /** The stored form of a password, for mail tools. */
  readonly hashPassword: (password: string) => Promise<string>;
  /** The printer's name in permits, and when it begins on working days. */
  readonly print: { readonly printer: string; readonly cutOff: LocalTime };
}

/** Who did it, when, and whether it came through the API or a page: for the audit line. */
export function provenance(call: Call, actor: Actor): Provenance {
  return { actor, origin: call.origin ?? 'api', at: call.now };
}

export const endpoint = defineEndpoint<ApiDeps>();

/**
 * A UUID for a row that this request makes: the same for a repeat under its Idempotency-Key, so that a request that was
 * cut off half-way makes nothing twice. `part` tells several rows of one request apart.
 */
export function newId({ updateId }: Call, part = ''): string {
  const hash = createHash('sha256').update(`${updateId}\n${part}`).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
