import { readFileSync } from 'node:fs';

/** What `npm run setup` recorded about this work tree; the same file seen from src and from dist. */
const PLACES = new URL('../../../node_modules/.sluis/places.json', import.meta.url);

/**
 * Where set-up put a server program that is no npm package.
 * @throws Error with a sentence for the user, when set-up has not run
 */
export function placeOf(program: 'temporal' | 'testServer' | 'objectStore'): string {
  const path = recorded()[program];
  if (path === undefined) {
    throw new Error(
      `There is no ${program} on this machine yet. Run "npm run setup -- --tests" first.`,
    );
  }
  return path;
}

function recorded(): Record<string, string | undefined> {
  try {
    return JSON.parse(readFileSync(PLACES, 'utf8')) as Record<string, string | undefined>;
  } catch {
    return {};
  }
}
