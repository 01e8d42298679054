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
import { givePermit } from '../support/permit-builder.ts';

let gate: TestGate;
let port: number;
beforeEach(async () => {
  gate = await testGate();
  ({ port } = await gate.start());
});
afterEach(() => gate.end());

const LETTER =
  'Geachte inwoner, hierbij ontvangt u de aanslag gemeentelijke belastingen over het jaar 2027. ' +
  'U kunt het bedrag betalen in tien termijnen, of in een keer voor het einde van de maand april. ' +
  'Bent u het niet eens met de waarde van uw woning, bel ons dan eerst, of maak bezwaar binnen zes weken.';
const letterTo = (name: string, amount: string) =>
  `Beste ${name},\r\n\r\n${LETTER}\r\n\r\nUw bedrag: ${amount} euro.`;
const reached = () => gate.sink.received.flatMap((mail) => mail.to).toSorted();
const inTheFuture = (ms: number) => {
  gate.clock.now = () => new Date(Date.now() + ms).toISOString();
};

describe('messages that come in after the sign-off', () => {
  it('leave under a permit of their own when they are the same letter, and stay when they are not', async () => {
    const mailing = await aMailing(gate, 'releasing', { addressees: 3 });
    await handIn(port, {
      to: 'a@inwoner.example',
      mailing,
      text: letterTo('mevrouw Jansen', '812,45'),
    });
    await gate.permits.issuePermit({ mailingId: mailing, batch: 1 });
    await eventually(() => expect(reached()).toEqual(['a@inwoner.example']));

    // The builder's approval is a minute ahead, so this is after it.
    inTheFuture(120_000);
    await handIn(port, {
      to: 'b@inwoner.example',
      mailing,
      text: letterTo('de heer De Vries', '1.204,00'),
    });
    await handIn(port, {
      to: 'c@inwoner.example',
      mailing,
      text: 'Heel iets anders: er is een feest op het plein.',
    });
    expect(await gate.permits.issueSupplementaryPermits()).toEqual({ given: 1, lapsed: 0 });
    await eventually(() => expect(reached()).toEqual(['a@inwoner.example', 'b@inwoner.example']));
    expect(await gate.permits.issueSupplementaryPermits()).toEqual({ given: 0, lapsed: 0 });
    expect((await gate.statuses())['c@inwoner.example']).toBe('held');
    // One of three never came as agreed, so the batch is not reported as done yet.
    expect(gate.reported).toEqual([]);
    inTheFuture(26 * 3_600_000);
    await eventually(() => expect(gate.reported).toHaveLength(1));
    expect(gate.reported[0]).toMatchObject({ accepted: 2, failed: 0, inDoubt: 0 });
  });

  it('leave no further than the batch has addressees', async () => {
    const mailing = await aMailing(gate, 'releasing', { addressees: 2 });
    for (const to of ['a', 'b', 'c', 'd']) {
      await handIn(port, { to: `${to}@inwoner.example`, mailing, text: letterTo(to, '1') });
    }
    await gate.permits.issuePermit({ mailingId: mailing, batch: 1 });
    await eventually(() => expect(gate.reported).toHaveLength(1));
    expect(await gate.permits.issueSupplementaryPermits()).toEqual({ given: 0, lapsed: 0 });
    expect(reached()).toHaveLength(2);
    expect(Object.values(await gate.statuses()).filter((one) => one === 'held')).toHaveLength(2);
  });
});

describe('a batch for which no message came in', () => {
  it('is reported a day later, so that its mailing does not wait for ever', async () => {
    const mailing = await aMailing(gate, 'releasing', { addressees: 3 });
    expect(await gate.permits.issuePermit({ mailingId: mailing, batch: 1 })).toEqual({ given: 0 });
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    expect(await gate.store.deliveries.finalBatches(at(-1))).toEqual([]);
    await handIn(port, { to: 'a@inwoner.example', mailing });
    expect(await gate.store.deliveries.finalBatches(at(1))).toEqual([]);
    await gate.permits.issueSupplementaryPermits();
    expect(await gate.store.deliveries.finalBatches(at(1))).not.toContainEqual(
      expect.objectContaining({ permitIds: [] }),
    );
    const empty = await aMailing(gate, 'releasing', { addressees: 3 });
    inTheFuture(26 * 3_600_000);
    await eventually(() =>
      expect(gate.reported).toContainEqual({
        mailingId: empty,
        batch: 1,
        permitIds: [],
        accepted: 0,
        failed: 0,
        inDoubt: 0,
      }),
    );
  });
});

