import { auditText } from './audit-text.ts';
import { canonicalJson } from './canonical-json.ts';
import { checkEvidencePrintJobs } from './evidence-check-print.ts';
import { checkEvidencePermits, type SignedPermit } from './evidence-check-permits.ts';
import { type EvidenceFault, fault } from './evidence-fault.ts';
import type { EvidenceAuditLine, EvidenceBundle, EvidenceContent } from './evidence.ts';
import { type Hash, toHex } from './merkle-tree.ts';

/** Why a permit or a key is believed: checked by the caller, because signatures are not for pure functions. */
export interface EvidenceTrust {
  /** The permit behind each JWS of the bundle in its order; undefined where the signature or a claim is wrong. */
  readonly permits: readonly SignedPermit[];
  /** Whether this key of the bundle is one of those that are trusted. */
  readonly isTrusted: (key: EvidenceBundle['keys'][number]) => boolean;
}

/**
 * Parts of a bundle that nothing else in it contradicts when they are changed: when and with which salt it was made,
 * the hashes by which a message or an address can be looked up, the end of the chain, and why a print job was refused.
 * Of a job that came in before manifests were kept, also what its manifest says of its files.
 */
export const NOT_COVERED: readonly RegExp[] = [
  /^madeAt$/,
  /^salt$/,
  /^permits\.\d+\.items\.\d+\.(digest|recipients\.\d+)$/,
  /^auditHead\.(seq|hash)$/,
  /^printJobs\.\d+\.reasons\b/,
];

/** Everything in `bundle` that does not fit; empty when it proves what it says. */
export function checkEvidence(
  bundle: EvidenceBundle,
  trust: EvidenceTrust,
  hash: Hash,
): EvidenceFault[] {
  return [
    ...bundle.keys.flatMap((key, index) =>
      trust.isTrusted(key) ? [] : [fault('key-unknown', `keys.${index}`)],
    ),
    ...checkLines(bundle, hash),
    ...checkContents(bundle, hash),
    ...checkEvidencePermits(bundle, trust.permits, hash),
    ...checkEvidencePrintJobs(bundle, trust.permits, hash),
    ...checkDispatches(bundle, trust.permits),
  ];
}

/** Each line is what its hash says, about this mailing, and after the one before it. */
function checkLines({ auditLines, auditHead, mailingId }: EvidenceBundle, hash: Hash) {
  return auditLines.flatMap((line, index) => {
    const where = `auditLines.${index}`;
    const before = auditLines[index - 1];
    const follows =
      !before ||
      (line.seq > before.seq && (line.seq > before.seq + 1 || line.prevHash === before.hash));
    const last = line.seq !== auditHead.seq || line.hash === auditHead.hash;
    return [
      ...(line.hash === textHash(auditText(line), hash) ? [] : [fault('line-changed', where)]),
      ...(line.objectId === mailingId ? [] : [fault('other-mailing', where)]),
      ...(follows && last && line.seq <= auditHead.seq ? [] : [fault('line-order', where)]),
    ];
  });
}

/** Each version has the digest that it says, and was recorded; and none that was recorded is missing. */
function checkContents({ contents, auditLines }: EvidenceBundle, hash: Hash): EvidenceFault[] {
  const written = auditLines.filter(({ action }) => action === 'content-written');
  return [
    ...contents.flatMap((content, index) => {
      const where = `contents.${index}`;
      const same = textHash(canonicalJson(content.details), hash) === content.contentDigest;
      return [
        ...(same ? [] : [fault('content-differs', where)]),
        ...(written.some((line) => recordsContent(line, content))
          ? []
          : [fault('content-unrecorded', where)]),
      ];
    }),
    ...written
      .filter((line) => !contents.some((content) => recordsContent(line, content)))
      .map((line) => fault('content-missing', `auditLines.${auditLines.indexOf(line)}`)),
  ];
}

function recordsContent(
  { detail, actor, at }: EvidenceAuditLine,
  { version, contentDigest, writtenBy, writtenAt }: EvidenceContent,
) {
  const facts = detail as { version?: unknown; contentDigest?: unknown };
  return (
    facts.version === version &&
    facts.contentDigest === contentDigest &&
    actor === writtenBy &&
    at === writtenAt
  );
}

/** Each report was recorded, none that was recorded is missing, and of e-mail no more left than permits allowed. */
function checkDispatches(
  { dispatches, auditLines }: EvidenceBundle,
  permits: EvidenceTrust['permits'],
): EvidenceFault[] {
  const confirmed = auditLines
    .filter(({ action }) => action === 'dispatch-confirmed')
    .map(({ detail }) => detail as { batch?: unknown; channel?: unknown; report?: unknown });
  const facts = dispatches.map(({ batch, channel, ...report }) => ({ batch, channel, report }));
  const texts = new Set(
    confirmed.map(({ batch, channel, report }) => canonicalJson({ batch, channel, report })),
  );
  const known = new Set(facts.map(canonicalJson));
  return [
    ...facts.flatMap((one, index) => [
      ...(texts.has(canonicalJson(one))
        ? []
        : [fault('dispatch-unrecorded', `dispatches.${index}`)]),
      ...(one.channel === 'email' && leftOf(one.report) > allowedIn(one.batch)
        ? [fault('more-than-permitted', `dispatches.${index}`)]
        : []),
    ]),
    ...[...texts]
      .filter((text) => !known.has(text))
      .map(() => fault('dispatch-missing', 'dispatches')),
  ];

  function allowedIn(batch: number): number {
    return permits.reduce(
      (sum, one) => sum + (one?.batch === batch && one.channel === 'email' ? one.count : 0),
      0,
    );
  }
}

const leftOf = ({ accepted, inDoubt }: { accepted: number; inDoubt: number }) => accepted + inDoubt;

function textHash(text: string, hash: Hash): string {
  return toHex(hash(new TextEncoder().encode(text)));
}
