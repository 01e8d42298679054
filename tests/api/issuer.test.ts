import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { jwtVerify } from 'jose';
import { createIssuer } from '../../src/main/issuer.ts';
import { holderOf } from '../../src/main/token.ts';
import { testFolder } from '../support/folder.ts';
import { municipality } from '../support/samples.ts';

const folder = testFolder();
afterAll(() => folder.remove());

const options = {
  dataDir: folder.path,
  issuer: 'http://127.0.0.1:3000',
  audience: 'sluis',
  production: false,
};

describe('the embedded issuer', () => {
  it('makes one key, also when several programs start at once', async () => {
    const issuers = await Promise.all(Array.from({ length: 8 }, () => createIssuer(options)));
    const keys = new Set(issuers.map(({ jwks }) => JSON.stringify(jwks)));
    expect(keys.size).toBe(1);
    const token = await issuers[0]!.issue({ id: 'a' });
    const { payload } = await jwtVerify(token, issuers[7]!.keys, options);
    expect(payload.sub).toBe('a');
  });

  it('shows the public part alone, and keeps the key to its owner', async () => {
    const { jwks } = await createIssuer(options);
    expect(JSON.stringify(jwks)).not.toContain('"d"');
    const file = join(folder.path, 'issuer-key.json');
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('"d"');
  });

  it('is not to be had in production', async () => {
    await expect(createIssuer({ ...options, production: true })).rejects.toThrow(/OIDC_ISSUER/);
  });
});

describe('who a token is for', () => {
  const sample = municipality as unknown as Parameters<typeof holderOf>[1];

  it('is the first with the role, or the one that is named', () => {
    const leads = sample.people.filter(({ roles }) => roles.includes('kcc-lead'));
    expect(holderOf('kcc-lead', sample)?.id).toBe(leads[0]?.id);
    expect(holderOf('kcc-lead:2', sample)?.id).toBe(leads[1]?.id);
    expect(holderOf(leads[1]!.email.toUpperCase(), sample)?.id).toBe(leads[1]?.id);
  });

  it('is a machine with its role and department', () => {
    expect(holderOf('mail-tool', sample)).toMatchObject({
      roles: ['mail-tool'],
      departmentId: municipality.mailTools[0]!.departmentId,
    });
    expect(holderOf('print-house', sample)).toMatchObject({ roles: ['print-house'] });
  });

  it.each(['', 'burgemeester', 'kcc-lead:99', 'kcc-lead:x', 'niemand@sluiswaard.example'])(
    'is nobody for %j',
    (wanted) => {
      expect(holderOf(wanted, sample)).toBeUndefined();
    },
  );
});
