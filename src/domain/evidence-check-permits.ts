import { type EvidenceFault, fault } from './evidence-fault.ts';
import type { EvidenceBundle, EvidencePermit } from './evidence.ts';
import { fromHex, type Hash, rootOfLeaves, toHex } from './merkle-tree.ts';
import type { Permit, PermitApproval } from './permit.ts';

/** A permit whose signature and claims were found right; undefined when they were not. */
export type SignedPermit = Permit | undefined;

type Line = EvidenceBundle['auditLines'][number];
type Detail = { readonly [name: string]: unknown };

/** What is wrong with the permits of a bundle: each must be signed, bind what lies under it, and be in the audit lines. */
export function checkEvidencePermits(
  bundle: EvidenceBundle,
  signed: readonly SignedPermit[],
  hash: Hash,
): EvidenceFault[] {
  const lines = linesByAction(bundle.auditLines);
  const known = new Set(signed.map((permit) => permit?.id));
  return [
    ...bundle.permits.flatMap((given, index) => {
      const permit = signed[index];
      const where = `permits.${index}`;
      if (!permit) return [fault('signature-wrong', where)];
      return [
        ...checkBound(bundle, given, permit, hash, { lines, where }),
        ...checkApprovals(permit, lines, where),
        ...checkRecords(given, permit, lines, where),
      ];
    }),
    ...lines('permit-issued')
      .filter(({ detail }) => !known.has(String((detail as Detail)['permitId'])))
      .map(() => fault('permit-missing', 'permits')),
  ];
}

function linesByAction(lines: readonly Line[]) {
  const byAction = new Map<string, Line[]>();
  for (const line of lines) byAction.set(line.action, [...(byAction.get(line.action) ?? []), line]);
  return (action: string): readonly Line[] => byAction.get(action) ?? [];
}

/** What was signed is about this mailing, one of its contents, and exactly these messages or files. */
function checkBound(
  { mailingId, contents }: EvidenceBundle,
  { items, consumedAt }: EvidencePermit,
  permit: Permit,
  hash: Hash,
  { lines, where }: { readonly lines: Lines; readonly where: string },
): EvidenceFault[] {
  // Its messages or jobs were set free for another permit; nothing left under this one.
  const lapsed =
    consumedAt === undefined &&
    lines('permit-lapsed').some(({ detail }) => (detail as Detail)['permitId'] === permit.id);
  const root = toHex(
    rootOfLeaves(
      items.map(({ leaf }) => fromHex(leaf)),
      hash,
    ),
  );
  const leaves = items.every(({ leaf }) => /^[0-9a-f]{64}$/.test(leaf));
  // Of letters a permit binds the files; how many addressees they have is in the print job.
  const addressees = items.reduce((sum, { recipients }) => sum + recipients.length, 0);
  const counted = permit.channel === 'letter' || addressees === permit.count;
  const known = contents.some(({ contentDigest }) => contentDigest === permit.contentDigest);
  return [
    ...(permit.mailingId === mailingId ? [] : [fault('other-mailing', where)]),
    ...(lapsed || (leaves && root === permit.digest) ? [] : [fault('messages-differ', where)]),
    ...(lapsed || counted ? [] : [fault('count-differs', where)]),
    ...(known ? [] : [fault('content-unknown', where)]),
  ];
}

type Lines = ReturnType<typeof linesByAction>;

/** Each approval in the permit was recorded when it was given, for the content that the permit is for, and before the permit. */
function checkApprovals(permit: Permit, lines: Lines, where: string): EvidenceFault[] {
  const issued = lines('permit-issued').find(
    ({ detail }) => (detail as Detail)['permitId'] === permit.id,
  );
  const recorded = [...lines('signed-off'), ...lines('emergency-released')]
    .filter(({ seq }) => !issued || seq < issued.seq)
    .map(({ detail }) => (detail as { approval?: RecordedApproval }).approval);
  const isRecorded = ({ type, by, at }: PermitApproval) =>
    recorded.some(
      (one) =>
        one?.type === type &&
        [one.by].flat().includes(by) &&
        one.at === at &&
        one.covers?.contentDigest === permit.contentDigest,
    );
  return permit.approvals.every(isRecorded) ? [] : [fault('approval-unrecorded', where)];
}

interface RecordedApproval {
  readonly type?: string;
  readonly by?: string | readonly string[];
  readonly at?: string;
  readonly covers?: { readonly contentDigest?: string };
}

/** Two machines' clocks may differ by this much, and a permit's times are whole seconds. */
const CLOCK_TOLERANCE_MS = 6_000;

/** The permit was recorded as it was signed, and so was what became of it; and it was used in its time. */
function checkRecords(
  { consumedAt, revokedAt, refusal }: EvidencePermit,
  { id, batch, channel, part, count, digest, notBefore, expiresAt }: Permit,
  lines: Lines,
  where: string,
): EvidenceFault[] {
  const usedAt = Date.parse(consumedAt ?? notBefore);
  const inTime =
    usedAt >= Date.parse(notBefore) - CLOCK_TOLERANCE_MS &&
    usedAt <= Date.parse(expiresAt) + CLOCK_TOLERANCE_MS;
  const about = (action: string) =>
    lines(action).filter(({ detail }) => (detail as Detail)['permitId'] === id);
  const facts = { permitId: id, batch, channel, part, count, digest };
  const issued = about('permit-issued').some(({ detail }) =>
    Object.entries(facts).every(([name, value]) => (detail as Detail)[name] === value),
  );
  const at = (found: readonly Line[]) => found[0]?.at;
  const refused = about('permit-refused')[0]?.detail as Detail | undefined;
  // All permits of a mailing are revoked by one line.
  const ended = [...about('permit-lapsed'), ...lines('permits-revoked')].map((line) => line.at);
  const sameUse =
    at(about('permit-consumed')) === consumedAt &&
    (revokedAt === undefined ? about('permit-lapsed').length === 0 : ended.includes(revokedAt)) &&
    refused?.['refusal'] === refusal;
  return [
    ...(issued ? [] : [fault('permit-unrecorded', where)]),
    ...(sameUse ? [] : [fault('use-differs', where)]),
    ...(inTime ? [] : [fault('used-out-of-time', where)]),
  ];
}
