import { z } from 'zod';
import { etagOf } from '../http/etag.ts';
import { commandResult, giveCommand } from './command.ts';
import { endpoint } from './deps.ts';
import { instant, mailingParams } from './fields.ts';
import { mailingFor } from './mailing-access.ts';

const briefingPlan = z
  .strictObject({ briefings: z.array(instant).min(1).max(50) })
  .meta({ id: 'BriefingPlan', example: { briefings: ['2027-02-11T07:30:00.000Z'] } });

export const getBriefingPlan = endpoint({
  id: 'getBriefingPlan',
  summary: 'Read when agents are briefed',
  params: mailingParams,
  answers: { 200: z.object({ briefings: z.array(z.iso.datetime()) }) },
  handle: async (call, deps) => {
    const { record } = await mailingFor(call, deps, call.params.mailingId);
    const { mailing } = record;
    const briefings = ('preparation' in mailing && mailing.preparation.briefings) || [];
    return { status: 200, body: { briefings }, headers: { ETag: etagOf(record.rowVersion) } };
  },
});

export const planBriefings = endpoint({
  id: 'planBriefings',
  summary: 'Plan when agents are briefed',
  params: mailingParams,
  body: briefingPlan,
  refuses: true,
  answers: { 201: commandResult },
  handle: (call, deps) =>
    giveCommand(call, deps, call.params.mailingId, (by) => ({
      type: 'planBriefings',
      by,
      at: call.body.briefings,
    })),
});
