// Tells the keeper that the run is over, and waits until it has stopped the shared servers.
import { once } from 'node:events';

export default async function globalTeardown() {
  const keeper = globalThis.sluisKeeper;
  if (!keeper) return;
  delete globalThis.sluisKeeper;
  const ended = once(keeper, 'exit');
  keeper.ref();
  keeper.stdin.end();
  await ended;
}
