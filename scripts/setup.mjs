#!/usr/bin/env node
// npm run setup: everything that the other commands would do first. Uses Node alone; nothing is installed yet.
import { checkNode } from './lib/node-version.mjs';

checkNode();
const { main, say } = await import('./lib/say.mjs');
const { setUp } = await import('./lib/setup.mjs');

await main(async () => {
  const external = Boolean(process.env.TEMPORAL_ADDRESS);
  if (external) say(`Temporal server: the one at ${process.env.TEMPORAL_ADDRESS}`);
  const tests = process.argv.includes('--tests');
  await setUp({ build: true, temporal: !external, testServer: tests, objectStore: tests });
  say('Set-up is complete. "npm run demo" shows what Sluis does, "npm start" starts it.');
});
