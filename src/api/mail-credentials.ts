import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { endpoint, newId, provenance } from './deps.ts';
import { id } from './fields.ts';
import { actorOn } from './mailing-access.ts';
import { notFound } from '../http/problem.ts';

const username = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{2,62}$/)
  .meta({ example: 'belastingen-mailtool' });
const domain = z
  .string()
  .max(253)
  .regex(/^(?=.{3,})[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i)
  .meta({ example: 'sluiswaard.example' });
const singleLimit = z.int().min(0).max(1_000).meta({
  description:
    'How many addressees may get the same letter as single mails, which name no mailing. More is held as a mailing that nobody announced; 0: every message must name its mailing.',
});

export const listMailCredentials = endpoint({
  id: 'listMailCredentials',
  summary: 'List the logins of mail tools; their passwords are kept nowhere',
  answers: {
    200: z.object({
      results: z.array(
        z.object({
          username,
          departmentId: id,
          fromDomains: z.array(z.string()),
          mode: z.enum(['hold', 'defer']),
          singleLimit,
          active: z.boolean(),
        }),
      ),
    }),
  },
  handle: async (_call, { store }) => ({
    status: 200,
    body: { results: await store.mailCredentials.list() },
  }),
});

export const addMailCredential = endpoint({
  id: 'addMailCredential',
  summary: 'Let a mail tool log in to the gateway; an existing name gets a new password',
  description: 'The password is shown once, in this answer, and kept nowhere.',
  body: z
    .strictObject({
      username,
      departmentId: id,
      fromDomains: z.array(domain).min(1).max(50),
      mode: z.enum(['hold', 'defer']).default('hold'),
      singleLimit: singleLimit.default(0),
    })
    .meta({ id: 'NewMailCredential' }),
  refuses: true,
  answers: {
    201: z
      .object({ username, departmentId: id, password: z.string() })
      .meta({ id: 'MailCredential' }),
  },
  handle: async (call, { store, hashPassword }) => {
    const actor = actorOn(call, {});
    const { body } = call;
    const department = await store.departments.find(body.departmentId);
    if (!department) throw notFound({ nl: 'dit afdelingsnummer', en: 'this department id' });
    const password = randomBytes(24).toString('base64url');
    const passwordHash = await hashPassword(password);
    await store.mailCredentials.save(
      { credentialId: newId(call), passwordHash, ...body },
      provenance(call, actor),
    );
    return {
      status: 201,
      secret: true,
      body: { username: body.username, departmentId: body.departmentId, password },
    };
  },
});

export const disableMailCredential = endpoint({
  id: 'disableMailCredential',
  summary: 'Let a mail tool log in no more; what it handed in stays held',
  params: z.strictObject({ username }),
  answers: { 204: null },
  handle: async (call, { store }) => {
    const actor = actorOn(call, {});
    await store.mailCredentials.disable(call.params.username, provenance(call, actor));
    return { status: 204 };
  },
});
