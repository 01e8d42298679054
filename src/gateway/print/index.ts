import type { JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import type { PdfReader } from '../../pdf/index.ts';
import type { Store } from '../../store/client.ts';
import { type Clock, systemClock } from '../clock.ts';
import { createPermitVerifier } from '../permit-verifier.ts';
import type { PrintAreas } from './area.ts';
import { createPrintClear } from './print-clear.ts';
import { createPrintHalt } from './print-halt.ts';
import { createPrintIntake } from './print-intake.ts';
import { createPrintReceipts, type PrintReceiptsDeps } from './print-receipts.ts';
import { createPrintRelease } from './print-release.ts';
import { eachAlone, startRounds } from './print-round.ts';
import { createPrintStop } from './print-stop.ts';

export { createLocalArea, makeLocalArea } from './local-area.ts';
export { type PrintArea, RECEIPTS_FOLDER } from './area.ts';

export interface PrintDeps {
  readonly store: Pick<Store, 'printJobs' | 'mailings' | 'permits' | 'organisation' | 'gateStop'>;
  readonly areas: PrintAreas;
  readonly pdf: PdfReader;
  /** Public keys that permits are checked with. */
  readonly keys: JWTVerifyGetKey;
  readonly reportPrinted: PrintReceiptsDeps['reportPrinted'];
  readonly logger: Logger;
  readonly clock?: Clock;
}

export interface PrintOptions {
  readonly pollMs: number;
  /** The printer's name in permits. */
  readonly printer: string;
  /** When it begins on working days, as on the clock in Amsterdam. */
  readonly cutOff: string;
}

/** Watches the print areas: takes in what departments hand in, lets out what permits cover, and hears what was printed. */
export function startPrint(options: PrintOptions, deps: PrintDeps) {
  const { areas, store, logger, clock = systemClock } = deps;
  const own = { ...deps, ...areas, ...options, clock };
  const intake = createPrintIntake(own);
  const release = createPrintRelease({ ...own, verify: createPermitVerifier(deps.keys, 'letter') });
  const stop = createPrintStop(own);
  const halt = createPrintHalt(own);
  const clearing = createPrintClear(own);
  const receipts = createPrintReceipts(own);
  const rounds = startRounds(
    {
      halt: () => halt.keep(),
      intake: async () =>
        eachAlone(await areas.inbox.jobs(), (entry) => intake.takeIn(entry), {
          logger,
          step: 'intake',
        }),
      // What was printed is known before anything is stopped, and what is stopped before anything is placed.
      receipts: () => receipts.collect(),
      overtaken: () => stop.overtaken(),
      takeUp: () => release.takeUp(),
      place: () => release.place(),
      report: () => receipts.report(),
      clear: () => clearing.clear(),
    },
    { pollMs: options.pollMs, logger },
  );
  const unlisten = store.permits.listen(rounds.wake);
  return {
    /** How many folders in the held area no job needs, as of the last look. */
    leftovers: clearing.leftovers,
    async stop(): Promise<void> {
      await rounds.stop();
      await unlisten();
    },
  };
}
