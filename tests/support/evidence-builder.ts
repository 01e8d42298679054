import { createHash, randomUUID } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import { evidenceBundle } from '../../src/api/evidence-schema.ts';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import { checkEvidence } from '../../src/domain/evidence-check.ts';
import { isTrustedKey } from '../../src/domain/evidence-keys.ts';
import {
  EVIDENCE_FORMAT,
  type EvidenceAuditLine,
  type EvidenceBundle,
  evidenceItems,
} from '../../src/domain/evidence.ts';
import type { MailingDetails } from '../../src/domain/mailing-details.ts';
import {
  addresseesOf,
  itemsDigest,
  type Permit,
  type PermitItem,
} from '../../src/domain/permit.ts';
import { toClaims } from '../../src/domain/permit-claims.ts';
import { printItems } from '../../src/domain/print-permit.ts';
import { PRINT_RECEIPT_FORMAT } from '../../src/domain/print-receipt.ts';
import { createEvidenceVerifier, loadedKeys } from '../../src/gateway/permit-verifier.ts';
import { auditHash, GENESIS } from '../../src/store/audit-line.ts';
import { testSigner } from './gate.ts';
import { newPrintJob, SAMPLE_PRINTER } from './print-samples.ts';

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const hexOf = (text: string) => createHash('sha256').update(text).digest('hex');

export type Signer = Awaited<ReturnType<typeof testSigner>>;
const AT = '2027-01-04T09:00:00.000Z';
const LEAD = '5115aa00-0000-4000-8000-000000000201';
const AUTHOR = '5115aa00-0000-4000-8000-000000000301';

/** A bundle in which everything fits: two versions, a permit that was used, one that was revoked, and a report. */
export async function anEvidenceBundle(keys: Signer): Promise<EvidenceBundle> {
  const mailingId = randomUUID();
  const contents = ['Eerste', 'Tweede'].map((title, index) => {
    const details = { title, kind: 'information', audience: AUDIENCE } as unknown as MailingDetails;
    const contentDigest = hexOf(canonicalJson(details));
    return { version: index + 1, contentDigest, details, writtenBy: AUTHOR, writtenAt: AT };
  });
  const contentDigest = contents[1]!.contentDigest;
  const approval = {
    type: 'sign-off',
    by: LEAD,
    at: AT,
    covers: { contentDigest, audience: AUDIENCE, dispatchPlanKey: 'p' },
  } as const;
  const salt = 'zout';
  const permits = await Promise.all(
    [1, 2].map((part) => aPermit(keys, { mailingId, contentDigest, part })),
  );
  const letters = await aLetterPermit(keys, { mailingId, contentDigest });
  const letterFacts = factsOf(letters.permit);
  const { jobId, manifestDigest, addressCount, pages } = letters.job;
  const manifestBytes = letters.job.manifestText.length;
  const facts = permits.map((one) => factsOf(one.permit));
  const [first, second] = facts;
  const report = { at: AT, accepted: 3, failed: 0, inDoubt: 1 };
  const lines = chain(mailingId, [
    ...contents.map(({ version, contentDigest: digest }) => ({
      action: 'content-written',
      actor: AUTHOR,
      detail: { version, contentDigest: digest, audience: AUDIENCE },
    })),
    { action: 'signed-off', actor: LEAD, detail: { approval } },
    { action: 'permit-issued', detail: first! },
    { action: 'permit-issued', detail: second! },
    { action: 'permit-consumed', detail: { permitId: first!.permitId, batch: 1, part: 1 } },
    {
      action: 'permit-refused',
      detail: { permitId: second!.permitId, batch: 1, part: 2, refusal: 'digest-differs' },
    },
    {
      action: 'print-job-held',
      detail: { jobId, batch: 1, manifestDigest, manifestBytes, addressCount, pages },
    },
    { action: 'permit-issued', detail: letterFacts },
    { action: 'permit-consumed', detail: { permitId: letterFacts.permitId, batch: 1, part: 1 } },
    { action: 'print-job-released', detail: { jobId, batch: 1 } },
    { action: 'print-job-printed', detail: { jobId, batch: 1 } },
    { action: 'permits-revoked', detail: { count: 3 } },
    { action: 'dispatch-confirmed', detail: { batch: 1, channel: 'email', report } },
  ]);
  const last = lines.at(-1)!;
  return {
    format: EVIDENCE_FORMAT,
    mailingId,
    madeAt: AT,
    salt,
    contents,
    permits: [...permits, letters].map(({ jws, items }, index) => ({
      jws,
      revokedAt: AT,
      ...(index === 1 ? { refusal: 'digest-differs' } : { consumedAt: AT }),
      items: evidenceItems(items, salt, sha256),
    })),
    printJobs: [letters.job],
    dispatches: [{ batch: 1, channel: 'email', ...report }],
    auditLines: lines,
    auditHead: { seq: last.seq + 5, hash: 'f'.repeat(64) },
    keys: [{ ...keys.publicJwk }],
  };
}

