/**
 * What `npm run test:<name>` runs, in order: checks (below) and projects of jest.config.js. Integration tests and
 * what follows need the servers of this machine.
 */
export const suites = {
  check: ['format', 'lint', 'types', 'unit'],
  unit: ['unit'],
  integration: ['integration'],
  journeys: ['journeys'],
  kill: ['kill'],
  faults: ['faults'],
  all: ['format', 'lint', 'types', 'unit', 'integration', 'journeys', 'faults-short'],
};

/** Checks of the sources as they are, by name: the tool's file in node_modules and its arguments. */
export const checks = {
  format: ['prettier/bin/prettier.cjs', '--check', '.'],
  lint: ['oxlint/bin/oxlint', '--type-aware', '--quiet'],
  types: ['typescript/bin/tsc', '--noEmit'],
};

/** What set-up must have ready for a step, see setup.mjs. */
export function needsOf(step) {
  const servers = !(step in checks) && step !== 'unit';
  return { build: servers, temporal: servers, testServer: servers, objectStore: servers };
}

/**
 * Whether a file that fails is tried once more alone: in the whole run only, and only where servers and a browser
 * share the machine's cores. Faults, killed processes and pure tests get no second try.
 */
export function mayTryAgain(suite, step) {
  return suite === 'all' && ['integration', 'journeys'].includes(step);
}
