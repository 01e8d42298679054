import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  decideDoubt,
  DOUBT_REFUSALS,
  type DoubtAnswer,
  sendAgainRefusal,
} from '../../src/domain/smtp-doubt.ts';
import { eventually } from '../support/eventually.ts';
import { aMailing, becomes, handIn, type TestGate, testGate } from '../support/gate.ts';
import { givePermit } from '../support/permit-builder.ts';
import { startRoughPeer } from '../support/rough-peer.ts';

let gate: TestGate;
beforeEach(async () => {
  gate = await testGate();
});
afterEach(() => gate.end());

const to = 'a@inwoner.example';

/** A message whose peer fell silent after the final dot. */
async function inDoubt() {
  const peer = await startRoughPeer('dot', 'close');
  const gateway = await gate.start({ peerUrl: peer.url });
  const mailing = await aMailing(gate, 'releasing', { addressees: 1 });
  await handIn(gateway.port, { to, mailing, messageId: '<zoek@sluiswaard.example>' });
  await givePermit(gate, mailing);
  await eventually(async () => expect(await gate.statuses()).toEqual({ [to]: 'in-doubt' }));
  await gate.stop(gateway);
  await peer.stop();
  const { results } = await gate.store.doubts.list({ mailingId: mailing, page: 1, pageSize: 9 });
  const [doubt] = results;
  return { mailing, doubt: doubt! };
}
const answer = (doubt: { messageId: string; recipient: string }, what: DoubtAnswer, by: string) =>
  gate.store.doubts.answer(doubt, what, by, {
    actor: { personId: by, role: 'kcc-lead' },
    origin: 'api',
    at: new Date().toISOString(),
  });

describe('a message in doubt', () => {
  it('is listed with what is needed to find out, and stays where it is', async () => {
    const { mailing, doubt } = await inDoubt();
    expect(doubt).toMatchObject({
      recipient: to,
      mailingId: mailing,
      batch: 1,
      messageIdHeader: '<zoek@sluiswaard.example>',
      attempts: 1,
    });
    await gate.start();
    await eventually(() => expect(gate.reported[0]).toMatchObject({ accepted: 0, inDoubt: 1 }));
    expect(gate.sink.received).toEqual([]);
  });

  it('is sent again only when two people say so, with the same Message-ID', async () => {
    const { doubt } = await inDoubt();
    await gate.start();
    expect(await answer(doubt, 'send-again', 'anna')).toBe('noted');
    expect(await answer(doubt, 'send-again', 'anna')).toBe('noted');
    expect(await gate.statuses()).toEqual({ [to]: 'in-doubt' });
    expect(await answer(doubt, 'send-again', 'bram')).toBe('settled');
    await eventually(() => expect(gate.sink.received).toHaveLength(1));
    expect(gate.sink.received[0]!.raw).toContain('Message-ID: <zoek@sluiswaard.example>');
    await expect(answer(doubt, 'sent', 'anna')).rejects.toThrow('not in doubt any more');
    const { rows } = await gate.db.query(
      `select action, actor from audit_lines where action like 'doubt%' order by seq`,
    );
    expect(rows).toEqual([
      { action: 'doubt-answered', actor: 'anna' },
      { action: 'doubt-answered', actor: 'anna' },
      { action: 'doubt-settled', actor: 'bram' },
    ]);
  });

  it('is recorded as sent when two people say so, and never leaves again', async () => {
    const { doubt } = await inDoubt();
    await answer(doubt, 'sent', 'anna');
    expect(await answer(doubt, 'sent', 'bram')).toBe('settled');
    expect(await gate.statuses()).toEqual({ [to]: 'accepted' });
  });

  it('is sent again, when two people say so, also long after it was let out', async () => {
    const { now } = gate.clock;
    gate.clock.now = () => new Date(Date.now() - 5 * 86_400_000).toISOString();
    const { doubt } = await inDoubt();
    gate.clock.now = now;
    await answer(doubt, 'send-again', 'anna');
    expect(await answer(doubt, 'send-again', 'bram')).toBe('settled');
    await gate.start();
    await eventually(() => expect(gate.sink.received).toHaveLength(1));
    await eventually(async () => expect(await gate.statuses()).toEqual({ [to]: 'accepted' }));
  });

  it('has three days from that decision, and is given up after them', async () => {
    const { doubt } = await inDoubt();
    await answer(doubt, 'send-again', 'anna');
    await answer(doubt, 'send-again', 'bram');
    gate.clock.now = () => new Date(Date.now() + 73 * 3_600_000).toISOString();
    await gate.start();
    await eventually(async () => expect(await gate.statuses()).toEqual({ [to]: 'failed' }));
    expect(gate.sink.received).toEqual([]);
  });

  it.each([
    ['withdrawn', {}, 'doubt-mailing-over'],
    ['held', {}, 'doubt-not-signed-off'],
    ['releasing', { contentDigest: 'e'.repeat(64) }, 'doubt-mailing-over'],
  ] as const)(
    'of a mailing that is %s %j is not sent again, and can be told not to be',
    async (status, now, refusal) => {
      const { mailing, doubt } = await inDoubt();
      await answer(doubt, 'send-again', 'anna');
      await becomes(gate, mailing, status, { addressees: 1, ...now });
      expect(await answer(doubt, 'send-again', 'bram')).toBe(refusal);
      expect(await gate.statuses()).toEqual({ [to]: 'in-doubt' });
      expect(await answer(doubt, 'not-sent', 'anna')).toBe('noted');
      expect(await answer(doubt, 'not-sent', 'bram')).toBe('settled');
      expect(await gate.statuses()).toEqual({ [to]: 'failed' });
    },
  );

  it('is settled by one of two that answer at once, not by both', async () => {
    const { doubt } = await inDoubt();
    await answer(doubt, 'sent', 'anna');
    const both = await Promise.allSettled([
      answer(doubt, 'sent', 'bram'),
      answer(doubt, 'sent', 'cees'),
    ]);
    expect(both.map((one) => one.status).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'fulfilled',
      'rejected',
    ]);
  });
});

describe('two answers', () => {
  it.each([
    [{}, 'sent', 'anna', 'noted'],
    [{ answer: 'sent', by: 'anna' }, 'sent', 'anna', 'noted'],
    [{ answer: 'sent', by: 'anna' }, 'send-again', 'bram', 'noted'],
    [{ answer: 'sent', by: 'anna' }, 'sent', 'bram', 'settled'],
  ] as const)('%j then %s of %s is %s', (doubt, what, by, expected) => {
    expect(decideDoubt(doubt, what, by)).toBe(expected);
  });
});

describe('a single mail in doubt', () => {
  const single = {
    mailingStatus: null,
    approvedDigest: null,
    permittedDigest: 'd',
    revoked: false,
  };

  it('is sent again only while its mail tool may send', () => {
    expect(sendAgainRefusal({ ...single, toolActive: true })).toBeUndefined();
    const refusal = sendAgainRefusal({ ...single, toolActive: false });
    expect(DOUBT_REFUSALS[refusal!].nl).toContain('beheerder');
  });
});
