import { join } from 'node:path';
import type { JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createLocalArea, makeLocalArea, RECEIPTS_FOLDER, type PrintAreas, startPrint } from '../gateway/print/index.ts'; // prettier-ignore
import { createPdfReader } from '../pdf/index.ts';
import type { Journeys } from '../api/journeys.ts';
import { Refused } from '../api/refused.ts';
import { SYSTEM } from '../domain/actor.ts';
import type { Store } from '../store/client.ts';
import type { PrintedBatch } from '../store/print-job.ts';

const POLL_MS = 1_000;

/** Starts the part of the gateway that watches the print areas which `config` names, and makes folders that are not there. */
export async function startPrintGate(
  { print }: Config,
  { store, logger, keys, journeys }: PrintGateDeps,
): Promise<{ stop: () => Promise<void> }> {
  try {
    for (const folder of [print.inbox, print.held, join(print.released, RECEIPTS_FOLDER)]) {
      await makeLocalArea(folder);
    }
  } catch (error) {
    // Mail goes on: a gateway on a machine without a disk of its own has no print folders.
    logger.error({ err: error }, 'no print folders here; print jobs are not looked at');
    return { stop: () => Promise.resolve() };
  }
  const areas: PrintAreas = {
    inbox: createLocalArea(print.inbox, { group: true }),
    held: createLocalArea(print.held),
    released: createLocalArea(print.released, { group: true }),
  };
  const { printer, cutOff } = print;
  return startPrint(
    { pollMs: POLL_MS, printer, cutOff },
    {
      store,
      areas,
      pdf: createPdfReader(),
      keys,
      logger,
      reportPrinted: (batch) => reportPrinted(journeys, batch, logger),
    },
  );
}

interface PrintGateDeps {
  readonly store: Store;
  readonly keys: JWTVerifyGetKey;
  readonly journeys: Pick<Journeys, 'command'>;
  readonly logger: Logger;
}

/** Tells the mailing's journey that a batch is printed; a journey that says no has been told. */
async function reportPrinted(
  journeys: Pick<Journeys, 'command'>,
  { mailingId, batch, printed, lastPrintedAt: at }: PrintedBatch,
  logger: Logger,
): Promise<void> {
  const counts = { accepted: printed, failed: 0, inDoubt: 0 };
  try {
    await journeys.command(
      mailingId,
      { type: 'confirmDispatch', by: SYSTEM, batch, channel: 'letter', at, ...counts },
      `confirm:${mailingId}:${batch}:letter`,
    );
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    logger.warn({ mailingId, batch, refusal: error.refusal.code }, 'print report not taken');
  }
}
