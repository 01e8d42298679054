import type { JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { startPrint } from '../gateway/print/index.ts';
import { createPdfReader } from '../pdf/index.ts';
import type { Journeys } from '../api/journeys.ts';
import { Refused } from '../api/refused.ts';
import { SYSTEM } from '../domain/actor.ts';
import type { Store } from '../store/client.ts';
import type { PrintedBatch } from '../store/print-job.ts';
import { type OpenedAreas, openPrintAreas } from './print-areas.ts';

/** Starts the part of the gateway that watches the print areas which `config` names, and makes folders that are not there. */
export async function startPrintGate(
  { print }: Config,
  { store, logger, keys, journeys }: PrintGateDeps,
): Promise<{ stop: () => Promise<void>; leftovers: () => number }> {
  let opened: OpenedAreas;
  try {
    opened = await openPrintAreas(print, logger);
  } catch (error) {
    // Mail goes on: a gateway on a machine without a disk of its own has no print folders.
    logger.error({ err: error }, 'no print areas here; print jobs are not looked at');
    return { stop: () => Promise.resolve(), leftovers: () => 0 };
  }
  const { areas, pollMs } = opened;
  const { printer, cutOff } = print;
  const running = startPrint(
    { pollMs, printer, cutOff },
    {
      store,
      areas,
      pdf: createPdfReader(),
      keys,
      logger,
      reportPrinted: (batch) => reportPrinted(journeys, batch, logger),
    },
  );
  return {
    leftovers: running.leftovers,
    async stop() {
      await running.stop();
      opened.close();
    },
  };
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
