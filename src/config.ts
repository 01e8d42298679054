import { join, resolve } from 'node:path';
import { printFaults, printPlaces } from './config-print.ts';
import {
  type Environment,
  ConfigError,
  readOne,
  readVariables,
  type Values,
} from './config-values.ts';

export { ConfigError, type Environment } from './config-values.ts';

/** Everything that is set from outside, read once at start. Ports are TCP ports; URLs have no slash at their end. */
export type Config = ReturnType<typeof readConfig>;

/**
 * Reads the environment of a program.
 * @throws ConfigError that lists every fault in words, so that one start is enough to find them all
 */
export function readConfig(env: Environment) {
  const { values, faults } = readVariables(env);
  if (values.NODE_ENV === 'production')
    faults.push(...whatProductionLacks(env), ...whatIsReadOnTheWay(values));
  else if (Boolean(values.OIDC_ISSUER) !== Boolean(values.OIDC_JWKS_URL))
    faults.push(HALF_AN_ISSUER);
  const dataDir = resolve(values.DATA_DIR ?? '');
  faults.push(...printFaults(values, dataDir));
  if (faults.length > 0) throw new ConfigError(faults);

  const publicUrl = values.PUBLIC_URL || `http://127.0.0.1:${values.API_PORT}`;
  return Object.freeze({
    production: values.NODE_ENV === 'production',
    databaseUrl: values.DATABASE_URL,
    temporal: Object.freeze({
      address: values.TEMPORAL_ADDRESS,
      namespace: values.TEMPORAL_NAMESPACE,
    }),
    mail: Object.freeze({ smtpUrl: values.SMTP_URL, from: values.MAIL_FROM }),
    publicUrl,
    api: Object.freeze({ host: values.API_HOST, port: values.API_PORT }),
    gateway: Object.freeze({
      host: values.GATEWAY_SMTP_HOST,
      port: values.GATEWAY_SMTP_PORT,
      tlsCertFile: values.GATEWAY_TLS_CERT_FILE,
      tlsKeyFile: values.GATEWAY_TLS_KEY_FILE,
      messagesPerMinute: values.GATEWAY_MESSAGES_PER_MINUTE,
      sendHours: values.GATEWAY_SEND_HOURS,
      leaseSeconds: values.GATEWAY_LEASE_SECONDS,
    }),
    /** The three areas of print jobs, the printer's name in permits, and when it begins on working days. */
    print: Object.freeze({
      ...printPlaces(values, dataDir),
      cutOff: values.PRINT_CUT_OFF,
      printer: values.PRINTER_ID,
    }),
    /** Where worker and gateway answer /healthz, /readyz and /metrics. */
    health: Object.freeze({
      host: values.HEALTH_HOST,
      workerPort: values.WORKER_HEALTH_PORT,
      gatewayPort: values.GATEWAY_HEALTH_PORT,
    }),
    oidc: issuerOf(values, publicUrl),
    /** How people log in with a browser. */
    login: Object.freeze({
      clientId: values.OIDC_CLIENT_ID,
      clientSecret: values.OIDC_CLIENT_SECRET,
      roleClaim: roleClaimOf(values),
    }),
    /** A file with the private key (JWK) that signs permits. */
    permitKeyFile: values.PERMIT_KEY_FILE || join(dataDir, 'permit-key.json'),
    /** Where the end of the audit chain is kept daily, outside the database. */
    auditAnchor: Object.freeze({
      file: values.AUDIT_ANCHOR_FILE || join(dataDir, ANCHOR_FILE),
      /** Empty: the auditors get it. */
      mail: values.AUDIT_ANCHOR_MAIL,
    }),
    /** The keys themselves, as that file would hold them; empty: they are in the file. */
    permitKey: values.PERMIT_KEY,
    /** Where the public permit keys are fetched; empty: they lie beside permitKeyFile. */
    permitJwksUrl: values.PERMIT_JWKS_URL,
    /** Signs the accept and decline links in invitations. */
    linkSecret: values.LINK_SECRET,
    dataDir,
    logLevel: values.LOG_LEVEL,
    /** How the municipality shows itself in mails and pages, and where its KCC is. */
    municipality: Object.freeze({
      name: values.MUNICIPALITY,
      colour: values.MUNICIPALITY_COLOUR,
      location: values.KCC_LOCATION,
    }),
    trustedProxies: values.TRUSTED_PROXIES,
    timeZone: values.TIME_ZONE,
  });
}

const ANCHOR_FILE = 'audit-anchors.txt';

/** The file of anchors, for a command that reads nothing else. */
export function anchorFileIn(env: Environment): string {
  return readOne(env, 'AUDIT_ANCHOR_FILE') || join(readOne(env, 'DATA_DIR'), ANCHOR_FILE);
}

/** Who issues the bearer tokens: the embedded issuer of this Sluis, or the organisation's own. */
export type Issuer =
  | { readonly kind: 'embedded'; readonly issuer: string; readonly audience: string }
  | {
      readonly kind: 'external';
      readonly issuer: string;
      readonly audience: string;
      readonly jwksUrl: string;
    };

function issuerOf(values: Values, publicUrl: string): Issuer {
  const audience = values.OIDC_AUDIENCE;
  return values.OIDC_ISSUER
    ? { kind: 'external', issuer: values.OIDC_ISSUER, audience, jwksUrl: values.OIDC_JWKS_URL }
    : { kind: 'embedded', issuer: publicUrl, audience };
}

function roleClaimOf({ OIDC_ROLES_CLAIM: claim, OIDC_ROLE_NAMES: names }: Values) {
  return claim ? { claim, names: typeof names === 'string' ? {} : names } : undefined;
}

const HALF_AN_ISSUER =
  'OIDC_ISSUER and OIDC_JWKS_URL belong together; set both, or neither to use the embedded issuer.';

/** Passwords, codes, cookies and letters would go over the network for all to read. */
function whatIsReadOnTheWay(values: Values): string[] {
  const addresses = {
    PUBLIC_URL: values.PUBLIC_URL,
    OIDC_ISSUER: values.OIDC_ISSUER,
    PRINT_INBOX_S3_ENDPOINT: values.PRINT_INBOX_S3_ENDPOINT,
    PRINT_HELD_S3_ENDPOINT: values.PRINT_HELD_S3_ENDPOINT,
    PRINT_RELEASED_S3_ENDPOINT: values.PRINT_RELEASED_S3_ENDPOINT,
  };
  return Object.entries(addresses)
    .filter(([, address]) => /^http:\/\/(?!localhost\b|127\.|\[::1\])/.test(address ?? ''))
    .map(
      ([name]) => `${name} begins with http:; with NODE_ENV=production it must begin with https:.`,
    );
}

/** Where a default is fine to try Sluis out, but not for real mailings. */
const NAMED_IN_PRODUCTION = {
  MAIL_FROM: 'the sender of all mail',
  PUBLIC_URL: 'the address in links and tokens',
  OIDC_ISSUER: 'who issues tokens; the embedded issuer is refused in production',
  OIDC_JWKS_URL: 'the public keys of that issuer',
  PERMIT_KEY_FILE: 'the key that signs permits',
  MUNICIPALITY: 'the name that residents and staff read',
};

function whatProductionLacks(env: Environment): string[] {
  return Object.entries(NAMED_IN_PRODUCTION)
    .filter(([name]) => !env[name]?.trim())
    .map(
      ([name, meaning]) =>
        `${name} is not set; with NODE_ENV=production it has no default (${meaning}).`,
    );
}
