import { freePort } from '../embedded/ports.ts';
import { temporaryDataDir } from '../embedded/temporary-data-dir.ts';
import type { Figure } from './figures.ts';
import { startProgram } from './programs.ts';

const ROUNDS = 3;

/** How long `npm start` takes until it is ready: the first time on a new data folder, and after that. */
export async function measureStart(): Promise<Figure[]> {
  const dataDir = temporaryDataDir('sluis-bench-');
  const port = async () => String(await freePort());
  const env = {
    NODE_ENV: 'test',
    DATABASE_URL: '',
    TEMPORAL_ADDRESS: '',
    SMTP_URL: '',
    DATA_DIR: dataDir.path,
    API_PORT: await port(),
    GATEWAY_SMTP_PORT: await port(),
    WORKER_HEALTH_PORT: await port(),
    GATEWAY_HEALTH_PORT: await port(),
  };
  const once = async (): Promise<number> => {
    // As npm start does it: with the look at what set-up has made.
    const script = '../../scripts/run.mjs';
    const running = await startProgram(script, env, `http://127.0.0.1:${env.API_PORT}/readyz`);
    await running.stop();
    return running.readyAfterMs / 1000;
  };
  try {
    const first = await once();
    const again: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) again.push(await once());
    return [
      { what: 'npm start until ready, first time', unit: 's', values: [first] },
      { what: 'npm start until ready, after that', unit: 's', values: again, aim: '< 10' },
    ];
  } finally {
    dataDir.remove();
  }
}
