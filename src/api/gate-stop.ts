import { z } from 'zod';
import { GATE_REFUSALS, type GateCommand, type GateStop } from '../domain/gate-stop.ts';
import type { Answer, Call } from '../http/endpoint.ts';
import { Problem } from '../http/problem.ts';
import { type ApiDeps, endpoint, newId, provenance } from './deps.ts';
import { id, instant, reason } from './fields.ts';
import { actorOn } from './mailing-access.ts';

const gateStop = z
  .object({
    id,
    reason: z.string(),
    stoppedBy: z.string(),
    stoppedAt: instant,
    underWay: z.int().meta({
      description: 'Messages that were on their way at that moment; nobody can call those back.',
    }),
    request: z
      .object({ askedBy: z.string(), askedAt: instant, reason: z.string() })
      .optional()
      .meta({ description: 'A lead wants to go on; another one has not agreed yet.' }),
    resumed: z.object({ by: z.string(), at: instant }).optional(),
  })
  .meta({ id: 'GateStop' });

const gate = z
  .object({ stopped: z.boolean(), stop: gateStop.optional() })
  .meta({ id: 'Gate', description: 'Whether anything may leave.' });

const withReason = z.strictObject({ reason });
const stopParams = z.strictObject({ stopId: id });
const moved = { refuses: true, answers: { 201: gate } } as const;
const ofStop = { ...moved, params: stopParams } as const;

export const getGateStop = endpoint({
  id: 'getGateStop',
  summary: 'Read whether everything that leaves is stopped, and why',
  answers: { 200: gate },
  handle: async (_call, { store }) => {
    const stop = await store.gateStop.current();
    return { status: 200, body: stop ? gateView(stop) : { stopped: false } };
  },
});

export const listGateStops = endpoint({
  id: 'listGateStops',
  summary: 'List when everything was stopped, by whom and why, and who let it go on',
  description: 'The last one first, at most a hundred.',
  answers: { 200: z.object({ results: z.array(gateStop) }).meta({ id: 'GateStops' }) },
  handle: async (_call, { store }) => ({
    status: 200,
    body: { results: (await store.gateStop.list(100)).map(stopView) },
  }),
});

export const stopGate = endpoint({
  ...moved,
  id: 'stopGate',
  summary: 'Stop everything that leaves, at once',
  description:
    'E-mail, single mails, permits and print releases. When this answers, nothing more is let out; `underWay` is what was on its way. Going on takes two KCC leads.',
  body: withReason,
  handle: (call, deps) =>
    move(call, deps, (by) => ({
      type: 'stop',
      id: newId(call),
      by,
      at: call.now,
      reason: call.body.reason,
    })),
});

export const askResumption = endpoint({
  ...ofStop,
  id: 'askGateResumption',
  summary: 'Ask to let everything go on; another KCC lead must agree',
  body: withReason,
  handle: (call, deps) => {
    const { reason: why } = call.body;
    return move(
      call,
      deps,
      (by) => ({ type: 'ask-resumption', by, at: call.now, reason: why }),
      call.params.stopId,
    );
  },
});

export const takeBackResumption = endpoint({
  ...ofStop,
  id: 'takeBackGateResumption',
  summary: 'Take back a request to go on; everything stays stopped',
  body: z.strictObject({}),
  handle: (call, deps) =>
    move(call, deps, (by) => ({ type: 'take-back', by, at: call.now }), call.params.stopId),
});

export const resumeGate = endpoint({
  ...ofStop,
  id: 'resumeGate',
  summary: 'Agree to going on, as the second KCC lead',
  body: z.strictObject({}),
  handle: (call, deps) =>
    move(call, deps, (by) => ({ type: 'resume', by, at: call.now }), call.params.stopId),
});

/** @throws Problem 409 when the switch does not move */
async function move(
  call: Call,
  { store }: ApiDeps,
  command: (by: string) => GateCommand,
  stopId?: string,
): Promise<Answer> {
  const actor = actorOn(call, {});
  const decision = await store.gateStop.give(
    command(actor.personId),
    provenance(call, actor),
    stopId,
  );
  if ('refusal' in decision) {
    const { refusal } = decision;
    throw new Problem({ status: 409, code: refusal, text: GATE_REFUSALS[refusal] });
  }
  return { status: 201, body: gateView(decision.stop), headers: { Location: '/v1/gate-stop' } };
}

function gateView(stop: GateStop): z.input<typeof gate> {
  return { stopped: !stop.resumed, stop: stopView(stop) };
}

function stopView({ id: stopId, reason: why, by, at, underWay, request, resumed }: GateStop) {
  return {
    id: stopId,
    reason: why,
    stoppedBy: by,
    stoppedAt: at,
    underWay,
    ...(request && {
      request: { askedBy: request.by, askedAt: request.at, reason: request.reason },
    }),
    ...(resumed && { resumed }),
  } satisfies z.input<typeof gateStop>;
}
