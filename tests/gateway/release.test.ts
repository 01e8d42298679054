import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { aMailing, becomes, handIn, type TestGate, testGate } from '../support/gate.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await testGate();
});
afterAll(() => gate.end());

describe('a held mailing', () => {
  it('leaves only when a permit was given, once, as it came in', async () => {
    const { port } = await gate.start();
    const mailing = await aMailing(gate, 'held');
    const to = ['a@inwoner.example', 'b@inwoner.example', 'c@inwoner.example'];
    for (const one of to) {
      expect(await handIn(port, { to: one, mailing })).toMatch(/^250 2\.\d\.\d Bewaard als /);
    }
    expect(gate.sink.received).toEqual([]);

    await becomes(gate, mailing, 'signed-off');
    await becomes(gate, mailing, 'releasing');
    expect(gate.sink.received).toEqual([]);
    expect(await gate.permits.issuePermit({ mailingId: mailing, batch: 1 })).toEqual({ given: 1 });
    expect(await gate.permits.issuePermit({ mailingId: mailing, batch: 1 })).toEqual({ given: 0 });

    await eventually(() => expect(gate.reported).toHaveLength(1));
    expect(gate.reported[0]).toMatchObject({ batch: 1, accepted: 3, failed: 0, inDoubt: 0 });
    expect(gate.sink.received.flatMap((mail) => mail.to).toSorted()).toEqual(to);
    for (const { raw } of gate.sink.received) {
      expect(raw).toMatch(/^Received: by .* id [0-9a-f-]{36};\r\n/);
      expect(raw).toContain('Dit is een verzonnen brief.\r\n');
    }
  });
});
