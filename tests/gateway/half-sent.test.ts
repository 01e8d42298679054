import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import {
  aMailing,
  becomes,
  handIn,
  saysInVersion,
  type TestGate,
  testGate,
} from '../support/gate.ts';

let gate: TestGate;
let port: number;
beforeEach(async () => {
  gate = await testGate();
  ({ port } = await gate.start());
});
afterEach(() => gate.end());

const CHANGED = 'd'.repeat(64);
const all = ['a@inwoner.example', 'b@inwoner.example', 'c@inwoner.example'];
const reached = () => gate.sink.received.flatMap((mail) => mail.to).toSorted();
/** Hours by which the clock is ahead. */
const ahead = (hours: number) => {
  gate.clock.now = () => new Date(Date.now() + hours * 3_600_000).toISOString();
};
const handInAll = async (mailing: string, text: string, to: readonly string[] = all) => {
  for (const one of to) await handIn(port, { mailing, to: one, text });
};
const version = (mailing: string, number: number, text: string) =>
  saysInVersion(gate, mailing, number, { texts: [{ name: 'brief', text }] });
const signOffChanged = (mailing: string) =>
  becomes(gate, mailing, 'releasing', { contentDigest: CHANGED, version: 2 });
/** Lets the batch out while all but the first are not taken for now. */
const sendOnlyTheFirst = async (mailing: string) => {
  gate.sink.refuse((to) => (to === all[0] ? undefined : 451));
  await gate.permits.issuePermit({ mailingId: mailing, batch: 1 });
  await eventually(async () => {
    expect(reached()).toEqual([all[0]]);
    const { rows } = await gate.db.query(
      `select 1 from deliveries where status = 'held' and attempts > 0`,
    );
    expect(rows).toHaveLength(2);
    expect((await gate.statuses())[all[0]!]).toBe('accepted');
  });
};
/** A batch of three of which only the first has left when the letter is changed; the others are not taken for now. */
const halfSent = async () => {
  const mailing = await aMailing(gate, 'releasing', { addressees: 3 });
  await version(mailing, 1, 'Betaal voor 1 mei.');
  await handInAll(mailing, 'Betaal voor 1 mei.');
  await sendOnlyTheFirst(mailing);
  await becomes(gate, mailing, 'held', { contentDigest: CHANGED });
  ahead(1);
  await version(mailing, 2, 'Betaal voor 1 juni.');
  ahead(2);
  gate.sink.refuse(() => undefined);
  return mailing;
};
const returned = () =>
  eventually(async () => {
    const { rows } = await gate.db.query(`select 1 from deliveries where status = 'returned'`);
    expect(rows).toHaveLength(2);
  });

