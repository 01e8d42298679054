import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { toClaims } from '../../src/domain/permit-claims.ts';
import type { Permit } from '../../src/domain/permit.ts';
import { createPermitVerifier, loadedKeys } from '../../src/gateway/permit-verifier.ts';
import { openGivenPermitKeys, openPermitKeys, readPublicJwks } from '../../src/main/permit-keys.ts';
import { signPermit } from '../../src/main/signing-device.ts';
import { testFolder } from '../support/folder.ts';

let folder: ReturnType<typeof testFolder>;
let file: string;
let now: string;
const clock = () => now;
beforeEach(() => {
  folder = testFolder();
  file = join(folder.path, 'keys/permit-key.json');
  now = '2027-02-15T08:00:00.000Z';
});
afterEach(() => folder.remove());

const permit = (): Permit => ({
  id: 'permit',
  mailingId: 'mailing',
  batch: 1,
  batches: 1,
  channel: 'email',
  part: 1,
  count: 1,
  batchCount: 1,
  digest: 'a'.repeat(64),
  contentDigest: 'c'.repeat(64),
  approvals: [{ type: 'sign-off', by: 'lead', role: 'kcc-lead', at: now }],
  policyVersion: 1,
  notBefore: now,
  expiresAt: new Date(Date.parse(now) + 900_000).toISOString(),
  sendUntil: new Date(Date.parse(now) + 900_000).toISOString(),
});
const verify = () =>
  createPermitVerifier(
    loadedKeys(() => readPublicJwks(file), 0),
    'email',
  );

describe('the keys that sign permits', () => {
  it('are made at the first start, for their owner alone, with the public part beside them', async () => {
    const keys = await openPermitKeys(file, clock);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const shown = await readPublicJwks(file);
    expect(shown).toEqual(await keys.publicJwks());
    expect(shown.keys).toHaveLength(1);
    expect(JSON.stringify(shown)).not.toContain('"d"');
    const jws = await keys.signer.sign(toClaims(permit(), now));
    expect(await verify()(jws, now)).toEqual(permit());
  });

  it('stay the same when several processes start at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => openPermitKeys(file, clock)));
    const shown = await Promise.all(all.map((keys) => keys.publicJwks()));
    expect(new Set(shown.map((one) => one.keys[0]?.kid)).size).toBe(1);
  });

  it('rotate with overlap: the next one is shown before it signs, and what the last one signed stays believed', async () => {
    const keys = await openPermitKeys(file, clock);
    const before = await keys.signer.sign(toClaims(permit(), now));
    const { kid, activeFrom } = await keys.rotate();
    const kidOf = (jws: string) =>
      JSON.parse(Buffer.from(jws.split('.')[0]!, 'base64url').toString()).kid;
    expect(kidOf(await keys.signer.sign(toClaims(permit(), now)))).not.toBe(kid);
    expect((await readPublicJwks(file)).keys.map((one) => one.kid)).toContain(kid);
    expect(await verify()(before, now)).toMatchObject({ id: 'permit' });

    now = activeFrom;
    const after = await keys.signer.sign(toClaims(permit(), now));
    expect(kidOf(after)).toBe(kid);
    expect(await verify()(after, now)).toMatchObject({ id: 'permit' });
    await keys.rotate();
    const written = JSON.parse(readFileSync(file, 'utf8'));
    expect(written.keys.map((one: object) => 'privateJwk' in one)).toEqual([false, true, true]);
    expect(await verify()(before, '2027-02-15T08:01:00.000Z')).toMatchObject({ id: 'permit' });
  });

  it('are refused in words when others can read them or the file is something else', async () => {
    const keys = await openPermitKeys(file, clock);
    chmodSync(file, 0o644);
    await expect(keys.publicJwks()).rejects.toThrow('chmod 600');
    await expect(openPermitKeys(file, clock)).rejects.toThrow('chmod 600');
    chmodSync(file, 0o600);
    writeFileSync(file, 'geen sleutel');
    await expect(openPermitKeys(file, clock)).rejects.toThrow('does not hold permit keys');
  });
});

describe('keys in an environment variable', () => {
  const elsewhere = () => join(folder.path, 'other/permit-key.json');

  it('sign as those in the file do, and their public part is shown', async () => {
    await openPermitKeys(file, clock);
    const keys = await openGivenPermitKeys(readFileSync(file, 'utf8'), elsewhere(), clock);
    const jws = await keys.signer.sign(toClaims(permit(), now));
    expect(await verify()(jws, now)).toEqual(permit());
    expect(await readPublicJwks(elsewhere())).toEqual(await readPublicJwks(file));
    expect(readFileSync(`${elsewhere()}.public.json`, 'utf8')).not.toContain('"d"');
  });

  it('keep the public keys that were shown before, for evidence', async () => {
    const before = await openPermitKeys(file, clock);
    const old = await before.signer.sign(toClaims(permit(), now));
    await openPermitKeys(elsewhere(), clock);
    await openGivenPermitKeys(readFileSync(elsewhere(), 'utf8'), file, clock);
    expect((await readPublicJwks(file)).keys).toHaveLength(2);
    expect(await verify()(old, now)).toEqual(permit());
  });

  it.each(['{}', '{"keys":[{}]}', 'geheim', '{"keys":[]}'])(
    'that are no keys are refused in words that do not show them: %s',
    async (text) => {
      const attempt = openGivenPermitKeys(text, file, clock);
      await expect(attempt).rejects.toThrow(/PERMIT_KEY does not hold|No permit key may sign yet/);
      await expect(attempt).rejects.not.toThrow('geheim');
    },
  );
});

describe('a device that signs and keeps its key', () => {
  it('gives permits that the gateway believes', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const kid = randomUUID();
    const device = { kid, sign: async (bytes: Uint8Array) => sign(null, bytes, privateKey) };
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid, alg: 'EdDSA' };
    const believe = createPermitVerifier(
      loadedKeys(async () => ({ keys: [jwk] })),
      'email',
    );
    expect(await believe(await signPermit(toClaims(permit(), now), device), now)).toEqual(permit());
  });
});
