import { createHash } from 'node:crypto';
import type { Actor, Role } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import { canonicalJson } from './canonical-json.ts';
import type { JsonObject } from './json.ts';

/** Through which door a change came. */
export const ORIGINS = ['api', 'worker', 'gateway', 'page', 'link', 'command'] as const;
export type Origin = (typeof ORIGINS)[number];

/** Who changes something, when, and through which door; every change of the store takes one. */
export interface Provenance {
  readonly actor: Actor;
  readonly origin: Origin;
  readonly at: Instant;
}

/** What is to be remembered of one change. `detail` holds ids and counts, never personal data. */
export interface AuditEntry {
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string;
  /** `done` when left out. */
  readonly result?: 'done' | 'refused' | 'failed';
  readonly detail?: JsonObject;
}

/** One link of the chain. `actor` is a person id, or `system`. */
export interface AuditLine {
  /** 1 for the first line, without gaps. */
  readonly seq: number;
  readonly at: Instant;
  readonly actor: string;
  readonly role: Role | 'system';
  readonly origin: Origin;
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly result: string;
  readonly detail: JsonObject;
  /** Hash of the line before; of the first line GENESIS. */
  readonly prevHash: string;
  /** SHA-256, lower-case hex. */
  readonly hash: string;
}

/** What comes before the first line. */
export const GENESIS = '0'.repeat(64);

/**
 * The hash of a line: SHA-256 over the previous hash (64 ASCII characters) followed by the line without its two hashes
 * as canonical JSON (RFC 8785) in UTF-8. Anyone can check a chain with this sentence.
 */
export function auditHash(line: Omit<AuditLine, 'hash'>): string {
  const { prevHash, seq, at, actor, role, origin, action, objectType, objectId, result, detail } =
    line;
  const content = { seq, at, actor, role, origin, action, objectType, objectId, result, detail };
  return createHash('sha256').update(prevHash).update(canonicalJson(content)).digest('hex');
}
