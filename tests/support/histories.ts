import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkflowHandle } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

const { History } = temporal.api.history.v1;

/** Where the saved histories are. */
const FOLDER = fileURLToPath(new URL('../workflows/histories', import.meta.url));

/** Saves how the workflow went, for the replay test, when asked to with RECORD_HISTORIES=1. */
export async function keepHistory(handle: WorkflowHandle, name: string): Promise<void> {
  if (process.env['RECORD_HISTORIES'] !== '1') return;
  mkdirSync(FOLDER, { recursive: true });
  const history = History.toObject(History.fromObject(await handle.fetchHistory()), {
    longs: String,
    bytes: String,
  });
  writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify(history)}\n`);
}

/** The saved histories, by the name of the path that they took. */
export function savedHistories() {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
  return files.map((file) => ({
    workflowId: file.replace('.json', ''),
    history: History.fromObject(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as object),
  }));
}
