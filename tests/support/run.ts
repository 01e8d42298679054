import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './eventually.ts';

/** A server that tests share, as noted for the run's keeper, which stops it at the end. */
export interface Shared {
  readonly value: string;
  readonly pid?: number;
  readonly stopSignal?: 'SIGINT' | 'SIGTERM';
}

/** The folder of this jest run. */
export function runFolder(): string {
  const folder = process.env['SLUIS_TEST_RUN'];
  if (folder === undefined) {
    throw new Error(
      'Shared servers need the global set-up of jest.config.js; this project has none.',
    );
  }
  return folder;
}

/**
 * The value that `make` gave when the first test of this run, in whatever process, asked for `name`. What takes long
 * to make is thus made once, and only when some test needs it.
 */
export async function sharedInRun(name: string, make: () => Promise<Shared>): Promise<string> {
  const note = join(runFolder(), `${name}.json`);
  if (!existsSync(note)) {
    if (!claims(join(runFolder(), `${name}.claim`))) {
      await eventually(() => statSync(note), 120_000);
      return valueIn(note);
    }
    const made = await make().catch((error: unknown) => ({ failure: String(error) }));
    writeFileSync(`${note}.draft`, JSON.stringify(made));
    renameSync(`${note}.draft`, note);
  }
  return valueIn(note);
}

/** Whoever comes later fails as the first one did, instead of waiting for what will not come. */
function valueIn(note: string): string {
  const made = JSON.parse(readFileSync(note, 'utf8')) as Partial<Shared> & { failure?: string };
  if (made.value === undefined) throw new Error(made.failure);
  return made.value;
}

function claims(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
