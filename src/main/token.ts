import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ROLES } from '../domain/actor.ts';
import { readOne } from '../config-values.ts';
import { isMain } from './program.ts';
import { createIssuer, type TokenHolder } from './issuer.ts';

// npm run token -- kcc-lead | kcc-lead:2 | fenna.van.keersluis@sluiswaard.example | belastingen-mailtool

interface SamplePerson {
  readonly id: string;
  readonly email: string;
  readonly roles: readonly string[];
}
interface Sample {
  readonly people: readonly SamplePerson[];
  readonly mailTools: readonly { readonly username: string; readonly departmentId: string }[];
  readonly printHouses: readonly { readonly clientId: string }[];
}

/** Whom of the sample municipality `wanted` means: an e-mail address, a machine's name, or a role and which one of it. */
export function holderOf(wanted: string, sample: Sample): TokenHolder | undefined {
  const person = sample.people.find(({ email }) => email === wanted.toLowerCase());
  if (person) return { id: person.id, email: person.email };
  const [name = '', place = '1'] = wanted.split(':');
  const tools = sample.mailTools.map(({ username, departmentId }) => ({
    id: username,
    roles: ['mail-tool'],
    departmentId,
  }));
  const houses = sample.printHouses.map(({ clientId: id }) => ({ id, roles: ['print-house'] }));
  const machine = [...tools, ...houses].find(({ id }) => id === wanted);
  if (machine) return machine;
  const withRole: readonly TokenHolder[] = [
    ...sample.people
      .filter(({ roles }) => roles.includes(name))
      .map(({ id, email }) => ({ id, email })),
    ...[...tools, ...houses].filter(({ roles }) => roles.includes(name)),
  ];
  return withRole[Number(place) - 1];
}

async function main() {
  const [wanted = ''] = process.argv.slice(2);
  const sampleFile = new URL('../../samples/municipality.json', import.meta.url);
  const sample = JSON.parse(readFileSync(sampleFile, 'utf8')) as Sample;
  const holder = holderOf(wanted, sample);
  if (!holder) {
    console.error(
      `Nobody in the sample municipality is "${wanted}". Name a role (${ROLES.join(', ')}), the second one of a role (agent:2), an e-mail address or a machine.`,
    );
    process.exitCode = 1;
    return;
  }
  const { env } = process;
  if (readOne(env, 'OIDC_ISSUER')) {
    console.error('OIDC_ISSUER is set: that issuer gives the tokens.');
    process.exitCode = 1;
    return;
  }
  const issuer = await createIssuer({
    dataDir: resolve(readOne(env, 'DATA_DIR')),
    issuer: readOne(env, 'PUBLIC_URL') || `http://127.0.0.1:${readOne(env, 'API_PORT')}`,
    audience: readOne(env, 'OIDC_AUDIENCE'),
    production: readOne(env, 'NODE_ENV') === 'production',
  });
  console.log(await issuer.issue(holder));
}

if (isMain('token')) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