describe('messages that came in before the letter was changed', () => {
  const version = (mailing: string, number: number, details: object) =>
    saysInVersion(gate, mailing, number, details);
  const signedOff = (mailing: string, number: number) =>
    becomes(gate, mailing, 'releasing', { version: number });
  const textOf = (text: string) => ({ texts: [{ name: 'brief', text }], files: [] });

  it('stay held when what is signed off is another letter, and leave when only the plan is another', async () => {
    const mailing = await aMailing(gate, 'held', { addressees: 3 });
    await version(mailing, 1, textOf('Betaal voor 1 mei.'));
    await handIn(port, { to: 'old@inwoner.example', mailing, text: letterTo('u', 'voor 1 mei') });
    inTheFuture(1_000);
    await version(mailing, 2, textOf('Betaal voor 1 juni.'));
    inTheFuture(2_000);
    await handIn(port, { to: 'new@inwoner.example', mailing, text: letterTo('u', 'voor 1 juni') });
    inTheFuture(3_000);
    await version(mailing, 3, { ...textOf('Betaal voor 1 juni.'), preferred: '2027-03-01' });
    await signedOff(mailing, 3);
    expect(await gate.permits.issuePermit({ mailingId: mailing, batch: 1 })).toEqual({ given: 1 });
    expect(await gate.permits.issueSupplementaryPermits()).toEqual({ given: 0, lapsed: 0 });
    await eventually(() => expect(reached()).toEqual(['new@inwoner.example']));
    expect((await gate.statuses())['old@inwoner.example']).toBe('held');
    expect(await gate.store.heldMessages.atGate(mailing)).toEqual({
      messages: 2,
      addressees: 2,
      withoutPermit: 1,
      outdated: 1,
      repeated: 0,
      servedBefore: 0,
    });
  });

  it('are still the old letter when they are handed in once more to the byte, which is counted', async () => {
    const mailing = await aMailing(gate, 'held', { addressees: 3 });
    await version(mailing, 1, textOf('Betaal voor 1 mei.'));
    const old = { mailing, to: 'old@inwoner.example', messageId: '<1@sluiswaard.example>' };
    const first = await handIn(port, old);
    // A client that missed the answer repeats its message before there is anything to tell.
    expect(await handIn(port, old)).toBe(first);
    const repeated = async () => (await gate.store.heldMessages.atGate(mailing)).repeated;
    expect(await repeated()).toBe(0);
    inTheFuture(1_000);
    await version(mailing, 2, textOf('Betaal voor 1 juni.'));
    inTheFuture(2_000);
    await signedOff(mailing, 2);
    expect(await repeated()).toBe(0);
    expect(await handIn(port, old)).toBe(first);
    expect(await repeated()).toBe(1);
    expect(await gate.permits.issuePermit({ mailingId: mailing, batch: 1 })).toEqual({ given: 0 });

    await handIn(port, {
      ...old,
      messageId: '<2@sluiswaard.example>',
      text: 'Betaal voor 1 juni.',
    });
    expect(await gate.permits.issuePermit({ mailingId: mailing, batch: 1 })).toEqual({ given: 1 });
    await eventually(() => expect(reached()).toEqual(['old@inwoner.example']));
    expect(await gate.store.heldMessages.atGate(mailing)).toMatchObject({
      messages: 2,
      outdated: 1,
      repeated: 1,
    });
  });
});

describe('a permit that was not taken up in time', () => {
  it('is taken back, and its messages get another', async () => {
    const mailing = await aMailing(gate, 'releasing', { addressees: 1 });
    await handIn(port, { to: 'a@inwoner.example', mailing });
    const late = await givePermit(gate, mailing, {
      claims: { exp: Math.floor(Date.now() / 1000) - 60 },
      permit: { expiresAt: new Date(Date.now() + 1_000).toISOString() },
    });
    await eventually(async () => {
      expect(await gate.permits.issueSupplementaryPermits()).toEqual({ given: 1, lapsed: 1 });
    });
    await eventually(() => expect(reached()).toEqual(['a@inwoner.example']));
    expect((await gate.store.permits.find(late)).consumedAt).toBeUndefined();
    await eventually(() => expect(gate.reported[0]).toMatchObject({ accepted: 1 }));
  });
});
