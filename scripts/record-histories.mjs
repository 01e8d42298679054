// Records anew how journeys go, for tests/workflows/replay.test.ts: node scripts/record-histories.mjs
// Only for new paths, or when no journey of an older version runs any more.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    'tests/workflows',
    '--testPathIgnorePatterns',
    'replay\\.test',
  ],
  { stdio: 'inherit', env: { ...process.env, RECORD_HISTORIES: '1' } },
);
process.exitCode = status ?? 1;
