import { Worker } from 'node:worker_threads';
import type { PdfFacts } from '../domain/pdf-facts.ts';
import { type PdfFault, type PdfFaultCode, pdfFault, type PdfLimits } from '../domain/pdf-fault.ts';
import { pdfShapeFault } from '../domain/pdf-shape.ts';
import { pdfThread, type PdfThreadAnswer, type PdfThreadSetup } from './pdf-thread.ts';

export type PdfReading =
  | { readonly ok: true; readonly facts: PdfFacts }
  | { readonly ok: false; readonly fault: PdfFault };

export type PdfReader = ReturnType<typeof createPdfReader>;

/** Enough for a print run of tens of thousands of letters; what people upload in a form needs far less. */
const LIMITS: PdfLimits = {
  bytes: 268_435_456,
  pages: 200_000,
  seconds: 1_800,
  stepSeconds: 30,
  memoryMb: 1_024,
  textPages: 50,
};

const HEAP_MB = 512;
const WATCH_MS = 50;

/**
 * Reads PDFs, one after the other, each in a thread of its own that is ended when it goes beyond `limits`. Whatever the
 * bytes are, `read` answers with facts or with a fault in words.
 */
export function createPdfReader(limits: Partial<PdfLimits> = {}) {
  const bounds = { ...LIMITS, ...limits };
  const failed = (code: PdfFaultCode): PdfReading => ({ ok: false, fault: pdfFault(code, bounds) });
  let last: Promise<unknown> = Promise.resolve();
  /** `own` gives the bytes to the thread when it is their turn, and nobody else has them after that. */
  const reading = (bytes: Uint8Array, own: () => Uint8Array<ArrayBuffer>): Promise<PdfReading> => {
    if (bytes.length > bounds.bytes) return Promise.resolve(failed('too-big'));
    const shape = pdfShapeFault(bytes);
    if (shape) return Promise.resolve(failed(shape));
    // One at a time: the memory of the process is watched, and whose it is must be clear.
    const mine = last.then(() => readInThread(own(), bounds));
    last = mine.catch(() => undefined);
    return mine.then((answer) =>
      typeof answer === 'string' ? failed(answer) : { ok: true, facts: answer },
    );
  };
  return {
    limits: bounds,
    /** The bytes are copied; the caller keeps them. */
    // Not slice: that of a Buffer shares its memory, which goes to the thread.
    read: (bytes: Uint8Array) => reading(bytes, () => new Uint8Array(bytes)),
    /** The caller loses the bytes, which have a buffer of their own: they are in memory once. */
    readAway: (bytes: Uint8Array<ArrayBuffer>) => reading(bytes, () => bytes),
  };
}

function readInThread(
  bytes: Uint8Array<ArrayBuffer>,
  limits: PdfLimits,
): Promise<PdfFacts | PdfFaultCode> {
  const setup: PdfThreadSetup = {
    from: import.meta.url,
    bytes,
    mostPages: limits.pages,
    textPages: limits.textPages,
  };
  const worker = new Worker(`(${pdfThread.toString()})((address) => import(address));`, {
    eval: true,
    workerData: setup,
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    // What a PDF makes the package complain about is nobody's log.
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  return new Promise((resolve, reject) => {
    const began = Date.now();
    const before = process.memoryUsage.rss();
    let stepAt = began;
    let ready = false;
    const end = (answer: PdfFacts | PdfFaultCode): void => {
      clearInterval(watch);
      void worker.terminate();
      resolve(answer);
    };
    const watch = setInterval(() => {
      const now = Date.now();
      const slow =
        now - began > limits.seconds * 1_000 || now - stepAt > limits.stepSeconds * 1_000;
      if (slow) end('too-slow');
      else if (process.memoryUsage.rss() - before > limits.memoryMb * 2 ** 20) {
        end('too-much-memory');
      }
    }, WATCH_MS);
    worker.on('message', (answer: PdfThreadAnswer) => {
      ready = true;
      if (answer.type === 'step') stepAt = Date.now();
      else end(answer.type === 'read' ? answer.facts : answer.code);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') end('too-much-memory');
      // Once it has begun to read, it is the file that breaks it.
      else if (ready) end('damaged');
      else {
        clearInterval(watch);
        reject(new Error('The PDF reader did not start', { cause: error }));
      }
    });
    worker.on('exit', () => end('damaged'));
  });
}
