import { z } from 'zod';
import { mayEver, reachesOf } from '../domain/access.ts';
import { secondsBetween } from '../domain/instant.ts';
import { says } from '../http/input-text.ts';
import { endpoint, newId, provenance } from './deps.ts';
import { id, instant } from './fields.ts';
import { actorOn } from './mailing-access.ts';
import { organisationIn } from './organisation.ts';
import { namesIn } from './people.ts';
import { rosterFile } from './roster-file.ts';
import { XLSX } from './spreadsheet.ts';

const DAY = 86_400;

const newShift = z
  .strictObject({
    id: id.optional(),
    personId: id,
    startsAt: instant,
    endsAt: instant,
    kind: z.enum(['roster', 'extra', 'guest']),
    breakMinutes: z.int().min(0).max(240).default(0),
  })
  .refine(
    ({ startsAt, endsAt }) => {
      const seconds = secondsBetween(startsAt, endsAt);
      return seconds > 0 && seconds <= DAY;
    },
    {
      path: ['endsAt'],
      ...says(
        'Een dienst eindigt na het begin, binnen 24 uur.',
        'A shift ends after its start, within 24 hours.',
      ),
    },
  );

const shift = z
  .object({
    id,
    personId: id,
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    status: z.enum(['planned', 'invited', 'accepted', 'declined', 'cancelled']),
    kind: z.enum(['roster', 'extra', 'guest']),
    breakMinutes: z.int(),
    assignmentId: id.optional(),
    cancelledAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'Shift' });

export const listShifts = endpoint({
  id: 'listShifts',
  summary: 'See who works when; guests see their own shifts',
  query: z.strictObject({ from: instant, to: instant, personId: id.optional() }).refine(
    ({ from, to }) => {
      const seconds = secondsBetween(from, to);
      return seconds > 0 && seconds <= 100 * DAY;
    },
    {
      path: ['to'],
      ...says('Kies hoogstens 100 dagen na "from".', 'Choose at most 100 days after "from".'),
    },
  ),
  gives: [XLSX],
  answers: { 200: z.object({ results: z.array(shift) }) },
  handle: async ({ query, principal, operation, accept, language }, { store }) => {
    const { from, to, personId: wanted } = query;
    const all = reachesOf(principal, operation).includes('all');
    const personId = all ? wanted : principal.personId;
    const others = !all && wanted !== undefined && wanted !== principal.personId;
    const results = others
      ? []
      : await store.shifts.between(from, to, { ...(personId && { personId }) });
    if (accept !== XLSX) return { status: 200, body: { results } };
    const names = mayEver(principal, 'people.read') ? await namesIn(store) : new Map();
    const { timeZone } = (await organisationIn(store)).calendar;
    return rosterFile(results, { names, timeZone, language });
  },
});

export const addShifts = endpoint({
  id: 'addShifts',
  summary: 'Add shifts: all of them, or none when somebody would be in two places',
  body: z.strictObject({ shifts: z.array(newShift).min(1).max(2000) }).meta({ id: 'NewShifts' }),
  refuses: true,
  answers: { 201: z.object({ results: z.array(shift) }) },
  handle: async (call, { store }) => {
    const shifts = call.body.shifts.map((one, index) => ({
      ...one,
      id: one.id ?? newId(call, String(index)),
    }));
    const results = await store.shifts.add(shifts, provenance(call, actorOn(call, {})));
    return { status: 201, body: { results } };
  },
});

export const cancelShift = endpoint({
  id: 'cancelShift',
  summary: 'Cancel a shift; the person is told by mail',
  description:
    'One that came of an invitation takes the invitation back too, so that the need is open again.',
  params: z.strictObject({ shiftId: id }),
  answers: { 200: shift },
  handle: async (call, { store }) => {
    const { shiftId } = call.params;
    const by = provenance(call, actorOn(call, {}));
    const found = await store.shifts.find(shiftId);
    if (found?.assignmentId !== undefined) await store.assignments.cancel(found.assignmentId, by);
    return { status: 200, body: await store.shifts.cancel(shiftId, by) };
  },
});
