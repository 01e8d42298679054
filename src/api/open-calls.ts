import { z } from 'zod';
import { reachesOf } from '../domain/access.ts';
import { secondsBetween } from '../domain/instant.ts';
import { answerRefusal, type OpenCall } from '../domain/open-call.ts';
import type { Call } from '../http/endpoint.ts';
import { says } from '../http/input-text.ts';
import { type Fault, invalidInput, notFound } from '../http/problem.ts';
import { type ApiDeps, endpoint, newId, provenance } from './deps.ts';
import { id, instant, line } from './fields.ts';
import { actorOn } from './mailing-access.ts';
import { conflict } from './translate.ts';

const DAY = 86_400;
const wish = z.enum(['wants', 'rather-not']).nullable();
const span = z.strictObject({ startsAt: instant, endsAt: instant }).refine(
  ({ startsAt, endsAt }) => {
    const seconds = secondsBetween(startsAt, endsAt);
    return seconds > 0 && seconds <= DAY;
  },
  {
    path: ['endsAt'],
    ...says('Het einde ligt na het begin, binnen 24 uur.', 'The end is after the start, within 24 hours.'), // prettier-ignore
  },
);

const openCall = z
  .object({
    id,
    question: z.string(),
    spans: z.array(z.object({ startsAt: z.iso.datetime(), endsAt: z.iso.datetime() })),
    askedAt: z.iso.datetime(),
    answerBy: z.iso.datetime(),
    closedAt: z.iso.datetime().optional(),
    people: z.array(
      z.object({
        personId: id,
        answers: z.array(wish).optional(),
        answeredAt: z.iso.datetime().optional(),
      }),
    ),
  })
  .meta({ id: 'OpenCall' });
const callParams = z.strictObject({ callId: id });

export const askOpenCall = endpoint({
  id: 'askOpenCall',
  summary: 'Ask the team who wants to work when',
  description:
    'Everybody who is asked gets a mail with a link. Answers are wishes for the staffing plan and oblige to nothing. Without `people` all who can be rostered are asked.',
  body: z
    .strictObject({
      question: line(200),
      spans: z.array(span).min(1).max(30),
      answerBy: instant,
      people: z.array(id).min(1).max(500).optional(),
    })
    .meta({
      id: 'NewOpenCall',
      example: {
        question: 'Wie wil vrijdagmiddag werken?',
        spans: [{ startsAt: '2027-02-19T12:00:00Z', endsAt: '2027-02-19T16:00:00Z' }],
        answerBy: '2027-02-12T16:00:00Z',
      },
    }),
  answers: { 201: openCall },
  handle: async (call, { store }) => {
    const { question, spans, answerBy, people } = call.body;
    const staff = await store.people.staff();
    const able = new Set(staff.map((one) => one.id));
    const faults: Fault[] = [];
    if (secondsBetween(call.now, answerBy) <= 0) faults.push(fault('body.answerBy', 'Kies een moment dat nog komt.', 'Choose a moment that is still to come.')); // prettier-ignore
    for (const [index, { startsAt }] of spans.entries()) {
      if (secondsBetween(call.now, startsAt) <= 0) faults.push(fault(`body.spans[${index}].startsAt`, 'Vraag naar een tijd die nog komt.', 'Ask about a time that is still to come.')); // prettier-ignore
    }
    for (const [index, personId] of (people ?? []).entries()) {
      if (!able.has(personId)) faults.push(fault(`body.people[${index}]`, 'Deze persoon kan niet ingeroosterd worden.', 'This person cannot be rostered.')); // prettier-ignore
    }
    if (able.size === 0) faults.push(fault('body.people', 'Er is niemand om te vragen.', 'There is nobody to ask.')); // prettier-ignore
    if (faults.length > 0) throw invalidInput(faults.slice(0, 100));
    const asked = { id: newId(call), question, spans, answerBy, people: [...new Set(people ?? able)] }; // prettier-ignore
    const body = await store.openCalls.ask(asked, provenance(call, actorOn(call, {})));
    return { status: 201, body };
  },
});

export const listOpenCalls = endpoint({
  id: 'listOpenCalls',
  summary: 'See what the team is asked and has answered; others see their own answers only',
  answers: { 200: z.object({ results: z.array(openCall) }) },
  handle: async ({ principal, operation, now }, { store }) => {
    const all = reachesOf(principal, operation).includes('all');
    const own = await store.openCalls.current(now, all ? undefined : principal.personId);
    return { status: 200, body: { results: all ? own : own.map((one) => seenBy(one, principal.personId)) } }; // prettier-ignore
  },
});

export const answerOpenCall = endpoint({
  id: 'answerOpenCall',
  summary: 'Say when you want to work and when you would rather not; again to change it',
  params: callParams,
  body: z.strictObject({
    answers: z.array(wish).min(1).max(30).meta({
      description: 'One per stretch: `wants`, `rather-not`, or null for what is all the same.',
    }),
  }),
  refuses: true,
  answers: { 201: openCall },
  handle: async (call, deps) => {
    const { callId } = call.params;
    const { personId } = call.principal;
    const found = await deps.store.openCalls.find(callId);
    if (!found?.people.some((one) => one.personId === personId)) throw unknown();
    const actor = actorOn(call, { people: [personId] });
    const refusal = answerRefusal(found, call.body.answers, call.now);
    if (refusal) throw conflict(refusal.code, refusal.text.nl, refusal.text.en);
    const by = provenance(call, actor);
    const kept = await deps.store.openCalls.answer(callId, personId, call.body.answers, by);
    return { status: 201, body: seenBy(kept, personId) };
  },
});

export const closeOpenCall = endpoint({
  id: 'closeOpenCall',
  summary: 'Take no more answers to an open call',
  params: callParams,
  answers: { 200: openCall },
  handle: async (call: Call<{ callId: string }>, { store }: ApiDeps) => {
    const found = await store.openCalls.find(call.params.callId);
    if (!found) throw unknown();
    const by = provenance(call, actorOn(call, {}));
    return { status: 200 as const, body: await store.openCalls.close(found.id, by) };
  },
});

/** What others answered is theirs. */
function seenBy(call: OpenCall, personId: string): OpenCall {
  return { ...call, people: call.people.filter((one) => one.personId === personId) };
}

function unknown() {
  return notFound({ nl: 'deze oproep', en: 'this open call' });
}

function fault(path: string, nl: string, en: string): Fault {
  return { path, code: 'not-possible', text: { nl, en } };
}
