import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_CALENDAR } from '../../src/domain/calendar.ts';
import { isSendTime } from '../../src/domain/send-window.ts';
import { withClient } from '../../src/main/embedded/postgres-connection.ts';
import { eventually } from '../support/eventually.ts';
import { aMailing, handIn, type TestGate, testGate } from '../support/gate.ts';
import { givePermit } from '../support/permit-builder.ts';

let gate: TestGate;
beforeEach(async () => {
  gate = await testGate();
});
afterEach(() => gate.end());

const request = { limit: 100, leaseSeconds: 60, pace: { perMinute: 60, burst: 5 }, sendTime: true };
const at = (seconds: number) =>
  new Date(Date.parse(gate.clock.now()) + seconds * 1000).toISOString();

async function released(addressees: number) {
  const gateway = await gate.start();
  const mailing = await aMailing(gate, 'releasing', { addressees });
  const to = Array.from({ length: addressees }, (_, n) => `i${n}@inwoner.example`);
  await handIn(gateway.port, { to, mailing });
  await gate.stop(gateway);
  const id = await givePermit(gate, mailing);
  const given = await gate.store.permits.find(id);
  const provenance = {
    actor: { role: 'system' },
    origin: 'gateway',
    at: gate.clock.now(),
  } as const;
  await gate.store.permits.consume(given, provenance);
  return mailing;
}

describe('the pace of what leaves', () => {
  it('is kept by all relays together, also after all of them were away', async () => {
    await released(60);
    const now = gate.clock.now();
    gate.clock.now = () => now;
    const { claim } = gate.store.deliveries;
    const claimed = async (seconds: number) =>
      (await claim({ ...request, now: at(seconds) })).length;
    const together = await Promise.all([claimed(0), claimed(0), claimed(0)]);
    expect(together.reduce((sum, one) => sum + one, 0)).toBe(5);
    expect(await claimed(1)).toBe(1);
    expect(await claimed(1)).toBe(0);
    // An hour later there is one burst, not an hour's worth.
    expect(await claimed(3_600)).toBe(5);
    expect(await claimed(3_600)).toBe(0);
  });
});

describe('a claim whose connection breaks', () => {
  it('is refused, and the next one is answered', async () => {
    await released(10);
    const { claim } = gate.store.deliveries;
    const now = at(0);
    await claim({ ...request, limit: 1, now });
    await withClient(gate.url, async (other) => {
      await other.query('begin; select * from send_paces for update');
      const outcome = claim({ ...request, now: at(1) }).catch((error: unknown) => error);
      await eventually(async () => {
        const { rowCount } = await other.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock'`,
        );
        expect(rowCount).toBe(1);
      });
      expect(await outcome).toBeInstanceOf(Error);
      await other.query('rollback');
    });
    expect(await claim({ ...request, now: at(3_600) })).toHaveLength(5);
  });
});

describe('outside sending hours', () => {
  it('mailings wait, and emergencies do not', async () => {
    const mailing = await released(4);
    const { claim } = gate.store.deliveries;
    const night = {
      limit: 2,
      leaseSeconds: 60,
      now: at(10),
      sendTime: isSendTime('2027-02-14T03:00:00Z', DEFAULT_CALENDAR),
    };
    expect(await claim(night)).toEqual([]);
    await gate.db.query(
      `update mailings set version = version + 1, state = jsonb_set(jsonb_set(state, '{approval,type}', '"emergency"'), '{approval,by}', '["a", "b"]')
       where id = $1`,
      [mailing],
    );
    expect(await claim(night)).toHaveLength(2);
  });
});
