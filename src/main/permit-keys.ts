import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { exportJWK, generateKeyPair, type JWK, type JSONWebKeySet } from 'jose';
import type { PermitSigner } from '../activities/permit-signer.ts';
import { addSeconds, compareInstants, type Instant } from '../domain/instant.ts';
import { PERMIT_ALGORITHM } from '../domain/permit.ts';
import { signPermit, softwareDevice } from './signing-device.ts';

/** A next key is shown this long before it signs, so that every gate and printer has seen it. */
const SHOWN_BEFORE_SECONDS = 900;

interface PermitKey {
  readonly kid: string;
  readonly activeFrom: Instant;
  /** Public part; kept for as long as evidence is checked. */
  readonly publicJwk: JWK;
  /** Gone once a next key signs. */
  readonly privateJwk?: JWK;
}

export interface PermitKeys {
  readonly signer: PermitSigner;
  /** All public keys, for /.well-known/jwks.json. */
  publicJwks(): Promise<JSONWebKeySet>;
  /** Adds a key that signs from a quarter of an hour on, and forgets the private part of keys that no longer sign. */
  rotate(): Promise<{ readonly kid: string; readonly activeFrom: Instant }>;
}

/**
 * The keys that sign permits, in `file` (made at the first start, readable by its owner alone). `file`.public.json beside
 * it holds the public parts, for an api or print house that must not have the private ones.
 * @throws Error in words when the file can be read by others, or is no key file
 */
export async function openPermitKeys(file: string, clock: () => Instant): Promise<PermitKeys> {
  await makeFirst(file, clock());
  return {
    signer: signerOf(() => readKeys(file), clock),
    publicJwks: async () => publicSet(await readKeys(file)),
    async rotate() {
      const keys = await readKeys(file);
      const next = await newKey(addSeconds(clock(), SHOWN_BEFORE_SECONDS));
      const signing = signingKey(keys, clock());
      const kept = keys.map(({ privateJwk, ...rest }) =>
        compareInstants(rest.activeFrom, signing.activeFrom) >= 0 && privateJwk
          ? { ...rest, privateJwk }
          : rest,
      );
      await writeKeys(file, [...kept, next]);
      return { kid: next.kid, activeFrom: next.activeFrom };
    },
  };
}

/**
 * The keys in `text`, which is what a key file holds and here came from an environment variable (PERMIT_KEY). Their
 * public parts are shown beside `file` all the same, together with those that were shown before.
 * @throws Error in words when it holds no permit keys
 */
export async function openGivenPermitKeys(
  text: string,
  file: string,
  clock: () => Instant,
): Promise<Pick<PermitKeys, 'signer' | 'publicJwks'>> {
  const keys = parseKeys(text, 'PERMIT_KEY');
  signingKey(keys, clock());
  const before = await readPublicJwks(file).catch(() => ({ keys: [] }));
  const kept = before.keys.filter((one) => !keys.some(({ kid }) => kid === one.kid));
  const shown = { keys: [...kept, ...publicSet(keys).keys] };
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeWhole(publicFile(file), JSON.stringify(shown), 0o644);
  return { signer: signerOf(async () => keys, clock), publicJwks: async () => shown };
}

function signerOf(read: () => Promise<PermitKey[]>, clock: () => Instant): PermitSigner {
  return {
    async sign(claims) {
      const { kid, privateJwk } = signingKey(await read(), clock());
      return signPermit(claims, softwareDevice(kid, privateJwk!));
    },
  };
}

/**
 * The public keys beside `file`, for a process that does not sign.
 * @throws Error in words when there are none yet
 */
export async function readPublicJwks(file: string): Promise<JSONWebKeySet> {
  try {
    return JSON.parse(await readFile(publicFile(file), 'utf8')) as JSONWebKeySet;
  } catch (error) {
    throw new Error(
      `There are no public permit keys in ${publicFile(file)}; the worker writes them at its first start.`,
      { cause: error },
    );
  }
}

const publicFile = (file: string) => `${file}.public.json`;

function publicSet(keys: readonly PermitKey[]): JSONWebKeySet {
  return { keys: keys.map((key) => key.publicJwk) };
}

/** The youngest key whose time has come. */
function signingKey(keys: readonly PermitKey[], now: Instant): PermitKey {
  const able = keys.filter((key) => key.privateJwk && compareInstants(key.activeFrom, now) <= 0);
  const youngest = able.toSorted((a, b) => compareInstants(b.activeFrom, a.activeFrom))[0];
  if (!youngest)
    throw new Error('No permit key may sign yet: does this machine tell the time right?');
  return youngest;
}

async function newKey(activeFrom: Instant): Promise<PermitKey> {
  const pair = await generateKeyPair(PERMIT_ALGORITHM, { extractable: true });
  const kid = randomUUID();
  const named = { kid, alg: PERMIT_ALGORITHM, use: 'sig' };
  return {
    kid,
    activeFrom,
    publicJwk: { ...(await exportJWK(pair.publicKey)), ...named },
    privateJwk: { ...(await exportJWK(pair.privateKey)), ...named },
  };
}

async function readKeys(file: string): Promise<PermitKey[]> {
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(
      `Others can read the permit key ${file}. Close it (chmod 600) and rotate the key.`,
    );
  }
  return parseKeys(await readFile(file, 'utf8'), file);
}

function parseKeys(text: string, place: string): PermitKey[] {
  try {
    const { keys } = JSON.parse(text) as { keys: PermitKey[] };
    if (keys.every((key) => key.kid && key.activeFrom && key.publicJwk)) return keys;
  } catch {
    // Told below, together with a text of another shape; what it holds is never shown.
  }
  throw new Error(`${place} does not hold permit keys. Put the right ones back from the backup.`);
}

/** Several processes may start at once: only one of their keys stays. */
async function makeFirst(file: string, now: Instant): Promise<void> {
  const exists = await stat(file).then(
    () => true,
    () => false,
  );
  if (exists) {
    await writeWhole(publicFile(file), JSON.stringify(publicSet(await readKeys(file))), 0o644);
    return;
  }
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  await writeWhole(draft, JSON.stringify({ keys: [await newKey(now)] }), 0o600);
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  await writeWhole(publicFile(file), JSON.stringify(publicSet(await readKeys(file))), 0o644);
}

async function writeKeys(file: string, keys: readonly PermitKey[]): Promise<void> {
  // Public first: a key that signs before it is shown would leave its permits unbelieved.
  await writeWhole(publicFile(file), JSON.stringify(publicSet(keys)), 0o644);
  await writeWhole(file, JSON.stringify({ keys }), 0o600);
}

/** Writes all of `text` or nothing, and durably: through a draft beside it. */
async function writeWhole(file: string, text: string, mode: number): Promise<void> {
  const draft = `${file}.${randomUUID()}.draft`;
  const handle = await open(draft, 'wx', mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await chmod(draft, mode);
  await rename(draft, file);
}
