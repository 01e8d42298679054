import { describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { runKills } from '../support/kill/run-kills.ts';

const SEED = Number(process.env['SLUIS_SEED'] ?? randomInt(1_000_000));

describe(`mailings on their way while what carries them is killed (seed ${SEED})`, () => {
  it('lose nothing that was acknowledged; npm run test:kill does this for longer', async () => {
    const found = await runKills(
      {
        seed: SEED,
        kills: { api: 2, worker: 1, gateway: 2, postgres: 2, temporal: 1 },
        users: 4,
        pauseMs: 2_000,
        endMs: 90_000,
        leaseSeconds: 5,
      },
      (line) => process.stdout.write(`  ${line}\n`),
    );
    expect(found.violations).toEqual([]);
    expect(found.kills).toEqual({ api: 2, worker: 1, gateway: 2, postgres: 2, temporal: 1 });
    expect(found.counts['commandsAcknowledged']).toBeGreaterThan(0);
  }, 300_000);
});
