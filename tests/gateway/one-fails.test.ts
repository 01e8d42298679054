import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runRetention } from '../../src/activities/retention.ts';
import { addSeconds } from '../../src/domain/instant.ts';
import { eventually } from '../support/eventually.ts';
import { aMailing, becomes, handIn, type TestGate, testGate } from '../support/gate.ts';
import { givePermit } from '../support/permit-builder.ts';

let gate: TestGate;
beforeEach(async () => {
  gate = await testGate();
});
afterEach(() => gate.end());

const FAULT = 'proof_of_a_fault';
/** From now on the database refuses this change of `table` where `when` holds, as a broken row would. Answers what ends it. */
async function broken(table: string, event: string, when: string) {
  await gate.db.query(
    `create function ${FAULT}() returns trigger language plpgsql as $$ begin raise exception '${FAULT}'; end $$`,
  );
  await gate.db.query(
    `create trigger ${FAULT} before ${event} on ${table} for each row when (${when}) execute function ${FAULT}()`,
  );
  return async () => void (await gate.db.query(`drop function ${FAULT} cascade`));
}
/** Three mailings with an e-mail each; the second one will be the trouble. */
async function three(port: number) {
  const ids: string[] = [];
  for (const name of ['eerste', 'kapot', 'derde']) {
    const mailing = await aMailing(gate, 'releasing', { addressees: 1 });
    await handIn(port, { to: `${name}@inwoner.example`, mailing });
    ids.push(mailing);
  }
  return ids as [string, string, string];
}

describe('one mailing that fails', () => {
  it('keeps no other from its permit, nor single mails from theirs', async () => {
    const { port } = await gate.start();
    const [, bad] = await three(port);
    await gate.db.query('update mail_credentials set single_limit = 5');
    await handIn(port, { to: 'los@inwoner.example' });
    gate.clock.now = () => addSeconds(new Date().toISOString(), 60);
    const mended = await broken('permits', 'insert', `new.mailing_id = '${bad}'`);

    await expect(gate.permits.issueSupplementaryPermits()).rejects.toThrow(bad);
    const left = () => gate.sink.received.flatMap(({ to }) => to).toSorted();
    await eventually(
      () =>
      expect(left()).toEqual(['derde@inwoner.example', 'eerste@inwoner.example', 'los@inwoner.example']), // prettier-ignore
    );
    await mended();
    expect(await gate.permits.issueSupplementaryPermits()).toEqual({ given: 1, lapsed: 0 });
    await eventually(() => expect(left()).toContain('kapot@inwoner.example'));
  });

  it('keeps no other from being ended when it is withdrawn, and is ended as soon as it can be', async () => {
    const gateway = await gate.start();
    const all = await three(gateway.port);
    await gate.stop(gateway);
    const mended = await broken(
      'deliveries',
      'update',
      `new.status = 'returned' and old.recipient = 'kapot@inwoner.example'`,
    );
    for (const mailing of all) await becomes(gate, mailing, 'withdrawn', { addressees: 1 });
    await gate.start();
    await eventually(async () =>
      expect(await gate.statuses()).toEqual({
        'derde@inwoner.example': 'returned',
        'eerste@inwoner.example': 'returned',
        'kapot@inwoner.example': 'held',
      }),
    );
    await mended();
    await eventually(async () =>
      expect((await gate.statuses())['kapot@inwoner.example']).toBe('returned'),
    );
  });

  it('keeps no other from being purged at the end of its term', async () => {
    const { port } = await gate.start();
    const all = await three(port);
    for (const mailing of all) await givePermit(gate, mailing);
    await eventually(() => expect(gate.sink.received).toHaveLength(3));
    await eventually(async () =>
      expect(Object.values(await gate.statuses())).toEqual(['accepted', 'accepted', 'accepted']),
    );
    for (const mailing of all) {
      await becomes(gate, mailing, 'dispatched', { addressees: 1 });
      await gate.store.deliveryReports.record(
        {
          mailingId: mailing,
          status: 'dispatched',
          accepted: 1,
          failed: 0,
          returned: 0,
          inDoubt: 0,
          reasons: [],
        },
        { actor: { role: 'system' }, origin: 'worker', at: new Date().toISOString() },
      );
    }
    await broken('held_messages', 'update', `new.mailing_id = '${all[1]}'`);
    const at = addSeconds(new Date().toISOString(), 40 * 86_400);
    const clean = runRetention({ store: gate.store, clock: () => at, ids: randomUUID });
    await expect(clean).rejects.toThrow(all[1]);
    const kept = await gate.store.retention.kept();
    expect(kept.map(({ mailingId }) => mailingId)).toEqual([all[1]]);
    expect(await gate.store.retention.runs(1)).toMatchObject([{ messages: 2, finishedAt: at }]);
  });
});
