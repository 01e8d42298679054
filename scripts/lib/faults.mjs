/**
 * What `npm run test:faults` breaks, in order: the test file, its project in jest.config.js, and how many faults it
 * injects when everything is done `times` times (`tests` is how many tests ran). Those marked `short` run with npm test
 * too, once; those of the project `integration` do so anyway.
 */
export const FAULTS = [
  {
    fault: 'kill -9 at named points of gateway and relay, and at random',
    project: 'kill',
    file: 'tests/kill/gateway.test.ts',
    short: true,
    injected: (tests, times) => tests - 1 + 20 * times,
  },
  {
    fault: 'kill -9 of the print gate before, within and after every step',
    project: 'kill',
    file: 'tests/kill/print-gate.test.ts',
    short: true,
    // Each of its four journeys, per kind of area, closes with one test that kills nothing.
    injected: (tests) => tests - Math.round((tests / PRINT_POINTS) * 4),
  },
  {
    fault: 'a relay that stands still past its lease and wakes up',
    project: 'kill',
    file: 'tests/kill/gateway-paused.test.ts',
    short: true,
    injected: (tests) => tests,
  },
  {
    fault: 'relays that race for the same mailing, or sleep, or stop',
    project: 'integration',
    file: 'tests/gateway/relay-race.test.ts',
    injected: (tests) => tests,
  },
  {
    fault: 'a peer that fails at each protocol step in each way',
    project: 'integration',
    file: 'tests/gateway/peer-fault.test.ts',
    injected: (tests) => tests,
  },
  {
    fault: 'PostgreSQL killed under the gate',
    project: 'kill',
    file: 'tests/kill/gateway-database.test.ts',
    injected: (_tests, times) => 20 * times,
  },
  {
    fault: 'a disk that is full',
    project: 'kill',
    file: 'tests/kill/gateway-disk-full.test.ts',
    injected: (tests) => tests,
  },
  {
    fault: 'API, worker, gateway, PostgreSQL and Temporal killed in turn',
    project: 'kill',
    file: 'tests/kill/programs.test.ts',
    injected: (_tests, times) => 5 * Number(process.env.SLUIS_KILLS ?? times),
  },
  {
    fault: 'orders of commands, crashes and clocks on a model',
    project: 'integration',
    file: 'tests/gateway/model.test.ts',
    injected: (_tests, times) => 10_000 * times,
  },
  {
    fault: 'a mailing withdrawn while 400 messages leave',
    project: 'integration',
    file: 'tests/gateway/withdrawal.test.ts',
    injected: (tests) => tests,
  },
  {
    fault: 'everything stopped while 400 messages leave, and for days',
    project: 'integration',
    file: 'tests/gateway/stop.test.ts',
    injected: (tests) => tests,
  },
  {
    fault: 'Postfix as a client: a queue, and one put off',
    project: 'integration',
    file: 'tests/gateway/postfix-client.test.ts',
    injected: (tests) => tests,
  },
  {
    fault: 'a mail merge of 5,000 messages, over 1 and 20 connections',
    project: 'integration',
    file: 'tests/gateway/real-senders.test.ts',
    // The merges, and not the other senders in that file.
    injected: () => 2,
  },
];

/** Tests of tests/kill/print-gate.test.ts over one kind of area. */
const PRINT_POINTS = 35;

/** The table that closes a run; `rows` are [fault, injected, violations, duration]. */
export function faultTable(rows) {
  const lines = [['fault', 'N', 'violations', 'took'], ...rows].map((row) => row.map(String));
  const widths = [0, 1, 2, 3].map((at) => Math.max(...lines.map((row) => row[at].length)));
  return lines
    .map((row) =>
      row
        .map((cell, at) =>
          at === 1 || at === 2 ? cell.padStart(widths[at]) : cell.padEnd(widths[at]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
