import { readFileSync } from 'node:fs';
import { XLSX } from '../api/spreadsheet.ts';
import { tableIn } from '../api/table-file.ts';
import { backtestBaseLoad } from '../domain/backtest-base-load.ts';
import { backtestWaves } from '../domain/backtest-waves.ts';
import type { ForecastAccuracy } from '../domain/forecast-accuracy.ts';
import { loadVerdicts, type Verdict, waveVerdicts } from '../domain/backtest-verdict.ts';
import { readLoad, readWaves, type Tabular } from '../domain/past-counts.ts';
import type { Read } from '../domain/table-read.ts';

// `npm run backtest [calls.csv] [mailings.csv contacts.csv]`, or .xlsx: forecasts the past from what was known before it, prints how far off that
// was, and whether it is good enough. Without files it takes the synthetic past mailings of the samples.
const SAMPLES = ['samples/past-mailings.csv', 'samples/past-contacts.csv'];

const given = process.argv.slice(2);
const [first = '', second] = given.length > 0 ? given : SAMPLES;
if (given.length === 0) console.log('No file given: the synthetic past mailings of the samples.');
if (given.length > 2) {
  fail('Give one file (calls per half hour), or two (past mailings, then their contacts).');
} else if (second === undefined) {
  const days = take(readLoad(await tableOf(first)));
  const rows = backtestBaseLoad(days);
  print(
    'half hours',
    rows.map(({ method, halfHour }) => [method, halfHour]),
  );
  print(
    'days',
    rows.map(({ method, day }) => [method, day]),
  );
  console.log('Coverage is of the 90 % interval.');
  judge(loadVerdicts(rows));
  if (rows[0]?.day.count === 0) fail('More than eight weeks of days are needed.');
} else {
  const rows = backtestWaves(take(readWaves(await tableOf(first), await tableOf(second))));
  print(
    'days of a wave',
    rows.map(({ method, day }) => [method, day]),
  );
  print(
    'totals of a wave',
    rows.map(({ method, total }) => [method, total]),
  );
  console.log(
    'Coverage is of P10 to P90, 80 %. Live: after three working days, of the days after those.',
  );
  judge(waveVerdicts(rows));
  if (rows.length === 0) fail('At least two waves of one kind are needed.');
}

async function tableOf(path: string): Promise<Tabular> {
  try {
    const bytes = readFileSync(path);
    return path.endsWith('.xlsx') ? await tableIn(XLSX, bytes) : bytes.toString('utf8');
  } catch (error) {
    return fail(
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function take<T>(read: Read<T>): T {
  if (read.ok) return read.value;
  return fail(read.faults.map(({ path, text }) => `${path}: ${text.en}`).join('\n'));
}

function fail(words: string): never {
  console.error(words);
  process.exit(1);
}

function judge(verdicts: readonly Verdict[]): void {
  console.log('');
  for (const { met, text } of verdicts) {
    console.log(`${met === undefined ? '  ?  ' : met ? 'PASS ' : 'SHORT'}  ${text}`);
  }
}

function print(title: string, rows: readonly (readonly [string, ForecastAccuracy])[]): void {
  console.log(`\n${line([title, 'count', 'WAPE', 'MAPE', 'bias', 'coverage'])}`);
  for (const [method, { count, wape, mape, bias, coverage }] of rows) {
    const cells = [wape, mape, bias, coverage].map((value) => value?.toFixed(3) ?? '-');
    console.log(line([method, String(count), ...cells]));
  }
}

function line(cells: readonly string[]): string {
  return cells.map((cell, i) => (i === 0 ? cell.padEnd(24) : cell.padStart(9))).join('');
}
