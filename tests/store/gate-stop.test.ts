import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { GateCommand } from '../../src/domain/gate-stop.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { eventually } from '../support/eventually.ts';
import { aMailing, handIn, type TestGate, testGate } from '../support/gate.ts';
import { givePermit } from '../support/permit-builder.ts';

let gate: TestGate;
beforeEach(async () => {
  gate = await testGate();
});
afterEach(() => gate.end());

const at = () => new Date().toISOString();
const give = (command: GateCommand, stopId?: string) =>
  gate.store.gateStop.give(
    command,
    provenance({ actor: { personId: command.by, role: 'kcc-lead' } }),
    stopId,
  );
const press = (by = 'anna') =>
  give({ type: 'stop', id: randomUUID(), by, at: at(), reason: 'Verkeerde brief' });

async function aStop(): Promise<string> {
  const pressed = await press();
  if ('refusal' in pressed) throw new Error(pressed.refusal);
  return pressed.stop.id;
}

describe('the switch in the store', () => {
  it('keeps who pressed it, who asked and who agreed, with a line for each', async () => {
    const id = await aStop();
    expect(await gate.store.gateStop.isStopped()).toBe(true);
    await give({ type: 'ask-resumption', by: 'anna', at: at(), reason: 'Hersteld' }, id);
    await give({ type: 'take-back', by: 'bram', at: at() }, id);
    await give({ type: 'ask-resumption', by: 'bram', at: at(), reason: 'Nu wel' }, id);
    expect(await give({ type: 'resume', by: 'bram', at: at() }, id)).toEqual({
      refusal: 'second-lead-must-differ',
    });
    await give({ type: 'resume', by: 'cees', at: at() }, id);
    expect(await gate.store.gateStop.current()).toBeUndefined();
    expect(await gate.store.gateStop.list(9)).toMatchObject([
      { id, by: 'anna', request: { by: 'bram', reason: 'Nu wel' }, resumed: { by: 'cees' } },
    ]);
    const { rows } = await gate.db.query(
      `select action, actor from audit_lines where object_type = 'gate' order by seq`,
    );
    expect(rows).toEqual([
      { action: 'gate-stopped', actor: 'anna' },
      { action: 'gate-resumption-asked', actor: 'anna' },
      { action: 'gate-resumption-taken-back', actor: 'bram' },
      { action: 'gate-resumption-asked', actor: 'bram' },
      { action: 'gate-resumed', actor: 'cees' },
    ]);
  });

  it('is pressed once, also by ten leads at once', async () => {
    const pressed = await Promise.all(Array.from({ length: 10 }, (_, n) => press(`lead ${n}`)));
    expect(pressed.filter((one) => 'stop' in one)).toHaveLength(1);
    expect(pressed.filter((one) => 'refusal' in one)).toHaveLength(9);
  });

  it('waits for whoever was told that it may go on, and counts it', async () => {
    const mailing = await aMailing(gate, 'releasing', { addressees: 1 });
    const gateway = await gate.start();
    await handIn(gateway.port, { to: 'a@inwoner.example', mailing });
    await gate.stop(gateway);
    await givePermit(gate, mailing);
    const client = await gate.db.connect();
    await client.query('begin');
    await client.query('update permits set consumed_at = now()');
    const pressing = press();
    await eventually(async () => {
      const { rows } = await gate.db.query(
        `select 1 from pg_locks where locktype = 'advisory' and not granted`,
      );
      expect(rows).toHaveLength(1);
    });
    await client.query(`update deliveries set status = 'claimed', fence = fence + 1`);
    await client.query(`update deliveries set status = 'data-opened'`);
    await client.query('commit');
    client.release();
    expect(await pressing).toMatchObject({ stop: { underWay: 1 } });
  });

  it('tells each piece of news once, and a request again after it was taken back', async () => {
    const id = await aStop();
    const tell = async () => {
      const untold = await gate.store.gateStop.untold();
      for (const { stop, news } of untold) await gate.store.gateStop.markTold(stop.id, news);
      return untold.map(({ news }) => news);
    };
    expect([await tell(), await tell()]).toEqual([['stopped'], []]);
    await give({ type: 'ask-resumption', by: 'anna', at: at(), reason: 'Hersteld' }, id);
    expect([await tell(), await tell()]).toEqual([['asked'], []]);
    await give({ type: 'take-back', by: 'bram', at: at() }, id);
    expect(await tell()).toEqual([]);
    await give({ type: 'ask-resumption', by: 'bram', at: at(), reason: 'Nu wel' }, id);
    expect(await tell()).toEqual(['asked']);
    await give({ type: 'resume', by: 'anna', at: at() }, id);
    expect([await tell(), await tell()]).toEqual([['resumed'], []]);
  });
});

describe('the database', () => {
  it.each([
    [
      'a second stop',
      `insert into gate_stops (id, reason, stopped_by, stopped_at, under_way) values (gen_random_uuid(), 'x', 'y', now(), 0)`,
      'gate_stops_one_at_a_time',
    ],
    [
      'going on by one person',
      `update gate_stops set asked_by = 'anna', asked_at = now(), asked_reason = 'x', resumed_by = 'anna', resumed_at = now()`,
      'gate_stops_resumed_by_two',
    ],
    [
      'going on without having asked',
      `update gate_stops set resumed_by = 'bram', resumed_at = now()`,
      'gate_stops_resumed_by_two',
    ],
    [
      'another reason afterwards',
      `update gate_stops set reason = 'iets anders'`,
      'stays as it was pressed',
    ],
    ['forgetting a stop', `delete from gate_stops`, 'never changed or removed'],
    ['emptying the list', `truncate gate_stops`, 'never changed or removed'],
  ])('forbids %s', async (_, sql, because) => {
    await aStop();
    await expect(gate.db.query(sql)).rejects.toThrow(because);
  });

  it('forbids to give or take up a permit while everything is stopped, and allows it after', async () => {
    const mailing = await aMailing(gate, 'releasing', { addressees: 1 });
    const early = await givePermit(gate, mailing);
    const id = await aStop();
    await expect(givePermit(gate, mailing, { permit: { part: 2 } })).rejects.toThrow('stopped');
    const takeUp = () =>
      gate.db.query('update permits set consumed_at = now() where id = $1', [early]);
    await expect(takeUp()).rejects.toThrow('stopped');
    await give({ type: 'ask-resumption', by: 'anna', at: at(), reason: 'Hersteld' }, id);
    await give({ type: 'resume', by: 'bram', at: at() }, id);
    await takeUp();
  });
});
