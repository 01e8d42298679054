#!/usr/bin/env node
// npm run screenshots [-- name,name]: pictures of every page (light, dark, phone) in tests/pages/screenshots, to be looked at; of those
// whose names begin like this, or (`readme`) of those in README.md, which are then put into docs/screenshots.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { README_PICTURES } from './lib/readme-pictures.mjs';

const [name = 'all'] = process.argv.slice(2);
const names = name === 'readme' ? Object.keys(README_PICTURES) : name.split(',');
// A test is named after its page; those of the gate are seen in one test.
const titles = names.map((one) =>
  one.startsWith('gate') ? 'gate while' : ` ${one}[\\w-]* can be`,
);
const only = name === 'all' ? [] : ['-t', titles.join('|')];
const tests = fileURLToPath(new URL('./test.mjs', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [tests, 'integration', 'tests/pages/look', 'tests/pages/gate-look', ...only],
  {
    stdio: 'inherit',
    env: { ...process.env, SLUIS_SCREENSHOTS: name },
  },
);
process.exitCode = status ?? 1;
