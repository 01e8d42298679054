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
