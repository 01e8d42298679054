import { createHash, randomBytes } from 'node:crypto';
import { CHANNELS } from '../domain/audience.ts';
import {
  EVIDENCE_FORMAT,
  type EvidenceBundle,
  type EvidenceDispatch,
  evidenceItems,
  type EvidencePermit,
} from '../domain/evidence.ts';
import type { Mailing } from '../domain/mailing.ts';
import type { PermitItem } from '../domain/permit.ts';
import { printItems } from '../domain/print-permit.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import type { GivenPermit } from '../store/permit.ts';
import { type ApiDeps, endpoint } from './deps.ts';
import { evidenceBundle } from './evidence-schema.ts';
import { mailingParams } from './fields.ts';
import { mailingFor } from './mailing-access.ts';

export const getEvidence = endpoint({
  id: 'getEvidence',
  summary: 'Take everything that proves how a mailing left, in one file',
  description:
    'What was approved, the permits with what each bound, what was reported, the lines of the audit chain and the public keys. ' +
    'Addresses are in it as salted hashes only; it is personal data all the same, because a known address can be found. ' +
    'Check it with `POST /v1/permit-verifications`, or offline with `sluis-verify --evidence`.',
  params: mailingParams,
  answers: { 200: evidenceBundle },
  handle: async (call, deps) => {
    const { record } = await mailingFor(call, deps, call.params.mailingId);
    return { status: 200, body: await bundleOf(record, deps, call.now) };
  },
});

const MOST_LOOKS = 5;

/** Every change has its line, so a bundle is of one moment when no line came in while it was read. */
async function bundleOf(...question: Parameters<typeof lookAt>): Promise<EvidenceBundle> {
  const [{ id }, { store }] = question;
  for (let look = 1; ; look += 1) {
    const before = (await store.mailings.timeline(id)).at(-1)?.seq;
    const bundle = await lookAt(...question);
    if (bundle.auditLines.at(-1)?.seq === before || look === MOST_LOOKS) return bundle;
  }
}

async function lookAt(
  record: MailingRecord,
  { store, permitKeys }: Pick<ApiDeps, 'store' | 'permitKeys'>,
  madeAt: string,
): Promise<EvidenceBundle> {
  const { id } = record;
  const salt = randomBytes(16).toString('hex');
  const [contents, given, jobs, manifests] = await Promise.all([
    store.mailings.versions(id),
    store.permits.ofMailing(id),
    store.printJobs.ofMailing(id),
    store.printJobs.manifestTexts(id),
  ]);
  const permits: EvidencePermit[] = [];
  for (const permit of given) permits.push(await permitOf(permit, record, store, salt));
  // Read last, so that what became of a permit or job is never in the bundle without its line.
  const lines = await store.mailings.timeline(id);
  const head = await store.audit.head();
  return {
    format: EVIDENCE_FORMAT,
    mailingId: id,
    madeAt,
    salt,
    contents,
    permits,
    // The text of letters is personal data, and proves nothing that the digest in the manifest does not.
    printJobs: jobs.map(({ text: _, ...job }) => {
      const manifestText = manifests.get(job.jobId);
      return { ...job, ...(manifestText !== undefined && { manifestText }) };
    }),
    dispatches: dispatchesOf(record.mailing),
    auditLines: lines,
    auditHead: head,
    // Without permits there may be no keys yet, and nothing to check with them.
    keys: permits.length === 0 ? [] : (await permitKeys()).keys.map((key) => ({ ...key })),
  };
}

async function permitOf(
  { jws, channel, id, consumedAt, revokedAt, refusal }: GivenPermit,
  record: MailingRecord,
  { heldMessages, printJobs }: ApiDeps['store'],
  salt: string,
): Promise<EvidencePermit> {
  const items =
    channel === 'letter'
      ? await lettersUnder(id, record, printJobs)
      : await messagesUnder(id, heldMessages);
  return {
    jws,
    ...(consumedAt !== undefined && { consumedAt }),
    ...(revokedAt !== undefined && { revokedAt }),
    ...(refusal !== undefined && { refusal }),
    items: evidenceItems(items, salt, sha256),
  };
}

/** What was purged has no address left, but its leaf. */
async function messagesUnder(permitId: string, heldMessages: ApiDeps['store']['heldMessages']) {
  const leaves = await heldMessages.leavesUnder(permitId);
  const leafOf = new Map(leaves.map(({ id, leaf }) => [id, leaf]));
  const items = await heldMessages.itemsUnder(permitId);
  return items.map((item) => {
    const leaf = leafOf.get(item.id);
    return leaf === undefined ? item : { ...item, leaf };
  });
}

/** What a permit for letters binds: its print jobs, or the files of the mailing where it has none; see activities/permit.ts. */
async function lettersUnder(
  permitId: string,
  { details }: MailingRecord,
  printJobs: ApiDeps['store']['printJobs'],
): Promise<PermitItem[]> {
  const jobs = await printJobs.underPermit(permitId);
  if (jobs.length > 0) return printItems(jobs);
  return (details?.files ?? []).map(({ name, sha256: digest }) => ({
    id: name,
    envelopeFrom: '',
    recipients: [],
    digest,
  }));
}

function dispatchesOf(mailing: Mailing): EvidenceDispatch[] {
  if (!('released' in mailing)) return [];
  return mailing.released.flatMap(({ number, reports }) =>
    CHANNELS.flatMap((channel) => {
      const report = reports[channel];
      return report ? [{ batch: number, channel, ...report }] : [];
    }),
  );
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