const AUDIENCE = { letter: 0, email: 8, portal: 0 };

const factsOf = ({ id, batch, channel, part, count, digest }: Permit) => ({
  permitId: id,
  batch,
  channel,
  part,
  count,
  digest,
});

async function aPermit(
  keys: Signer,
  about: { readonly mailingId: string; readonly contentDigest: string; readonly part: number },
) {
  const items: PermitItem[] = [1, 2].map((n) => ({
    id: randomUUID(),
    envelopeFrom: 'post@sluiswaard.example',
    recipients: [`a${n}@inwoner.example`, `b${n}@inwoner.example`],
    digest: hexOf(`${about.part} ${n}`),
  }));
  const permit: Permit = {
    ...about,
    id: randomUUID(),
    batch: 1,
    batches: 1,
    channel: 'email',
    count: addresseesOf(items),
    batchCount: 8,
    digest: itemsDigest(items, sha256),
    approvals: [{ type: 'sign-off', by: LEAD, role: 'kcc-lead', at: AT }],
    policyVersion: 1,
    notBefore: AT,
    expiresAt: '2027-01-04T09:15:00.000Z',
    sendUntil: '2027-01-07T09:00:00.000Z',
  };
  return { permit, items, jws: await keys.signer.sign(toClaims(permit, AT)) };
}

/** A permit for letters, and the job that was printed under it. */
async function aLetterPermit(
  keys: Signer,
  about: { readonly mailingId: string; readonly contentDigest: string },
) {
  const { manifest, manifestText, manifestDigest, pages } = newPrintJob(
    about.mailingId,
    'woz-1',
    40,
  );
  const { jobId, addressCount } = manifest;
  const items = printItems([{ jobId, manifestDigest }]);
  const permit: Permit = {
    ...about,
    id: randomUUID(),
    batch: 1,
    batches: 1,
    part: 1,
    channel: 'letter',
    count: addressCount,
    batchCount: 40,
    digest: itemsDigest(items, sha256),
    approvals: [{ type: 'sign-off', by: LEAD, role: 'kcc-lead', at: AT }],
    policyVersion: 1,
    notBefore: AT,
    expiresAt: '2027-01-07T09:00:00.000Z',
    sendUntil: '2027-01-07T09:00:00.000Z',
    printer: SAMPLE_PRINTER,
  };
  const printed = { permitId: permit.id, releasedAt: AT, placedAt: AT, printedAt: AT };
  const { permitId } = printed;
  const facts = { jobId, permitId, manifestDigest, addressCount, printedAt: AT };
  const job = {
    ...printed,
    jobId,
    mailingId: about.mailingId,
    batch: 1,
    status: 'printed',
    receivedAt: AT,
    manifest,
    manifestText,
    manifestDigest,
    addressCount,
    pages,
    receipt: { format: PRINT_RECEIPT_FORMAT, printer: SAMPLE_PRINTER, ...facts },
  };
  return { permit, items, job, jws: await keys.signer.sign(toClaims(permit, AT)) };
}

/** Lines of one mailing in the chain, with those of another between every second and third. */
function chain(
  mailingId: string,
  entries: readonly { action: string; actor?: string; detail: object }[],
): EvidenceAuditLine[] {
  let prevHash = GENESIS;
  let seq = 0;
  return entries.flatMap(({ action, actor = 'system', detail }, index) => {
    const line = (objectId: string) => {
      seq += 1;
      const content = {
        seq,
        at: AT,
        actor,
        role: 'system' as const,
        origin: 'worker' as const,
        action,
        objectType: 'mailing',
        objectId,
        result: 'done',
        detail: JSON.parse(JSON.stringify(detail)),
        prevHash,
      };
      prevHash = auditHash(content);
      return { ...content, hash: prevHash };
    };
    if (index % 3 === 2) line(randomUUID());
    return [line(mailingId)];
  });
}

/** The line with its hash made to fit again, as somebody would who can write the file. */
export function rehashed(line: EvidenceAuditLine): EvidenceAuditLine {
  return { ...line, hash: auditHash(line as Parameters<typeof auditHash>[0]) };
}

/** Codes of what is wrong with `given`; `shape` when it is no bundle at all. Checked as the command does it. */
export async function faultsIn(given: unknown, keys: JSONWebKeySet): Promise<string[]> {
  const parsed = evidenceBundle.safeParse(given);
  if (!parsed.success) return ['shape'];
  const bundle = parsed.data as unknown as EvidenceBundle;
  const verify = createEvidenceVerifier(loadedKeys(async () => keys));
  const permits = await Promise.all(bundle.permits.map(({ jws }) => verify(jws)));
  const trust = { permits, isTrusted: isTrustedKey(keys.keys) };
  return checkEvidence(bundle, trust, sha256).map(({ code }) => code);
}
