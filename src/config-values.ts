import { z } from 'zod';
import { printVariables } from './config-print.ts';
import type { Variable } from './config-variable.ts';
import { ROLES } from './domain/actor.ts';

/** Variables by name, like `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const port = (fallback: number): Variable<number> => ({
  schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(1).max(65_535)),
  expected: 'a port, a whole number from 1 to 65535',
  example: String(fallback),
  fallback: String(fallback),
});

const host = (fallback: string): Variable<string> => ({
  schema: z.string().regex(/^[A-Za-z0-9.:_-]+$/),
  expected: 'the name or address of the network interface to listen on',
  example: '0.0.0.0',
  fallback,
});

const path = (expected: string, example: string, fallback = ''): Variable<string> => ({
  schema: z.string().min(1),
  expected,
  example,
  fallback,
});

const url = (protocols: readonly string[]) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol))
    .transform((text) => text.replace(/\/+$/, ''));

const webUrl = url(['http:', 'https:']);

const PEOPLE_ROLES = ROLES.filter((role) => role !== 'mail-tool' && role !== 'print-house');

/** `name=role`; the name may have an equals sign of its own, as in LDAP. */
function splitPair(pair: string): [string, string] {
  const mark = pair.lastIndexOf('=');
  return [pair.slice(0, mark).trim(), pair.slice(mark + 1).trim()];
}

/** The table of all variables. A new one is a line here and a field in `readConfig`. */
export const variables = {
  NODE_ENV: {
    schema: z.enum(['development', 'test', 'production']),
    expected: 'development, test or production',
    example: 'production',
    fallback: 'development',
  },
  DATABASE_URL: {
    schema: url(['postgres:', 'postgresql:']),
    expected: 'the URL of a PostgreSQL database (npm start has one of its own)',
    example: 'postgresql://sluis:password@db.example:5432/sluis',
    secret: true,
  },
  TEMPORAL_ADDRESS: {
    schema: z.string().regex(/^[^\s/:]+:\d{1,5}$/),
    expected: 'the host and port of a Temporal server (npm start has one of its own)',
    example: 'temporal.example:7233',
  },
  TEMPORAL_NAMESPACE: {
    schema: z.string().regex(/^[A-Za-z0-9._-]+$/),
    expected: 'the name of a Temporal namespace',
    example: 'sluis',
    fallback: 'default',
  },
  SMTP_URL: {
    schema: url(['smtp:', 'smtps:']),
    expected: 'the URL of the server for outgoing mail (npm start has a mailbox of its own)',
    example: 'smtps://sluis:password@mail.example:465',
    secret: true,
  },
  MAIL_FROM: {
    schema: z.string().regex(/^(?:[^<>\r\n]+ <[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/),
    expected: 'a mail address, with or without a name',
    example: 'KCC Voorbeeldstad <kcc@voorbeeldstad.example>',
    fallback: 'KCC Voorbeeldstad <kcc@voorbeeldstad.example>',
  },
  PUBLIC_URL: {
    schema: webUrl,
    expected: 'the web address under which people and programs reach Sluis',
    example: 'https://sluis.voorbeeldstad.example',
    fallback: '',
  },
  API_HOST: host('127.0.0.1'),
  API_PORT: port(3000),
  GATEWAY_SMTP_HOST: host('127.0.0.1'),
  GATEWAY_SMTP_PORT: port(2525),
  GATEWAY_MESSAGES_PER_MINUTE: {
    schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().max(1_000_000)),
    expected:
      'how many messages may leave a minute, over all gateways; 0 for as fast as the peer takes them',
    example: '600',
    fallback: '0',
  },
  GATEWAY_SEND_HOURS: {
    schema: z.enum(['always', 'kcc-open']),
    expected: 'always, or kcc-open to let mailings leave only while the KCC is open',
    example: 'kcc-open',
    fallback: 'always',
  },
  HEALTH_HOST: host('127.0.0.1'),
  WORKER_HEALTH_PORT: port(3001),
  GATEWAY_HEALTH_PORT: port(3002),
  OIDC_ISSUER: {
    schema: webUrl,
    expected: 'the "iss" of the tokens of your identity provider',
    example: 'https://login.voorbeeldstad.example',
    fallback: '',
  },
  OIDC_JWKS_URL: {
    schema: webUrl,
    expected: 'the web address of the public keys of your identity provider',
    example: 'https://login.voorbeeldstad.example/jwks.json',
    fallback: '',
  },
  OIDC_AUDIENCE: {
    schema: z.string().regex(/^\S+$/),
    expected: 'the "aud" that tokens for Sluis carry',
    example: 'sluis',
    fallback: 'sluis',
  },
  OIDC_CLIENT_ID: {
    schema: z.string().regex(/^\S+$/),
    expected: 'the name under which your identity provider knows Sluis',
    example: 'sluis',
    fallback: 'sluis',
  },
  OIDC_CLIENT_SECRET: {
    schema: z.string().min(1),
    expected: 'the secret that your identity provider gave Sluis; leave it out for a public client',
    example: '"$(cat /etc/sluis/oidc-secret)"',
    fallback: '',
    secret: true,
  },
  OIDC_ROLES_CLAIM: {
    schema: z.string().regex(/^[\w:/.-]+$/),
    expected:
      'the claim in which your identity provider says the roles, with dots for what lies deeper; leave it out to keep roles in Sluis',
    example: 'realm_access.roles',
    fallback: '',
  },
  OIDC_ROLE_NAMES: {
    schema: z
      .string()
      .transform((text) => Object.fromEntries(text.split(',').map((pair) => splitPair(pair))))
      .pipe(z.record(z.string().min(1), z.enum(PEOPLE_ROLES))),
    expected: `pairs of a name in that claim and a role of Sluis (${PEOPLE_ROLES.join(', ')})`,
    example: 'KCC-leiders=kcc-lead,Belastingen=department',
    fallback: '',
  },
  PERMIT_KEY_FILE: path(
    'the path of the file with the key that signs permits',
    '/etc/sluis/permit-key.json',
  ),
  PERMIT_KEY: { ...path('what that file holds, as JSON', '{"keys":[...]}'), secret: true },
  PERMIT_JWKS_URL: {
    schema: webUrl,
    expected: 'where the gateway finds the public permit keys, when it runs on another machine',
    example: 'https://sluis.voorbeeldstad.example/.well-known/jwks.json',
    fallback: '',
  },
  AUDIT_ANCHOR_FILE: path(
    'the path of a file outside the database where the end of the audit log is written daily',
    '/var/log/sluis/audit-anchors.txt',
  ),
  AUDIT_ANCHOR_MAIL: {
    schema: z.email(),
    expected: 'an address that gets the end of the audit log daily, instead of the auditors',
    example: 'auditor@voorbeeldstad.example',
    fallback: '',
  },
  LINK_SECRET: {
    schema: z.string().min(32),
    expected: 'at least 32 random characters, the same for every program (npm start makes its own)',
    example: '"$(openssl rand -hex 32)"',
    secret: true,
  },
  DATA_DIR: path('a folder for the embedded servers and keys', '/var/lib/sluis/data', '.sluis'),
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    expected: 'fatal, error, warn, info, debug, trace or silent',
    example: 'info',
    fallback: 'info',
  },
  MUNICIPALITY: {
    schema: z.string().min(1).max(100),
    expected: 'the name of the municipality',
    example: 'Voorbeeldstad',
    fallback: 'Voorbeeldstad',
  },
  MUNICIPALITY_COLOUR: {
    schema: z.string().regex(/^#[0-9a-f]{6}$/i),
    expected: "the municipality's colour, written as #rrggbb",
    example: '#005a9c',
    fallback: '#005a9c',
  },
  KCC_LOCATION: {
    schema: z.string().min(1).max(200),
    expected: 'where people who come to help are expected',
    example: 'Stadhuis, 2e verdieping, KCC',
    fallback: 'Stadhuis, KCC',
  },
  GATEWAY_TLS_CERT_FILE: path(
    'the path of the certificate chain (PEM) of the gateway',
    '/etc/sluis/gateway.crt',
  ),
  GATEWAY_TLS_KEY_FILE: path(
    'the path of the private key (PEM) of that certificate',
    '/etc/sluis/gateway.key',
  ),
  GATEWAY_LEASE_SECONDS: {
    schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(2).max(3600)),
    expected: 'the seconds after which another gateway takes over what a silent one was sending',
    example: '120',
    fallback: '120',
  },
  ...printVariables,
  TRUSTED_PROXIES: {
    schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(0).max(10)),
    expected: 'how many reverse proxies of your own stand before the API',
    example: '1',
    fallback: '0',
  },
  TIME_ZONE: {
    schema: z.literal('Europe/Amsterdam'),
    expected: 'Europe/Amsterdam, the only time zone that working days are known for',
    example: 'Europe/Amsterdam',
    fallback: 'Europe/Amsterdam',
  },
} as const satisfies Record<string, Variable<unknown>>;

