import { parentPort } from 'node:worker_threads';
import { type BriefingPdf, briefingPdf } from './briefing-pdf.ts';

/** A briefing to be made, under a number by which its answer is known. */
export interface ThreadBriefing {
  readonly number: number;
  readonly briefing: BriefingPdf;
}

/** The bytes, or why there are none. */
export type ThreadBriefingAnswer =
  | { readonly number: number; readonly bytes: Uint8Array }
  | { readonly number: number; readonly fault: string };

/** What the thread of briefing-printer.ts does: it makes what it is asked for until it is ended. */
parentPort?.on('message', (asked: ThreadBriefing) => void print(asked));

async function print({ number, briefing }: ThreadBriefing): Promise<void> {
  try {
    // A buffer of its own, which can be handed over instead of copied.
    const bytes = new Uint8Array(await briefingPdf(briefing));
    parentPort?.postMessage({ number, bytes } satisfies ThreadBriefingAnswer, [bytes.buffer]);
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort?.postMessage({ number, fault } satisfies ThreadBriefingAnswer);
  }
}
