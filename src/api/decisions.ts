import { z } from 'zod';
import { CONDITION_CODES } from '../domain/condition-code.ts';
import { commandAnswer, commandResult, giveCommand } from './command.ts';
import { endpoint, provenance } from './deps.ts';
import { line, mailingParams, reason } from './fields.ts';
import { countLettersAtPrinter, lettersAtPrinter } from './letters-at-printer.ts';
import { mailingFor } from './mailing-access.ts';

// The commands that are a decision and nothing else: no rows of their own, at most a reason.

const nothing = z.strictObject({});
const withReason = z.strictObject({ reason });
const decided = {
  params: mailingParams,
  answers: { 201: commandResult },
  refuses: true,
} as const;

export const signOff = endpoint({
  ...decided,
  id: 'signOffMailing',
  summary: 'Sign off on a mailing',
  description:
    'Refused with every unmet condition in words, as long as there is one. With `seen`, it is also refused when content, dispatch plan or Q&A sheet is another by now.',
  body: z.strictObject({
    seen: z
      .strictObject({
        contentDigest: z
          .string()
          .regex(/^[\da-f]{64}$/)
          .meta({ description: 'That of `state.content` of the mailing.' }),
        dispatchPlanKey: line(5_000).meta({
          description:
            'Batches joined with |, each as number:releaseAt in milliseconds:letter:email:portal.',
        }),
        qaSheetVersion: z.int().min(0).optional().meta({
          description: 'That of the Q&A sheet, 0 when there was none; left out, any is taken.',
        }),
      })
      .optional()
      .meta({ description: 'What the lead had before them.' }),
  }),
  handle: (call, deps) =>
    giveCommand(call, deps, call.params.mailingId, (by) => ({
      type: 'signOff',
      by,
      ...(call.body.seen && { seen: call.body.seen }),
    })),
});

export const requestChanges = endpoint({
  ...decided,
  id: 'requestChanges',
  summary: 'Ask the department to change the mailing',
  body: withReason,
  handle: (call, deps) =>
    giveCommand(call, deps, call.params.mailingId, (by) => ({
      type: 'requestChanges',
      by,
      reason: call.body.reason,
    })),
});

export const refuse = endpoint({
  ...decided,
  id: 'refuseMailing',
  summary: 'Refuse a mailing for good',
  body: withReason,
  handle: (call, deps) =>
    giveCommand(call, deps, call.params.mailingId, (by) => ({
      type: 'refuse',
      by,
      reason: call.body.reason,
    })),
});

export const withdraw = endpoint({
  ...decided,
  id: 'withdrawMailing',
  summary: 'Withdraw a mailing: what has not left does not leave',
  description:
    'Of a draft, what was filled in is thrown away; only its department does that. Of letters at the printer the answer says how many are taken back, how many are past the cut-off time (the printer is asked to destroy what is not posted) and how many are printed.',
  body: withReason,
  answers: {
    201: commandResult
      .extend({ lettersAtPrinter: lettersAtPrinter.optional() })
      .meta({ id: 'WithdrawalResult' }),
  },
  handle: async (call, deps) => {
    const { mailingId } = call.params;
    const { reason: why } = call.body;
    const { record } = await mailingFor(call, deps, mailingId);
    const { id, departmentId, status } = record;
    if (status !== 'draft' && status !== 'announced') {
      const letters = await countLettersAtPrinter(call, deps);
      const answer = await giveCommand(call, deps, mailingId, (by) => ({
        type: 'withdraw',
        by,
        reason: why,
      }));
      return { ...answer, body: { ...(answer.body as object), lettersAtPrinter: letters } };
    }
    // A draft is its department's: whoever may not edit it may not throw it away either.
    const operation = status === 'draft' ? 'mailings.edit' : call.operation;
    const { actor } = await mailingFor({ ...call, operation }, deps, mailingId);
    const withdrawn = await deps.store.mailings.withdrawEarly(
      { id, departmentId, reason: why },
      provenance(call, actor),
    );
    return commandAnswer(mailingId, withdrawn);
  },
});

export const releaseInEmergency = endpoint({
  ...decided,
  id: 'releaseInEmergency',
  summary: 'Ask for, or confirm, an emergency release',
  description:
    'The first person asks; a second one within 24 hours releases everything that has not left. Neither wrote the content.',
  body: withReason,
  handle: (call, deps) =>
    giveCommand(call, deps, call.params.mailingId, (by) => ({
      type: 'emergencyRelease',
      by,
      reason: call.body.reason,
    })),
});

export const waiveCondition = endpoint({
  ...decided,
  id: 'waiveCondition',
  summary: 'Waive a condition by name and with a reason',
  body: z.strictObject({ condition: z.enum(CONDITION_CODES), reason }),
  handle: (call, deps) =>
    giveCommand(call, deps, call.params.mailingId, (by) => ({
      type: 'waiveCondition',
      by,
      ...call.body,
    })),
});

export const checkContactDetails = endpoint({
  ...decided,
  id: 'checkContactDetails',
  summary: 'Say that number, hours and web address on the mailing are right',
  body: nothing,
  handle: (call, deps) =>
    giveCommand(call, deps, call.params.mailingId, (by) => ({ type: 'checkContactDetails', by })),
});

export const pauseBatches = endpoint({
  ...decided,
  id: 'pauseBatches',
  summary: 'Let the next batch wait',
  body: withReason,
  handle: (call, deps) =>
    giveCommand(call, deps, call.params.mailingId, (by) => ({
      type: 'pauseBatches',
      by,
      reason: call.body.reason,
    })),
});

export const resumeBatches = endpoint({
  ...decided,
  id: 'resumeBatches',
  summary: 'Let the next batch leave at its time again',
  body: nothing,
  handle: (call, deps) =>
    giveCommand(call, deps, call.params.mailingId, (by) => ({ type: 'resumeBatches', by })),
});

export const closeWave = endpoint({
  ...decided,
  id: 'closeWave',
  summary: 'Say that the wave is over, before its forecast end',
  body: nothing,
  handle: (call, deps) =>
    giveCommand(call, deps, call.params.mailingId, (by) => ({ type: 'closeWave', by })),
});
