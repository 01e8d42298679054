import { z } from 'zod';
import { DEFAULT_CALENDAR } from '../domain/calendar.ts';
import { compareInstants } from '../domain/instant.ts';
import { expiredBefore, stoppableUntil } from '../domain/print-cut-off.ts';
import { notHeldText, PRINT_JOB_STATUSES } from '../domain/print-job.ts';
import { POSTAGE_CLASSES } from '../domain/print-manifest.ts';
import { PRINT_RECEIPT_FORMAT, type ReceiptFault, receiptFault } from '../domain/print-receipt.ts';
import { RECEIPT_FAULT_TEXTS } from '../domain/print-receipt-text.ts';
import type { Call } from '../http/endpoint.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { PrintJob } from '../store/print-job.ts';
import { type ApiDeps, endpoint, provenance } from './deps.ts';
import { bilingual, count, id, line, mailingParams, reason } from './fields.ts';
import { mailingFor } from './mailing-access.ts';

const job = z
  .object({
    jobId: z.string(),
    batch: z.int(),
    status: z.enum(PRINT_JOB_STATUSES),
    addressCount: z.int(),
    postage: z.enum(POSTAGE_CLASSES),
    pages: z.int(),
    files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.int(), pages: z.int() })), // prettier-ignore
    manifestDigest: z.string(),
    reasons: z
      .array(z.object({ path: z.string(), text: bilingual }))
      .optional()
      .meta({ description: 'Why it was refused, all at once.' }),
    receivedAt: z.iso.datetime(),
    permitId: id.optional(),
    releasedAt: z.iso.datetime().optional(),
    stoppableUntil: z.iso.datetime().optional().meta({
      description:
        'Until when a withdrawal takes it back. After that the printer is asked to destroy what is not posted yet.',
    }),
    stoppable: z.boolean(),
    expired: z.boolean().meta({
      description:
        'Whether it lies with the printer and its permit has run out: it is not printed any more, and can be taken back. Ask the printer first whether it was printed.',
    }),
    printedAt: z.iso.datetime().optional(),
    endedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'PrintJob' });

const jobParams = mailingParams.extend({ jobId: z.string().max(64) });

export const listPrintJobs = endpoint({
  id: 'listPrintJobs',
  summary: 'Read what was handed in to be printed, and what has become of it',
  description:
    'Jobs come in through the print folder. A print house sees those that were released to it.',
  params: mailingParams,
  answers: { 200: z.object({ results: z.array(job) }) },
  handle: async (call, deps) => {
    const { record, actor } = await mailingFor(call, deps, call.params.mailingId);
    const all = await deps.store.printJobs.ofMailing(record.id);
    const seen =
      actor.role === 'print-house' ? all.filter((one) => one.releasedAt !== undefined) : all;
    const view = await viewer(call, deps, record.id);
    return { status: 200, body: { results: seen.map(view) } };
  },
});

export const readPrintJobText = endpoint({
  id: 'readPrintJobText',
  summary: 'Read the letters of a print job as the printer will print them (first pages)',
  params: jobParams,
  answers: { 200: z.object({ jobId: z.string(), text: z.string() }) },
  handle: async (call, deps) => {
    const { jobId, text } = await jobOf(call, deps);
    return { status: 200, body: { jobId, text } };
  },
});

export const postPrintReceipt = endpoint({
  id: 'postPrintReceipt',
  summary: 'Say that a print job was printed',
  description:
    'What `sluis-verify` writes, for a print house that posts it instead. When all jobs of a batch are printed, its letters are confirmed.',
  params: jobParams,
  body: z.strictObject({
    format: z.literal(PRINT_RECEIPT_FORMAT),
    jobId: line(64),
    permitId: id,
    manifestDigest: line(64),
    addressCount: count,
    printer: line(100),
    printedAt: z.iso.datetime(),
  }),
  answers: { 201: job },
  handle: async (call, deps) => {
    const { actor } = await mailingFor(call, deps, call.params.mailingId);
    const found = await jobOf(call, deps);
    const fault =
      call.body.jobId === found.jobId
        ? receiptFault(call.body, found, deps.print.printer)
        : 'other-content';
    if (fault) throw notTaken(fault);
    const at = compareInstants(call.body.printedAt, call.now) < 0 ? call.body.printedAt : call.now;
    const receipt = { ...call.body, printedAt: new Date(at).toISOString() };
    const taken = await deps.store.printJobs.printed(found, receipt, provenance(call, actor));
    if (!taken && found.status !== 'printed') throw notTaken('not-released');
    const now = (await deps.store.printJobs.find(found.jobId)) ?? found;
    return { status: 201, body: (await viewer(call, deps, now.mailingId))(now) };
  },
});

export const takeBackPrintJob = endpoint({
  id: 'takeBackPrintJob',
  summary: 'Take back a print job that is still held, or whose permit has run out with the printer',
  description:
    'Nothing of it is printed. A permit that was given for it and not taken up is revoked; the other jobs of its batch get another one. Letters in its place are handed in under another name.',
  params: jobParams,
  body: z.strictObject({ reason }),
  answers: { 200: job },
  handle: async (call, deps) => {
    const { actor } = await mailingFor(call, deps, call.params.mailingId);
    const found = await jobOf(call, deps);
    const taken = await deps.store.printJobs.takeBack(found, call.body.reason, provenance(call, actor)); // prettier-ignore
    const now = (await deps.store.printJobs.find(found.jobId)) ?? found;
    if (!taken) {
      const text = notHeldText(now.status);
      throw new Problem({ status: 409, code: 'print-job-not-held', text });
    }
    return { status: 200, body: (await viewer(call, deps, now.mailingId))(now) };
  },
});

async function jobOf(
  call: Call<{ mailingId: string; jobId: string }>,
  deps: ApiDeps,
): Promise<PrintJob> {
  const { record, actor } = await mailingFor(call, deps, call.params.mailingId);
  const found = await deps.store.printJobs.find(call.params.jobId);
  const hidden = actor.role === 'print-house' && found?.releasedAt === undefined;
  if (!found || found.mailingId !== record.id || hidden) {
    throw notFound({ nl: 'deze printopdracht', en: 'this print job' });
  }
  return found;
}

/** Nothing changed: the receipt is not one of this job. */
function notTaken(fault: ReceiptFault): Problem {
  return new Problem({
    status: 409,
    code: `receipt-${fault}`,
    text: RECEIPT_FAULT_TEXTS[fault],
  });
}

/** Shows a job as of this moment. */
async function viewer({ now }: Pick<Call, 'now'>, { store, print }: ApiDeps, mailingId: string) {
  const calendar = (await store.organisation.find())?.calendar ?? DEFAULT_CALENDAR;
  const ranOut = (await store.permits.ofMailing(mailingId))
    .filter(({ expiresAt }) => compareInstants(expiresAt, expiredBefore(now)) < 0)
    .map(({ id: permitId }) => permitId);
  return (one: PrintJob): z.input<typeof job> => {
    const {
      text: _,
      manifest,
      mailingId: __,
      receipt: ___,
      placedAt: ____,
      reasons,
      ...rest
    } = one;
    const until = one.releasedAt && stoppableUntil(one.releasedAt, print.cutOff, calendar);
    const open = one.status === 'held' || one.status === 'released';
    return {
      ...rest,
      postage: manifest.postage,
      files: [...manifest.files],
      ...(reasons && { reasons: [...reasons] }),
      ...(until !== undefined && { stoppableUntil: until }),
      stoppable: open && (until === undefined || compareInstants(now, until) < 0),
      expired: one.status === 'released' && ranOut.includes(one.permitId ?? ''),
    };
  };
}
