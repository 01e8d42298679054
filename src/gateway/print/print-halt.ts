import type { Logger } from 'pino';
import type { Text } from '../../domain/text.ts';
import type { Store } from '../../store/client.ts';
import type { Clock } from '../clock.ts';
import { type PrintArea, HALT_NOTE } from './area.ts';
import { orFault } from './whole.ts';

export interface PrintHaltDeps {
  readonly store: { readonly gateStop: Pick<Store['gateStop'], 'isStopped'> };
  readonly released: PrintArea;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Tells the printer that everything was stopped, by a note that the check at the printer obeys, and takes it away when it
 * goes on. What lies there stays: it may be printed again then.
 */
export function createPrintHalt({ store, released, clock, logger }: PrintHaltDeps) {
  let lifted = false;
  return {
    async keep(): Promise<void> {
      if (await store.gateStop.isStopped()) {
        lifted = false;
        // Looked at each time: a gateway that had not heard of the stop yet may have taken it away.
        if ((await orFault(released.readNote(HALT_NOTE))) !== 'gone') return;
        const note = { about: HALTED, since: clock() };
        await released.note(HALT_NOTE, `${JSON.stringify(note, undefined, 2)}\n`);
        logger.warn('the printer is told that everything was stopped');
      } else if (!lifted) {
        await released.removeNote(HALT_NOTE);
        lifted = true;
      }
    },
  };
}

const HALTED: Text = {
  nl: 'De gemeente heeft alles stilgezet wat de deur uitgaat. Druk niets zolang dit bestand hier staat, en breng niets naar de post. Wat al gedrukt is, legt u apart. Bel de gemeente.',
  en: 'The municipality has stopped everything that leaves. Print nothing as long as this file is here, and post nothing. Set aside what is printed already. Call the municipality.',
};
