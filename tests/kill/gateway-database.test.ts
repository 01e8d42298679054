import { createHash, randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EmbeddedPostgres, startPostgres } from '../../src/main/embedded/postgres.ts';
import { migrate } from '../../src/store/migrate.ts';
import { eventually } from '../support/eventually.ts';
import { testFolder } from '../support/folder.ts';
import { aMailing, handIn, message, type TestGate, testGate } from '../support/gate.ts';
import { givePermit } from '../support/permit-builder.ts';
import { freePort } from '../support/ports.ts';

const KILLS = 20 * Number(process.env['KILL_ROUNDS'] ?? 1);

const folder = testFolder();
let postgres: EmbeddedPostgres;
let port: number;
let gate: TestGate;
beforeAll(async () => {
  port = await freePort();
  postgres = await startPostgres({ dataDir: folder.path, port, durable: true });
  await migrate(postgres.url);
  gate = await testGate({ url: postgres.url, drop: async () => {} });
}, 60_000);
afterAll(async () => {
  await gate.end();
  await postgres.stop();
  folder.remove();
}, 60_000);

/** kill -9 of the server, and its return on the same data. */
async function killDatabase(): Promise<void> {
  process.kill(postgres.pid, 'SIGKILL');
  postgres = await startPostgres({ dataDir: folder.path, port, durable: true });
}

describe(`PostgreSQL that is killed ${KILLS} times under the gate`, () => {
  it('loses nothing that was answered 250, and lets nothing out twice', async () => {
    const gateway = await gate.start({ release: { leaseSeconds: 2, lanes: 3, pollMs: 50 } });
    const mailing = await aMailing(gate, 'releasing', { addressees: 1_000_000 });
    const acknowledged = new Map<string, string>();
    let refused = 0;
    let going = true;
    const client = async (name: string) => {
      for (let n = 0; going; n += 1) {
        const to = `${name}${n}@inwoner.example`;
        const raw = message({ to, mailing, text: `Brief ${n} (verzonnen)` });
        try {
          await handIn(gateway.port, { to, raw });
          acknowledged.set(to, createHash('sha256').update(raw).digest('hex'));
        } catch (error) {
          const { response, responseCode } = error as { response?: string; responseCode?: number };
          // 454 at login or 451 after DATA: always temporary, always in words.
          if (responseCode !== 451 && responseCode !== 454) throw error;
          if (!response?.includes(' / ')) throw error;
          refused += 1;
          await delay(50);
        }
      }
    };
    const clients = Promise.all(['a', 'b', 'c', 'd'].map(client));
    for (let part = 1; part <= KILLS; part += 1) {
      await eventually(async () => {
        expect(await gate.store.permits.waiting(mailing)).not.toEqual([]);
        await givePermit(gate, mailing, { permit: { part } });
      }, 30_000);
      await delay(randomInt(1, 500));
      await killDatabase();
    }
    going = false;
    await clients;
    await eventually(async () => {
      const { rows } = await gate.db.query(
        `select 1 from deliveries d join held_messages m on m.id = d.message_id
         where m.permit_id is not null and d.status not in ('accepted', 'in-doubt')`,
      );
      expect(rows).toEqual([]);
    }, 60_000);
    const { rows } = await gate.db.query<{
      recipient: string;
      digest: string;
      raw: Buffer;
      status: string;
    }>(
      'select d.recipient, d.status, m.digest, m.raw from deliveries d join held_messages m on m.id = d.message_id',
    );
    const kept = new Map(rows.map((row) => [row.recipient, row]));
    const whole = (to: string, digest: string) =>
      kept.get(to)?.digest === digest &&
      createHash('sha256').update(kept.get(to)!.raw).digest('hex') === digest;
    expect([...acknowledged].filter(([to, digest]) => !whole(to, digest))).toEqual([]);
    const taken = gate.sink.received.flatMap((mail) => mail.to);
    expect(new Set(taken).size).toBe(taken.length);
    const unexpected = taken.filter(
      (to) => !['accepted', 'in-doubt'].includes(kept.get(to)?.status ?? 'gone'),
    );
    expect(unexpected).toEqual([]);
    const inDoubt = rows.filter((row) => row.status === 'in-doubt').length;
    process.stdout.write(
      `PostgreSQL killed ${KILLS} times: ${acknowledged.size} acknowledged, ${refused} refused for the moment, ${taken.length} taken by the peer, ${inDoubt} in doubt, 0 lost, 0 twice\n`,
    );
    expect(acknowledged.size).toBeGreaterThan(KILLS);
  }, 300_000);
});
