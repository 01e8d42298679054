import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair } from 'jose';
import { eventually } from '../support/eventually.ts';
import { aMailing, handIn, type TestGate, testGate, testSigner } from '../support/gate.ts';
import { givePermit, type PermitTwist } from '../support/permit-builder.ts';

let gate: TestGate;
let port: number;
beforeAll(async () => {
  gate = await testGate();
  ({ port } = await gate.start());
});
afterAll(() => gate.end());

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const payloadOf = (jws: string) => jws.split('.')[1]!;
let number = 0;

async function heldMail() {
  const mailing = await aMailing(gate, 'releasing');
  const to = `attack${(number += 1)}@inwoner.example`;
  await handIn(port, { to, mailing });
  return { mailing, to };
}
const reached = (to: string) => gate.sink.received.filter((mail) => mail.to.includes(to)).length;

/** A genuine permit for another mailing, given after the attack, leaves: so the gate has looked at the attack as well. */
async function untilLookedAt() {
  const { mailing, to } = await heldMail();
  await givePermit(gate, mailing);
  await eventually(() => expect(reached(to)).toBe(1));
}

const hour = 3600;
const now = () => Math.floor(Date.now() / 1000);
const attacks: [string, () => Promise<PermitTwist> | PermitTwist, string | null][] = [
  [
    'alg none',
    () => ({
      jws: (jws) =>
        `${base64({ alg: 'none', typ: 'sluis-permit+jwt', kid: gate.keys.kid })}.${payloadOf(jws)}.`,
    }),
    'not-a-permit',
  ],
  [
    'another key under the same key id',
    async () => ({ key: (await testSigner()).privateKey }),
    'not-a-permit',
  ],
  ['an unknown key id', async () => ({ header: { kid: 'onbekend' } }), null],
  [
    'a key that it brings itself',
    async () => {
      const own = await testSigner();
      return { key: own.privateKey, header: { jwk: own.publicJwk } };
    },
    'not-a-permit',
  ],
  [
    'a key address that it brings itself',
    () => ({ header: { jku: 'http://127.0.0.1:1/jwks.json' } }),
    'not-a-permit',
  ],
  [
    'a symmetric algorithm',
    async () => ({ header: { alg: 'HS256' }, key: new TextEncoder().encode('x'.repeat(32)) }),
    'not-a-permit',
  ],
  [
    'another asymmetric algorithm',
    async () => ({ header: { alg: 'ES256' }, key: (await generateKeyPair('ES256')).privateKey }),
    'not-a-permit',
  ],
  ['another type', () => ({ header: { typ: 'JWT' } }), 'not-a-permit'],
  [
    'an unknown critical header',
    () => ({
      jws: (jws) =>
        `${base64({ alg: 'EdDSA', typ: 'sluis-permit+jwt', kid: gate.keys.kid, crit: ['x'], x: 1 })}.${jws.split('.').slice(1).join('.')}`,
    }),
    'not-a-permit',
  ],
  ['the audience of the printer', () => ({ claims: { aud: 'sluis-print' } }), 'not-a-permit'],
  [
    'several audiences',
    () => ({ claims: { aud: ['sluis-gateway', 'sluis-print'] } }),
    'not-a-permit',
  ],
  ['another issuer', () => ({ claims: { iss: 'elders' } }), 'not-a-permit'],
  ['an hour too late', () => ({ claims: { exp: now() - hour } }), null],
  ['an hour too early', () => ({ claims: { nbf: now() + hour } }), null],
  ['no expiry', () => ({ claims: { exp: undefined } }), 'not-a-permit'],
  ['no digest', () => ({ claims: { digest: undefined } }), 'not-a-permit'],
  ['no approval', () => ({ claims: { approvals: [] } }), 'not-a-permit'],
  ['another digest', () => ({ claims: { digest: 'd'.repeat(64) } }), 'digest-differs'],
  ['another count', () => ({ claims: { count: 2 } }), 'count-differs'],
  ['another batch', () => ({ claims: { batch: 2 } }), 'row-differs'],
  [
    'another mailing',
    () => ({ claims: { sub: '00000000-0000-4000-8000-000000000000' } }),
    'row-differs',
  ],
  [
    'another permit id',
    () => ({ claims: { jti: '00000000-0000-4000-8000-000000000000' } }),
    'row-differs',
  ],
  [
    'a changed claim under the old signature',
    () => ({
      jws: (jws) =>
        jws.replace(
          /\.([^.]+)\./,
          (_, body: string) =>
            `.${base64({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), count: 1, batchCount: 9 })}.`,
        ),
    }),
    'not-a-permit',
  ],
  ['rubbish', () => ({ jws: () => 'geen.vrijgave.bewijs' }), 'not-a-permit'],
];