export type Name = keyof typeof variables;

/** What each variable becomes; a variable whose fallback is the empty text may be that. */
export type Values = { readonly [N in Name]: z.output<(typeof variables)[N]['schema']> };

/** The environment is wrong; `faults` are sentences, and the message is all of them together. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The configuration has ${faults.length} fault(s):\n- ${faults.join('\n- ')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** Reads every variable; `values` is complete only when there are no faults. */
export function readVariables(env: Environment): { values: Values; faults: string[] } {
  const faults: string[] = [];
  const values: Partial<Record<Name, unknown>> = {};
  for (const name of Object.keys(variables) as Name[]) {
    const result = readVariable(env, name);
    if ('fault' in result) faults.push(result.fault);
    else values[name] = result.value;
  }
  return { values: values as Values, faults };
}

/**
 * Reads one variable, for a program that needs no more.
 * @throws ConfigError when it is missing or wrong
 */
export function readOne<N extends Name>(env: Environment, name: N): Values[N] {
  const result = readVariable(env, name);
  if ('fault' in result) throw new ConfigError([result.fault]);
  return result.value as Values[N];
}

function readVariable(env: Environment, name: Name): { value: unknown } | { fault: string } {
  const variable: Variable<unknown> = variables[name];
  const given = env[name]?.trim() ?? '';
  const text = given || variable.fallback;
  if (text === undefined) return { fault: sentence(name, variable, 'is not set') };
  if (text === '') return { value: '' };
  const parsed = variable.schema.safeParse(text);
  if (parsed.success) return { value: parsed.data };
  const shown = variable.secret ? 'has a value (not shown here)' : `is ${JSON.stringify(given)}`;
  return { fault: sentence(name, variable, shown) };
}

function sentence(name: Name, { expected, example }: Variable<unknown>, state: string): string {
  return `${name} ${state}; it must be ${expected}, for example ${name}=${example}`;
}
