import { startAllInOne } from './all-in-one.ts';
import { leaving } from './demo/leaving.ts';
import { lookingBack } from './demo/looking-back.ts';
import { createNarrator } from './demo/narrator.ts';
import { preparing } from './demo/preparing.ts';
import { sampleLogins } from './demo/sample.ts';
import { openStage, type Stage } from './demo/stage.ts';
import { staffing } from './demo/staffing.ts';
import { submitting } from './demo/submitting.ts';
import { freePort } from './embedded/ports.ts';
import { temporaryDataDir } from './embedded/temporary-data-dir.ts';

// npm run demo [-- --once]: walks the sample WOZ mailing through its journey as its users would.

async function play(stage: Stage): Promise<void> {
  const { mailingId, messages } = await submitting(stage);
  const { releaseAt } = await preparing(stage, mailingId);
  await staffing(stage, mailingId);
  await leaving(stage, mailingId, messages, releaseAt);
  await lookingBack(stage, mailingId);
}

async function main(): Promise<number> {
  const once = process.argv.includes('--once');
  const print = (line: string) => console.log(line);
  const dataDir = temporaryDataDir('sluis-demo-');
  print('Sluis, a demonstration with synthetic data. Nothing leaves this machine.');
  const house = await startAllInOne(
    {
      ...process.env,
      DATA_DIR: dataDir.path,
      API_PORT: String(await freePort()),
      GATEWAY_SMTP_PORT: String(await freePort()),
      WORKER_HEALTH_PORT: String(await freePort()),
      GATEWAY_HEALTH_PORT: String(await freePort()),
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
      SMTP_URL: '',
    },
    (line) => print(`  ${line}`),
  );
  const stop = async () => {
    await house.stop();
    dataDir.remove();
  };
  const narrator = createNarrator(print);
  try {
    if (!house.mailbox) throw new Error('The demonstration catches all mail itself.');
    await play(openStage(house, house.mailbox, narrator));
  } catch (error) {
    print(`\n  ✗ ${error instanceof Error ? error.message : String(error)}`);
    print(`\nThe demonstration stopped after ${narrator.steps} steps.`);
    await stop();
    return 1;
  }
  print(`\nAll ${narrator.steps} steps were seen to happen.`);
  if (!once) {
    print('\nEverything still runs:');
    print(`  pages    ${house.baseUrl}`);
    print(`  API      ${house.baseUrl}/docs`);
    print(`  mailbox  ${house.mailbox.url}`);
    print('Log in as anybody, without a password. By role:');
    for (const line of sampleLogins()) print(line);
    print('Press Ctrl-C to stop.');
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
  }
  await stop();
  return 0;
}

process.exitCode = await main();
