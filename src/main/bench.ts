import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { measureApi } from './bench/api.ts';
import { type Figure, tableOf } from './bench/figures.ts';
import { measureForecast } from './bench/forecast.ts';
import { measureJourneys } from './bench/journeys.ts';
import { startSite } from './bench/site.ts';
import { measureStart } from './bench/start.ts';

// npm run bench [-- formulas|start|journeys|api ...]: what Sluis does on this machine, on servers of its own that are
// removed again. Some five minutes.

const PARTS = ['formulas', 'start', 'journeys', 'api'] as const;
type Part = (typeof PARTS)[number];

const say = (line: string) => console.log(line);

async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((one) => !PARTS.some((part) => part === one));
  if (unknown.length > 0) {
    throw new Error(
      `There is no part "${unknown.join('", "')}". These exist: ${PARTS.join(', ')}.`,
    );
  }
  const wants = (part: Part) => wanted.length === 0 || wanted.includes(part);
  const figures: Figure[] = [];
  const measured = (part: Part, found: readonly Figure[]) => {
    figures.push(...found);
    say(`Measured ${part}, at a load of ${(loadavg()[0] ?? 0).toFixed(1)}`);
    // What was measured is worth something also when what follows fails.
    if (wanted.length !== 1) say(tableOf(found));
  };
  if (wants('formulas')) measured('formulas', measureForecast());
  if (wants('start')) measured('start', await measureStart());
  if (wants('journeys') || wants('api')) {
    const site = await startSite();
    try {
      if (wants('journeys')) measured('journeys', await measureJourneys(site, say));
      if (wants('api')) measured('api', await measureApi(site));
    } finally {
      await site.stop();
    }
  }
  const processor = cpus()[0]?.model.trim() ?? 'an unknown processor';
  say(`\n${tableOf(figures)}\n`);
  say(
    `${availableParallelism()} cores of ${processor}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}.`,
  );
  say(
    'What matters: cores (engine, database, worker and API share them with whatever else runs, see the load), and how fast the disk makes a commit durable. npm run bench:gate measures held messages.',
  );
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
