import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { testApi, type TestApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

const list = (token?: string) => api.ask('/v1/mailings', token === undefined ? {} : { token });

/** A token like the issuer's own, of another key and with claims of the test's choice. */
async function forged(claims: object, header: object = {}, key?: CryptoKey) {
  const { privateKey } = await generateKeyPair('ES256');
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...header })
    .setIssuer(api.config.oidc.issuer)
    .setAudience(api.config.oidc.audience)
    .setExpirationTime('1h')
    .sign(key ?? privateKey);
}

describe('a request with a token', () => {
  it('of a person is let in', async () => {
    const { token } = await api.person(['kcc-lead']);
    expect((await list(token)).status).toBe(200);
  });

  it('of a machine is let in, for the department in its token', async () => {
    const { token } = await api.machine('mail-tool', api.departments.own);
    expect((await list(token)).status).toBe(200);
  });

  it('loses what the person loses, at once', async () => {
    const { id, token } = await api.person(['kcc-lead']);
    const found = await api.store.people.find(id);
    const by = {
      actor: { role: 'system' },
      origin: 'command',
      at: new Date().toISOString(),
    } as const;
    await api.store.people.save({ ...found!, roles: ['auditor'] }, by);
    expect((await list(token)).status).toBe(403);
    await api.store.people.save({ ...found!, active: false }, by);
    expect((await list(token)).status).toBe(401);
  });
});

describe('a request is answered 401 and told how to come in', () => {
  it('without a token', async () => {
    const answer = await list();
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="sluis"');
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers.get('api-version')).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it.each([
    ['nonsense', async () => 'nonsense'],
    ['a token of another key', async () => forged({ sub: 'x' })],
    [
      'a token without a signature',
      async () =>
        new UnsecuredJWT({ sub: (await api.person(['kcc-lead'])).id })
          .setIssuer(api.config.oidc.issuer)
          .setAudience(api.config.oidc.audience)
          .setExpirationTime('1h')
          .encode(),
    ],
    [
      'the public key used as a secret',
      async () => {
        const secret = Buffer.from(JSON.stringify(api.issuer!.jwks.keys[0]));
        return new SignJWT({ sub: (await api.person(['kcc-lead'])).id })
          .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
          .setIssuer(api.config.oidc.issuer)
          .setAudience(api.config.oidc.audience)
          .setExpirationTime('1h')
          .sign(secret);
      },
    ],
    [
      'a key that the token brings along',
      async () => {
        const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
        return forged({ sub: 'x' }, { jwk: await exportJWK(publicKey) }, privateKey);
      },
    ],
    [
      'a token that has expired',
      async () => api.issuer!.issue({ id: (await api.person(['kcc-lead'])).id }, -60),
    ],
    [
      'a person nobody has entered',
      async () => api.issuer!.issue({ id: '5115aa00-0000-4000-8000-0000000009ff' }),
    ],
    [
      'a person who calls themselves a machine and a lead',
      async () => api.issuer!.issue({ id: 'x', roles: ['mail-tool', 'kcc-lead'] }),
    ],
    ['a subject that is no id', async () => api.issuer!.issue({ id: "' or 1=1 --" })],
  ])('with %s', async (_what, make) => {
    expect((await list(await make())).status).toBe(401);
  });

  it('with another scheme', async () => {
    const { token } = await api.person(['kcc-lead']);
    const answer = await api.ask('/v1/mailings', { headers: { authorization: `Basic ${token}` } });
    expect(answer.status).toBe(401);
  });
});
