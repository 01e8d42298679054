import { z } from 'zod';
import { CHANNELS } from '../domain/audience.ts';
import { EVIDENCE_FORMAT } from '../domain/evidence.ts';

const moment = z.iso.datetime();
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const open = z.record(z.string(), z.unknown());

/** One mailing as it can be proven without Sluis; see domain/evidence.ts. */
export const evidenceBundle = z
  .object({
    format: z.literal(EVIDENCE_FORMAT),
    mailingId: z.uuid(),
    madeAt: moment,
    salt: z.string(),
    contents: z.array(
      z.object({
        version: z.int(),
        contentDigest: digest,
        details: open,
        writtenBy: z.string(),
        writtenAt: moment,
      }),
    ),
    permits: z.array(
      z.object({
        jws: z.string(),
        consumedAt: moment.optional(),
        revokedAt: moment.optional(),
        refusal: z.string().optional(),
        items: z.array(
          z.object({ leaf: digest, digest: z.string(), recipients: z.array(z.string()) }),
        ),
      }),
    ),
    printJobs: z.array(open),
    dispatches: z.array(
      z.object({
        batch: z.int(),
        channel: z.enum(CHANNELS),
        at: moment,
        accepted: z.int(),
        failed: z.int(),
        inDoubt: z.int(),
      }),
    ),
    auditLines: z.array(
      z.object({
        seq: z.int(),
        at: moment,
        actor: z.string(),
        role: z.string(),
        origin: z.string(),
        action: z.string(),
        objectType: z.string(),
        objectId: z.string(),
        result: z.string(),
        detail: open,
        prevHash: digest,
        hash: digest,
      }),
    ),
    auditHead: z.object({ seq: z.int(), hash: digest }),
    keys: z.array(open),
  })
  .meta({ id: 'EvidenceBundle' });
