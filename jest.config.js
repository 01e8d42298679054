/** Kind of test is the folder: see scripts/lib/suites.mjs for what runs when. */
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};

const servers = {
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
};

const tests = (folders) => folders.map((name) => `<rootDir>/tests/${name}/**/*.test.{ts,tsx}`);

export default {
  // Jest takes it from here and not from the projects.
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/tests/*.test.ts', ...tests(['domain', 'mail', 'charts'])],
    },
    {
      ...shared,
      ...servers,
      displayName: 'integration',
      testMatch: tests([
        'store',
        'activities',
        'workflows',
        'gateway',
        'http',
        'api',
        'pages',
        'main',
        'planner',
        'pdf',
      ]),
    },
    { ...shared, ...servers, displayName: 'journeys', testMatch: tests(['journeys']) },
    { ...shared, ...servers, displayName: 'kill', testMatch: tests(['kill']) },
  ],
};
