// node print-gate-child.mjs: one gateway that watches print areas, as a process that can be killed. Its orders come as
// JSON in PRINT_GATE_CHILD: {url, places, jwks, printer, crashAt?}. It kills itself at the crash point
// `<noun>.<verb>:<before|within|after>` the first time it gets there, and says so first. As in gate-child.mjs, the points
// lie around the ports, so the program that runs is the one that ships.
import { pino } from 'pino';
import { loadedKeys } from '../../dist/gateway/index.js';
import { startPrint } from '../../dist/gateway/print/index.js';
import { openPrintAreas } from '../../dist/main/print-areas.js';
import { createPdfReader } from '../../dist/pdf/index.js';
import { createStore } from '../../dist/store/client.js';

const { url, places, jwks, printer, crashAt } = JSON.parse(process.env.PRINT_GATE_CHILD);
const logger = pino({ level: process.env.TEST_LOG ?? 'silent' });
const say = (fact) => process.stdout.write(`${JSON.stringify(fact)}\n`);

function crash(point) {
  if (point !== crashAt) return;
  // Synchronous, because nothing after this line happens.
  say({ crashed: point });
  process.kill(process.pid, 'SIGKILL');
}

const withPoints =
  (name, verb) =>
  async (...args) => {
    crash(`${name}:before`);
    const answer = await verb(...args);
    crash(`${name}:after`);
    return answer;
  };

const watched = (name, noun, verbs) => {
  const copy = { ...noun };
  for (const verb of verbs) copy[verb] = withPoints(`${name}.${verb}`, noun[verb]);
  return copy;
};

function watchedArea(name, area) {
  return {
    ...watched(name, area, ['store', 'remove', 'note']),
    async *pieces(...args) {
      for await (const piece of area.pieces(...args)) {
        yield piece;
        crash(`${name}.pieces:within`);
      }
    },
  };
}

const store = createStore({ url });
const { areas } = await openPrintAreas(places, logger);
const jobs = ['hold', 'refuse', 'placed', 'printed', 'stopped', 'returned', 'reported'];
const print = startPrint(
  { pollMs: 50, printer, cutOff: '17:30' },
  {
    store: {
      ...store,
      printJobs: watched('printJobs', store.printJobs, jobs),
      permits: watched('permits', store.permits, ['consume']),
    },
    areas: {
      inbox: watchedArea('inbox', areas.inbox),
      held: watchedArea('held', areas.held),
      released: watchedArea('released', areas.released),
    },
    pdf: createPdfReader(),
    keys: loadedKeys(async () => jwks),
    reportPrinted: withPoints('reportPrinted', async (batch) => say({ reported: batch })),
    logger,
  },
);
say({ ready: true });
process.once('SIGTERM', () => void stop());

async function stop() {
  await print.stop();
  await store.close();
  process.exit(0);
}
