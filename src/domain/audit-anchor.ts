import type { Instant } from './instant.ts';

/** The end of the audit chain at some moment, to be kept elsewhere: whoever rewrites the chain cannot rewrite that. */
export interface AuditAnchor {
  readonly seq: number;
  /** Of that line; SHA-256, lower-case hex. */
  readonly hash: string;
}

const ANCHOR = /^(?:\S+\s+)?(\d{1,15}):([0-9a-f]{64})$/;

/** `1204:9f…`, as people copy it. */
export function anchorText({ seq, hash }: AuditAnchor): string {
  return `${seq}:${hash}`;
}

/** One line of a file of anchors: the moment, a space, and the anchor. */
export function anchorLine(anchor: AuditAnchor, at: Instant): string {
  return `${at} ${anchorText(anchor)}\n`;
}

/** The anchor in `text`, with or without a moment before it; undefined when it is none. */
export function anchorIn(text: string): AuditAnchor | undefined {
  const [, seq, hash] = ANCHOR.exec(text.trim()) ?? [];
  return seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash };
}
