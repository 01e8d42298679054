import { canonicalJson } from './canonical-json.ts';

/** One line of the audit chain, as far as its hash covers it. */
export interface AuditContent {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly role: string;
  readonly origin: string;
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly result: string;
  readonly detail: unknown;
  readonly prevHash: string;
}

/**
 * What the hash of a line is SHA-256 of: the previous hash (64 ASCII characters) followed by the line without its two
 * hashes as canonical JSON (RFC 8785) in UTF-8. Anyone can check a chain with this sentence.
 */
export function auditText(line: AuditContent): string {
  const { prevHash, seq, at, actor, role, origin, action, objectType, objectId, result, detail } =
    line;
  const content = { seq, at, actor, role, origin, action, objectType, objectId, result, detail };
  return prevHash + canonicalJson(content);
}
