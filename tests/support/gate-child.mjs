// node gate-child.mjs: one gateway as a process that can be killed. Its orders come as JSON in GATE_CHILD:
// {url, peerUrl, jwks, crashAt?, leaseSeconds?}. It kills itself at the crash point `<noun>.<verb>:<before|after>` the first time it
// gets there, and says so first, so that a run without proof does not count. The points lie around the ports of the
// gateway, so the program that runs is the one that ships.
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { loadedKeys, startGateway } from '../../dist/gateway/index.js';
import { createStore } from '../../dist/store/client.js';

const {
  url,
  peerUrl,
  jwks,
  crashAt,
  leaseSeconds = 2,
  port = 0,
} = JSON.parse(process.env.GATE_CHILD);
const say = (fact) => process.stdout.write(`${JSON.stringify(fact)}\n`);

function crash(point) {
  if (point !== crashAt) return;
  // Synchronous, because nothing after this line happens.
  say({ crashed: point });
  process.kill(process.pid, 'SIGKILL');
}

function withPoints(name, verb) {
  return async (...args) => {
    crash(`${name}:before`);
    const answer = await verb(...args);
    const empty = Array.isArray(answer) && answer.length === 0;
    if (!empty) crash(`${name}:after`);
    return answer;
  };
}

const store = createStore({ url });
const watched = (noun, verbs) => {
  const copy = { ...store[noun] };
  for (const verb of verbs) copy[verb] = withPoints(`${noun}.${verb}`, store[noun][verb]);
  return copy;
};
const gateway = await startGateway(
  {
    smtp: { host: '127.0.0.1', port },
    peer: { url: peerUrl, replyTimeoutMs: 30_000 },
    release: { lanes: 2, leaseSeconds, pollMs: 50 },
  },
  {
    store: {
      ...store,
      heldMessages: watched('heldMessages', ['hold', 'bytesUnder']),
      permits: watched('permits', ['consume', 'markReported']),
      deliveries: watched('deliveries', ['claim', 'ready', 'openData', 'settle', 'finalBatches']),
    },
    keys: loadedKeys(async () => jwks),
    reportBatch: withPoints('reportBatch', async (result) => say({ reported: result })),
    logger: pino({ level: 'silent' }),
    registry: new Registry(),
  },
);
say({ port: gateway.port });
process.once('SIGTERM', () => void stop());

async function stop() {
  await gateway.stop();
  await store.close();
  process.exit(0);
}
