import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EmbeddedPostgres, startPostgres } from '../../src/main/embedded/postgres.ts';
import { migrate } from '../../src/store/migrate.ts';
import { eventually } from '../support/eventually.ts';
import { testFolder } from '../support/folder.ts';
import { aMailing, handIn, message, type TestGate, testGate } from '../support/gate.ts';
import { freePort } from '../support/ports.ts';

/** A small disk needs a mount, which only root may make. */
const mayMount = (() => {
  const folder = testFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder.path], {
      stdio: 'ignore',
    });
    execFileSync('umount', [folder.path]);
    return true;
  } catch {
    return false;
  } finally {
    folder.remove();
  }
})();

const folder = testFolder();
let postgres: EmbeddedPostgres | undefined;
let port: number;
let gate: TestGate | undefined;
beforeAll(async () => {
  if (!mayMount) return;
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=130m,mode=711', 'tmpfs', folder.path]);
  port = await freePort();
  postgres = await startPostgres({ dataDir: folder.path, port });
  await migrate(postgres.url);
  gate = await testGate({ url: postgres.url, drop: async () => {} });
}, 60_000);
afterAll(async () => {
  await gate?.end();
  await postgres?.stop();
  if (mayMount) execFileSync('umount', ['-l', folder.path]);
  folder.remove();
}, 60_000);

(mayMount ? describe : describe.skip)('a disk that is full', () => {
  it('is answered with a temporary refusal, never with 250 for what is not kept; with room again it goes on by itself', async () => {
    const gateway = await gate!.start();
    const mailing = await aMailing(gate!, 'held');
    const acknowledged = new Map<string, string>();
    const one = async (n: number) => {
      const to = `i${n}@inwoner.example`;
      const raw = message({ to, mailing, text: 'Een verzonnen brief. '.repeat(50_000) });
      await handIn(gateway.port, { to, raw });
      acknowledged.set(to, createHash('sha256').update(raw).digest('hex'));
    };
    let refusal = '';
    for (let n = 0; n < 200 && refusal === ''; n += 1) {
      await one(n).catch(
        (error: Error & { response?: string }) => (refusal = error.response ?? error.message),
      );
    }
    expect(refusal).toMatch(/^(451 4\.3\.0|454 4\.7\.0) /);
    expect(acknowledged.size).toBeGreaterThan(5);

    execFileSync('mount', ['-o', 'remount,size=600m', folder.path]);
    // PostgreSQL stops when it cannot write its log; whoever keeps it running starts it again.
    await postgres!.stop().catch(() => {});
    postgres = await startPostgres({ dataDir: folder.path, port });
    await eventually(() => one(1_000), 60_000);
    const { rows } = await gate!.db.query<{ recipient: string; raw: Buffer }>(
      'select d.recipient, m.raw from deliveries d join held_messages m on m.id = d.message_id',
    );
    const kept = new Map(
      rows.map((row) => [row.recipient, createHash('sha256').update(row.raw).digest('hex')]),
    );
    expect([...acknowledged].filter(([to, digest]) => kept.get(to) !== digest)).toEqual([]);
    process.stdout.write(
      `disk full after ${acknowledged.size - 1} messages of 1 MB: ${refusal}; 0 lost\n`,
    );
  }, 180_000);
});
