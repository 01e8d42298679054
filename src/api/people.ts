import { z } from 'zod';
import { ROLES } from '../domain/actor.ts';
import type { Call } from '../http/endpoint.ts';
import type { Store } from '../store/client.ts';
import type { Person } from '../store/person.ts';
import { type ApiDeps, endpoint, newId, provenance } from './deps.ts';
import { email, id, instant, line } from './fields.ts';
import { actorOn } from './mailing-access.ts';
import { conflict } from './translate.ts';
import { notFound } from '../http/problem.ts';

const MACHINE_ROLES = ['mail-tool', 'print-house'];
const role = z.enum(ROLES).exclude(['mail-tool', 'print-house']);

const staffBase = {
  skills: z.array(line(100)).max(50),
  handleTimeFactor: z.number().min(0.1).max(10),
  maxHoursPerWeek: z.number().min(0).max(60),
  costPerHour: z.number().min(0).max(10_000),
  offers: z.array(z.strictObject({ startsAt: instant, endsAt: instant })).max(500),
};
const staff = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('agent'),
      ...staffBase,
      contractHoursPerWeek: z.number().min(0).max(60),
      liaisonOf: id.optional(),
    }),
    z.strictObject({ kind: z.literal('guest'), ...staffBase, departmentId: id }),
    z.strictObject({
      kind: z.literal('flex'),
      ...staffBase,
      flexKind: z.enum(['trainee', 'on-call', 'agency']),
      noticeHours: z.number().min(0).max(2000),
    }),
  ])
  .meta({ id: 'Staff', description: 'Only for who can be rostered at the KCC.' });

const fields = z.strictObject({
  name: line(200),
  email,
  roles: z.array(role).max(ROLES.length - MACHINE_ROLES.length),
  departmentId: id.optional(),
  active: z.boolean(),
  staff: staff.optional(),
});
const person = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    roles: z.array(z.enum(ROLES)),
    departmentId: id.optional(),
    active: z.boolean(),
    staff: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Person' });

export const listPeople = endpoint({
  id: 'listPeople',
  summary: 'List the people who work with Sluis',
  query: z.strictObject({
    role: role.optional(),
    kind: z.enum(['agent', 'guest', 'flex']).optional(),
    departmentId: id.optional(),
  }),
  answers: { 200: z.object({ results: z.array(person) }) },
  handle: async ({ query }, { store }) => ({
    status: 200,
    body: { results: await store.people.list({ ...query, activeOnly: false }) },
  }),
});

export const getPerson = endpoint({
  id: 'getPerson',
  summary: 'Read one person',
  params: z.strictObject({ personId: id }),
  answers: { 200: person },
  handle: async ({ params }, { store }) => {
    const body = await store.people.find(params.personId);
    if (!body) throw notFound({ nl: 'dit persoonsnummer', en: 'this person id' });
    return { status: 200, body };
  },
});

export const addPerson = endpoint({
  id: 'addPerson',
  summary: 'Enter a person',
  body: fields.extend({ id: id.optional() }).meta({ id: 'NewPerson' }),
  refuses: true,
  answers: { 201: person },
  handle: async (call, deps) => {
    const { id: given, ...rest } = call.body;
    const body = await save(call, deps, { id: given ?? newId(call), ...rest });
    return { status: 201, body, headers: { Location: `/v1/people/${body.id}` } };
  },
});

export const putPerson = endpoint({
  id: 'putPerson',
  summary: 'Change a person, also their roles; nobody changes their own roles',
  params: z.strictObject({ personId: id }),
  body: fields.meta({ id: 'PersonFields' }),
  refuses: true,
  answers: { 200: person },
  handle: async (call, deps) => ({
    status: 200,
    body: await save(call, deps, { id: call.params.personId, ...call.body }),
  }),
});

type Fields = Omit<Person, 'staff'> & { readonly staff?: z.output<typeof staff> };

async function save(call: Call, { store }: ApiDeps, { staff: terms, ...rest }: Fields) {
  const before = await store.people.find(rest.id);
  const sameRoles =
    before?.active === rest.active &&
    before.roles.toSorted().join() === rest.roles.toSorted().join();
  if (rest.id === call.principal.personId && !sameRoles) {
    throw conflict(
      'own-roles',
      'U kunt uw eigen rollen niet wijzigen. Vraag een andere beheerder.',
      'You cannot change your own roles. Ask another administrator.',
    );
  }
  const whole = { ...rest, ...(terms && { staff: { ...terms, id: rest.id } }) } as Person;
  return store.people.save(whole, provenance(call, actorOn(call, {})));
}

/** The name of everybody by id, for lists of who works when. */
export async function namesIn({ people }: Store): Promise<ReadonlyMap<string, string>> {
  return new Map((await people.list()).map(({ id: personId, name }) => [personId, name]));
}
