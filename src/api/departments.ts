import { z } from 'zod';
import { endpoint, newId, provenance } from './deps.ts';
import { email, id, line } from './fields.ts';
import { actorOn } from './mailing-access.ts';

const fields = z.strictObject({ name: line(200), email });
const department = z.object({ id, name: z.string(), email: z.string() }).meta({ id: 'Department' });

export const listDepartments = endpoint({
  id: 'listDepartments',
  summary: 'List the departments',
  answers: { 200: z.object({ results: z.array(department) }) },
  handle: async (_call, { store }) => ({
    status: 200,
    body: { results: await store.departments.list() },
  }),
});

export const addDepartment = endpoint({
  id: 'addDepartment',
  summary: 'Enter a department',
  body: fields.extend({ id: id.optional() }),
  answers: { 201: department },
  handle: async (call, { store }) => {
    const made = { id: call.body.id ?? newId(call), name: call.body.name, email: call.body.email };
    const body = await store.departments.save(made, provenance(call, actorOn(call, {})));
    return { status: 201, body, headers: { Location: `/v1/departments/${body.id}` } };
  },
});

export const putDepartment = endpoint({
  id: 'putDepartment',
  summary: 'Change a department',
  params: z.strictObject({ departmentId: id }),
  body: fields,
  answers: { 200: department },
  handle: async (call, { store }) => {
    const changed = { id: call.params.departmentId, ...call.body };
    const body = await store.departments.save(changed, provenance(call, actorOn(call, {})));
    return { status: 200, body };
  },
});
