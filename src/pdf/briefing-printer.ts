import { Worker } from 'node:worker_threads';
import { type BriefingPdf, briefingPdf } from './briefing-pdf.ts';
import type { ThreadBriefing, ThreadBriefingAnswer } from './briefing-thread.ts';

/** Twice what a briefing was seen to need. */
const HEAP_MB = 192;

interface Waiting {
  readonly resolve: (bytes: Buffer) => void;
  readonly reject: (reason: Error) => void;
}

/** The thread, with who waits for what. */
interface Printer {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

let printer: Printer | undefined;
let last = 0;

/**
 * Makes a briefing as PDF in a thread that is started at the first one and kept: making one takes a tenth of a second, in which nobody else would be answered. A thread
 * that breaks down is started anew for the next one.
 * @throws Error when it could not be made
 */
export function printBriefing(briefing: BriefingPdf): Promise<Buffer> {
  // A thread takes no TypeScript, so from sources, as in tests, it is made here.
  if (import.meta.url.endsWith('.ts')) return briefingPdf(briefing);
  printer ??= startPrinter();
  const { worker, waiting } = printer;
  last += 1;
  const asked: ThreadBriefing = { number: last, briefing };
  return new Promise((resolve, reject) => {
    waiting.set(asked.number, { resolve, reject });
    worker.ref();
    worker.postMessage(asked);
  });
}

function startPrinter(): Printer {
  const worker = new Worker(new URL('./briefing-thread.js', import.meta.url), {
    // What the program was started with is its own affair.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const waiting = new Map<number, Waiting>();
  const started = { worker, waiting };
  worker.on('message', (answer: ThreadBriefingAnswer) => {
    const asker = waiting.get(answer.number);
    waiting.delete(answer.number);
    // A thread that nobody waits for keeps no program from ending.
    if (waiting.size === 0) worker.unref();
    if ('bytes' in answer) asker?.resolve(Buffer.from(answer.bytes.buffer));
    else asker?.reject(new Error(`The briefing could not be printed: ${answer.fault}`));
  });
  const onGone = (cause: unknown) => {
    if (printer === started) printer = undefined;
    for (const { reject } of waiting.values()) {
      reject(new Error('The thread that prints briefings broke down', { cause }));
    }
    waiting.clear();
  };
  worker.on('error', onGone);
  worker.on('exit', (code) => onGone(`it ended with code ${code}`));
  return started;
}
