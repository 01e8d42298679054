import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isTrustedKey } from '../domain/evidence-keys.ts';
import { checkEvidence } from '../domain/evidence-check.ts';
import {
  EVIDENCE_FAULT_TEXTS,
  EVIDENCE_LEAVES_OPEN,
  EVIDENCE_PROVES,
  type EvidenceFault,
} from '../domain/evidence-fault.ts';
import type { EvidenceBundle } from '../domain/evidence.ts';
import type { Permit } from '../domain/permit.ts';
import { type ApiDeps, endpoint } from './deps.ts';
import { evidenceBundle } from './evidence-schema.ts';

const sentence = z.object({ nl: z.string(), en: z.string() });
const verdict = z
  .object({
    valid: z.boolean(),
    permits: z.array(
      z.object({
        id: z.string(),
        mailingId: z.string(),
        batch: z.int(),
        channel: z.string(),
        part: z.int(),
        count: z.int(),
        approvals: z.array(
          z.object({ type: z.string(), by: z.string(), role: z.string(), at: z.iso.datetime() }),
        ),
        notBefore: z.iso.datetime(),
        expiresAt: z.iso.datetime(),
      }),
    ),
    faults: z.array(z.object({ code: z.string(), where: z.string(), text: sentence })),
    proves: z.array(sentence),
    leavesOpen: z.array(sentence),
  })
  .meta({ id: 'PermitVerdict' });

export const verifyPermit = endpoint({
  id: 'verifyPermit',
  summary: 'Check a permit, or a whole evidence bundle, with the public keys of this Sluis',
  description:
    'Give either `permit` (a compact JWS) or `evidence` (a bundle). A permit is checked as of the moment from which it was ' +
    'good; whether it may still be used is for the gateway and the print house to see. Nothing is kept.',
  body: z.union([
    z.strictObject({ permit: z.string().max(16_384) }),
    z.strictObject({ evidence: evidenceBundle }),
  ]),
  answers: { 200: verdict },
  handle: async ({ body }, deps) => ({
    status: 200,
    body:
      'permit' in body
        ? await verdictOnPermit(body.permit, deps)
        : await verdictOnEvidence(body.evidence as unknown as EvidenceBundle, deps),
  }),
});

type Parts = Pick<ApiDeps, 'permitKeys' | 'verifyPermit'>;
export type EvidenceVerdict = z.input<typeof verdict>;

async function verdictOnPermit(
  jws: string,
  { verifyPermit: verify }: Parts,
): Promise<EvidenceVerdict> {
  const permit = await verify(jws);
  return permit
    ? {
        valid: true,
        permits: [shown(permit)],
        faults: [],
        proves: [EVIDENCE_PROVES[0]!],
        leavesOpen: [],
      }
    : refused([], [{ code: 'signature-wrong', where: 'permit' }]);
}

/** What `bundle` proves under the keys of this Sluis. */
export async function verdictOnEvidence(
  bundle: EvidenceBundle,
  { permitKeys, verifyPermit: verify }: Parts,
): Promise<EvidenceVerdict> {
  const { keys } =
    bundle.permits.length === 0 && bundle.keys.length === 0 ? { keys: [] } : await permitKeys();
  const permits = await Promise.all(bundle.permits.map(({ jws }) => verify(jws)));
  const trust = { permits, isTrusted: isTrustedKey(keys) };
  const faults = checkEvidence(bundle, trust, (bytes) =>
    createHash('sha256').update(bytes).digest(),
  );
  const good = permits.filter((one) => one !== undefined).map(shown);
  return faults.length > 0
    ? refused(good, faults)
    : {
        valid: true,
        permits: good,
        faults: [],
        proves: [...EVIDENCE_PROVES],
        leavesOpen: [...EVIDENCE_LEAVES_OPEN],
      };
}

function refused(
  permits: EvidenceVerdict['permits'],
  faults: readonly EvidenceFault[],
): EvidenceVerdict {
  const told = faults.map((one) => ({ ...one, text: EVIDENCE_FAULT_TEXTS[one.code] }));
  return { valid: false, permits, faults: told, proves: [], leavesOpen: [] };
}

function shown(permit: Permit): EvidenceVerdict['permits'][number] {
  const { id, mailingId, batch, channel, part, count, approvals, notBefore, expiresAt } = permit;
  return {
    id,
    mailingId,
    batch,
    channel,
    part,
    count,
    approvals: [...approvals],
    notBefore,
    expiresAt,
  };
}
