import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';

/** Where the saved histories are. */
export const HISTORIES = fileURLToPath(new URL('../workflows/histories', import.meta.url));

/** Saves how the workflow went, for the replay test, when asked to with RECORD_HISTORIES=1. */
export async function keepHistory(handle: WorkflowHandle, name: string): Promise<void> {
  if (process.env['RECORD_HISTORIES'] !== '1') return;
  mkdirSync(HISTORIES, { recursive: true });
  const json = historyToJSON(await handle.fetchHistory());
  writeFileSync(`${HISTORIES}/${name}.json`, `${JSON.stringify(JSON.parse(json))}\n`);
}
