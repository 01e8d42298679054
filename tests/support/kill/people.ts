import { randomUUID } from 'node:crypto';
import { hashPassword } from '../../../src/gateway/password.ts';
import { createStore } from '../../../src/store/client.ts';
import { provenance } from '../builders/store-rows.ts';
import type { Town } from './town.ts';

/** Who walks mailings through their journeys: a department with its mail tool, and a KCC lead. */
export interface Pair {
  readonly departmentId: string;
  readonly department: { readonly id: string; readonly token: string };
  readonly lead: { readonly id: string; readonly token: string };
  readonly tool: { readonly user: string; readonly pass: string };
}

/** `count` departments, each with somebody who submits, a mail tool, and a lead for its mailings. */
export async function settle(town: Town, count: number): Promise<Pair[]> {
  const store = createStore({ url: town.databaseUrl });
  const pass = 'geheim-voor-de-test';
  const passwordHash = await hashPassword(pass);
  const person = async (role: 'department' | 'kcc-lead', departmentId?: string) => {
    const id = randomUUID();
    const email = `${id}@sluiswaard.example`;
    const rest = { ...(departmentId && { departmentId }), roles: [role], active: true };
    await store.people.save({ id, name: 'Toets Persoon', email, ...rest }, provenance());
    return { id, token: await town.issuer.issue({ id, email }) };
  };
  const pairs: Pair[] = [];
  for (let n = 0; n < count; n += 1) {
    const departmentId = randomUUID();
    const user = `mailtool-${n}`;
    await store.departments.save(
      { id: departmentId, name: `Afdeling ${n}`, email: 'afdeling@sluiswaard.example' },
      provenance(),
    );
    await store.mailCredentials.save({
      credentialId: randomUUID(),
      username: user,
      passwordHash,
      departmentId,
      fromDomains: ['sluiswaard.example'],
      mode: 'hold',
    });
    pairs.push({
      departmentId,
      department: await person('department', departmentId),
      lead: await person('kcc-lead'),
      tool: { user, pass },
    });
  }
  await store.close();
  return pairs;
}
