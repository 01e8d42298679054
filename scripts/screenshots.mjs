#!/usr/bin/env node
// npm run screenshots [-- name,name]: pictures of every page (light, dark, phone) in tests/pages/screenshots, to be looked at.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [name = 'all'] = process.argv.slice(2);
const tests = fileURLToPath(new URL('./test.mjs', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [tests, 'integration', 'tests/pages/look', 'tests/pages/gate-look'],
  {
    stdio: 'inherit',
    env: { ...process.env, SLUIS_SCREENSHOTS: name },
  },
);
process.exitCode = status ?? 1;