describe('a batch that was half sent when its letter was changed', () => {
  it('gives the new letter to those who got none, and to nobody a second one', async () => {
    const mailing = await halfSent();
    await handInAll(mailing, 'Betaal voor 1 juni.');
    await signOffChanged(mailing);
    await returned();
    expect(await gate.store.heldMessages.atGate(mailing)).toMatchObject({ servedBefore: 1 });
    await gate.permits.issueSupplementaryPermits();
    await eventually(() => expect(gate.reported).toHaveLength(1));

    expect(reached()).toEqual(all);
    expect(gate.reported[0]).toMatchObject({ accepted: 3, failed: 0, inDoubt: 0 });
    expect(await gate.permits.issueSupplementaryPermits()).toMatchObject({ given: 0 });
    expect(await gate.store.heldMessages.atGate(mailing)).toMatchObject({
      servedBefore: 1,
      withoutPermit: 1,
    });
    const permits = await gate.store.permits.ofMailing(mailing);
    expect(permits.map(({ part, count }) => [part, count])).toEqual([[1, 3], [2, 2]]); // prettier-ignore
  });

  it('has no more places than were returned, whoever is handed in', async () => {
    const mailing = await halfSent();
    const others = ['x', 'y', 'z'].map((name) => `${name}@inwoner.example`);
    await handInAll(mailing, 'Betaal voor 1 juni.', others);
    await signOffChanged(mailing);
    await returned();
    await gate.permits.issueSupplementaryPermits();
    await eventually(() => expect(gate.reported).toHaveLength(1));
    expect(reached()).toHaveLength(3);
    expect(await gate.permits.issueSupplementaryPermits()).toMatchObject({ given: 0 });
  });

  it('keeps the places while an e-mail is in doubt', async () => {
    const mailing = await halfSent();
    await gate.db.query(
      `update deliveries set status = 'claimed', fence = fence + 1, lease_until = now() + interval '1 hour' where recipient = $1`,
      [all[1]],
    );
    await gate.db.query(`update deliveries set status = 'in-doubt', lease_until = null where recipient = $1`, [all[1]]); // prettier-ignore
    await handInAll(mailing, 'Betaal voor 1 juni.');
    await signOffChanged(mailing);
    await eventually(async () => {
      const { rows } = await gate.db.query(`select 1 from deliveries where status = 'returned'`);
      expect(rows).toHaveLength(1);
    });
    await gate.permits.issueSupplementaryPermits();
    await eventually(() => expect(gate.reported).toHaveLength(1));
    expect(reached()).toEqual([all[0], all[2]]);
    expect(gate.reported[0]).toMatchObject({ accepted: 2, failed: 0, inDoubt: 1 });
  });

  it('is reported a day later when nothing is handed in anew', async () => {
    const mailing = await halfSent();
    await signOffChanged(mailing);
    await returned();
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    expect(await gate.store.deliveries.finalBatches(at(-1))).toEqual([]);
    expect(await gate.store.deliveries.finalBatches(at(3))).toMatchObject([
      { mailingId: mailing, accepted: 1, failed: 2, inDoubt: 0 },
    ]);
  });
});

describe('a message that comes in once more to the byte, when only dates were changed', () => {
  const SAME = 'Betaal voor 1 mei.';
  const letters = all.map((to) => ({ to, text: SAME, messageId: `<${to}>` }));
  const repeat = (mailing: string) =>
    Promise.all(letters.map((letter) => handIn(port, { ...letter, mailing }).catch(String)));
  const datesChanged = async () => {
    const mailing = await aMailing(gate, 'releasing', { addressees: 3 });
    await version(mailing, 1, SAME);
    const first = await repeat(mailing);
    await sendOnlyTheFirst(mailing);
    await becomes(gate, mailing, 'held', { contentDigest: CHANGED });
    await version(mailing, 2, SAME);
    gate.sink.refuse(() => undefined);
    return { mailing, first };
  };

  it('waits with its sender while its earlier copy is about to be returned, and is then held anew', async () => {
    const { mailing, first } = await datesChanged();
    const early = await repeat(mailing);
    expect(early[0]).toBe(first[0]);
    for (const answer of early.slice(1))
      expect(answer).toContain('451 4.7.1 Deze mailing is gewijzigd');

    await signOffChanged(mailing);
    await returned();
    const later = await repeat(mailing);
    expect(later[0]).toBe(first[0]);
    for (const [index, answer] of later.slice(1).entries()) {
      expect(answer).toContain('250');
      expect(answer).not.toBe(first[index + 1]);
    }
    // A sender that missed that answer asks again, and nothing is held twice.
    expect(await repeat(mailing)).toEqual(later);

    await gate.permits.issueSupplementaryPermits();
    await eventually(() => expect(gate.reported).toHaveLength(1));
    expect(reached()).toEqual(all);
    expect(gate.reported[0]).toMatchObject({ accepted: 3, failed: 0, inDoubt: 0 });
  });

  it('is held anew for those of its addressees alone for whom it was returned', async () => {
    const mailing = await aMailing(gate, 'releasing', { addressees: 3 });
    await version(mailing, 1, SAME);
    const together = { mailing, to: all, text: SAME, messageId: '<together@sluiswaard.example>' };
    const first = await handIn(port, together);
    await sendOnlyTheFirst(mailing);
    await becomes(gate, mailing, 'held', { contentDigest: CHANGED });
    await version(mailing, 2, SAME);
    gate.sink.refuse(() => undefined);
    await signOffChanged(mailing);
    await returned();
    expect(await handIn(port, together)).not.toBe(first);
    await gate.permits.issueSupplementaryPermits();
    await eventually(() => expect(gate.reported).toHaveLength(1));
    expect(reached()).toEqual(all);
  });
});
