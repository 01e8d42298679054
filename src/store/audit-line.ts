import { createHash } from 'node:crypto';
import type { Actor, Role } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import { auditText } from '../domain/audit-text.ts';
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

/** The hash of a line; see auditText for what it is of. */
export function auditHash(line: Omit<AuditLine, 'hash'>): string {
  return createHash('sha256').update(auditText(line)).digest('hex');
}