describe('a permit with', () => {
  it.each(attacks)('%s opens nothing', async (_, twist, refusal) => {
    const { mailing, to } = await heldMail();
    const id = await givePermit(gate, mailing, await twist());
    await untilLookedAt();
    expect(reached(to)).toBe(0);
    const given = await gate.store.permits.find(id);
    expect(given.consumedAt).toBeUndefined();
    expect(given.refusal ?? null).toBe(refusal);
    expect((await gate.statuses())[to]).toBe('held');
  });
});

describe('what lies behind a permit', () => {
  it('does not leave when a byte of it was changed, though the stored digest was not', async () => {
    const { mailing, to } = await heldMail();
    await gate.db.query('alter table held_messages disable trigger held_messages_step');
    await gate.db.query(
      `update held_messages set raw = overlay(raw placing 'X'::bytea from bytes - 4) where mailing_id = $1`,
      [mailing],
    );
    const id = await givePermit(gate, mailing);
    await untilLookedAt();
    expect((await gate.store.permits.find(id)).refusal).toBe('digest-differs');
    expect(reached(to)).toBe(0);
  });

  it('does not leave when it is changed after the permit was taken up', async () => {
    const { mailing, to } = await heldMail();
    gate.sink.refuse((recipient) => (recipient === to ? 451 : undefined));
    await givePermit(gate, mailing);
    // An attempt counts from its beginning; held again means that the peer has answered.
    await eventually(async () => {
      const { rows } = await gate.db.query(
        'select attempts, status from deliveries where recipient = $1',
        [to],
      );
      expect(rows[0]).toEqual({ attempts: 1, status: 'held' });
    });
    gate.sink.refuse(() => undefined);
    await gate.db.query(
      `update held_messages set raw = overlay(raw placing 'X'::bytea from bytes - 4) where mailing_id = $1`,
      [mailing],
    );
    await gate.db.query('update deliveries set next_at = now() where recipient = $1', [to]);
    await untilLookedAt();
    expect(reached(to)).toBe(0);
  });

  it('does not leave when somebody else is made its recipient', async () => {
    const { mailing, to } = await heldMail();
    await gate.db.query(
      `update held_messages set recipients = '{dief@elders.example}' where mailing_id = $1`,
      [mailing],
    );
    await gate.db.query(
      `update deliveries set recipient = 'dief@elders.example' where recipient = $1`,
      [to],
    );
    const items = await gate.store.permits.waiting(mailing);
    expect(items).toHaveLength(1);
    await givePermit(gate, mailing, { claims: { digest: 'e'.repeat(64) } });
    await untilLookedAt();
    expect(reached('dief@elders.example')).toBe(0);
  });

  it('cannot be claimed by an edit in the database alone', async () => {
    const { to } = await heldMail();
    await expect(
      gate.db.query(
        `update deliveries set status = 'claimed', fence = fence + 1 where recipient = $1`,
        [to],
      ),
    ).rejects.toThrow('Nothing is claimed without a permit');
    await gate.db.query('update deliveries set next_at = now() where recipient = $1', [to]);
    await untilLookedAt();
    expect(reached(to)).toBe(0);
  });

  it('does not leave under a permit that the database alone calls taken up', async () => {
    const { mailing, to } = await heldMail();
    const forger = await testSigner();
    const id = await givePermit(gate, mailing, { key: forger.privateKey, permit: { batch: 1 } });
    await gate.db.query(
      'update permits set consumed_at = now() where id = $1 and refusal is null',
      [id],
    );
    await gate.db.query('update deliveries set next_at = now() where recipient = $1', [to]);
    await untilLookedAt();
    expect(reached(to)).toBe(0);
  });
});
