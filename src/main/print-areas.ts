import { join } from 'node:path';
import type { Logger } from 'pino';
import type { PrintPlace } from '../config-print.ts';
import {
  createLocalArea,
  makeLocalArea,
  type PrintArea,
  RECEIPTS_FOLDER,
} from '../gateway/print/index.ts';
import type { PrintAreas } from '../gateway/print/area.ts';

const FOLDER_POLL_MS = 1_000;
/** Every look is a request or more, which some stores charge for. */
const STORE_POLL_MS = 10_000;

export interface OpenedAreas {
  readonly areas: PrintAreas;
  /** How often they are looked at, in milliseconds. */
  readonly pollMs: number;
  close(): void;
}

/**
 * Opens the three print areas; makes folders that are not there. A store that cannot be reached is said in the log, and
 * asked again with every look.
 * @throws Error in words when a folder cannot be made, or a store cannot do what print areas need
 */
export async function openPrintAreas(
  places: { readonly [area in keyof PrintAreas]: PrintPlace },
  logger: Logger,
): Promise<OpenedAreas> {
  const closers: (() => void)[] = [];
  const opened = async (name: keyof PrintAreas): Promise<PrintArea> => {
    const place = places[name];
    if (typeof place === 'string') {
      await makeLocalArea(name === 'released' ? join(place, RECEIPTS_FOLDER) : place);
      return createLocalArea(place, { group: name !== 'held' });
    }
    // The SDK is loaded by those who have an object store, and by nobody else.
    const { createS3Area, StoreUnfit } = await import('../gateway/print/s3-area.ts');
    const area = createS3Area(place, { own: name === 'held' });
    closers.push(() => area.close());
    await area.probe().catch((error: unknown) => {
      if (error instanceof StoreUnfit) throw error;
      logger.error({ err: error }, 'print area not reached yet');
    });
    return area;
  };
  const areas = {
    inbox: await opened('inbox'),
    held: await opened('held'),
    released: await opened('released'),
  };
  return {
    areas,
    pollMs: closers.length > 0 ? STORE_POLL_MS : FOLDER_POLL_MS,
    close: () => closers.forEach((close) => close()),
  };
}
