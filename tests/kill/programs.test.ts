import { describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { runKills } from '../support/kill/run-kills.ts';

/** npm run test:kill -- --kills 20; SLUIS_SEED=1 npm run test:kill */
const KILLS = Number(process.env['SLUIS_KILLS'] ?? 20);
const SEED = Number(process.env['SLUIS_SEED'] ?? randomInt(1_000_000));
const MINUTE = 60_000;

describe(`each of the five processes killed ${KILLS} times at random (seed ${SEED})`, () => {
  it(
    'loses nothing that was acknowledged, lets nothing out that was held, and sends nothing twice',
    async () => {
      const found = await runKills(
        {
          seed: SEED,
          kills: { api: KILLS, worker: KILLS, gateway: KILLS, postgres: KILLS, temporal: KILLS },
          users: 6,
          pauseMs: 3_000,
          endMs: 4 * MINUTE,
          leaseSeconds: 20,
        },
        (line) => process.stdout.write(`  ${line}\n`),
      );
      expect(found.violations).toEqual([]);
      expect(Math.min(...Object.values(found.kills))).toBeGreaterThanOrEqual(KILLS);
      expect(found.counts['taken']).toBeGreaterThan(0);
    },
    // A kill with its restart takes seconds; the end waits for what was left behind.
    (10 + 2 * KILLS) * MINUTE,
  );
});
