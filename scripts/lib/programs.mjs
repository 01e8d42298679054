/** What `npm run <name>` starts, in dist/main, and whether it needs the Temporal server of this machine. */
export const programs = {
  demo: { file: 'demo.js', temporal: true },
  start: { file: 'all-in-one.js', temporal: true },
  bench: { file: 'bench.js', temporal: true },
  'bench:gate': { file: 'bench-gate.js', temporal: false },
  'bench:live': { file: 'bench-live.js', temporal: false },
  'bench:pages': { file: 'bench-pages.js', temporal: false },
  backtest: { file: 'backtest.js', temporal: false },
  'bench:staffing': { file: 'bench-staffing.js', temporal: false },
  token: { file: 'token.js', temporal: false },
  'db:migrate': { file: 'db-migrate.js', temporal: false },
  'audit:verify': { file: 'audit-verify.js', temporal: false },
  'permit:rotate': { file: 'permit-rotate.js', temporal: false },
};
