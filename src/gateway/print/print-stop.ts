import type { Logger } from 'pino';
import { SYSTEM } from '../../domain/actor.ts';
import { DEFAULT_CALENDAR } from '../../domain/calendar.ts';
import { compareInstants } from '../../domain/instant.ts';
import { stoppableUntil } from '../../domain/print-cut-off.ts';
import { MANIFEST_NAME } from '../../domain/print-manifest.ts';
import type { Text } from '../../domain/text.ts';
import type { Store } from '../../store/client.ts';
import type { OvertakenJob, PrintJob } from '../../store/print-job.ts';
import type { Clock } from '../clock.ts';
import type { PrintAreas } from './area.ts';
import { eachAlone } from './print-round.ts';
import { MANIFEST_BYTES, orFault } from './whole.ts';

export interface PrintStopDeps extends Pick<PrintAreas, 'inbox' | 'released'> {
  readonly store: Pick<Store, 'printJobs' | 'organisation'>;
  /** When the printer begins on working days. */
  readonly cutOff: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The note beside a job that the printer must not print any more. */
export const stopNote = (jobId: string) => `${jobId}.stop.json`;

/** Takes back what its mailing has overtaken. */
export function createPrintStop({ store, inbox, released, cutOff, clock, logger }: PrintStopDeps) {
  // prettier-ignore
  const provenance = () => ({ actor: SYSTEM, origin: 'gateway' as const, at: clock() });

  const stop = async (job: OvertakenJob): Promise<void> => {
    const calendar = (await store.organisation.find())?.calendar ?? DEFAULT_CALENDAR;
    const until = stoppableUntil(job.releasedAt ?? clock(), cutOff, calendar);
    const inTime = compareInstants(clock(), until) < 0;
    // A gateway that broke off right after it placed a job has not noted that it lies there.
    const manifest = orFault(released.read(job.jobId, MANIFEST_NAME, MANIFEST_BYTES));
    if (job.placedAt || (await manifest) !== 'gone') {
      const { jobId, permitId, why } = job;
      const about = NOTES[why === 'letter-changed' ? 'changed' : 'withdrawn'][inTime ? 'inTime' : 'tooLate']; // prettier-ignore
      await released.note(
        stopNote(jobId),
        written({ job: jobId, permitId, stoppedAt: clock(), inTime }, about),
      );
      await released.remove(job.jobId);
    }
    if (await store.printJobs.stopped(job, provenance())) {
      const { jobId, mailingId, why } = job;
      logger.warn({ jobId, mailingId, why, inTime }, 'print job stopped');
    }
  };

  const giveBack = async (job: PrintJob): Promise<void> => {
    await inbox.note(`${job.jobId}.returned.json`, written({ job: job.jobId }, RETURNED));
    await store.printJobs.returned(job, provenance());
  };

  return {
    async overtaken(): Promise<void> {
      await eachAlone(
        await store.printJobs.overtaken(),
        (job) => (job.status === 'released' ? stop(job) : giveBack(job)),
        { logger, step: 'overtaken' },
      );
    },
  };
}

function written(facts: object, about: Text): string {
  return `${JSON.stringify({ about, ...facts }, undefined, 2)}\n`;
}

const NOTES: {
  readonly [why in 'withdrawn' | 'changed']: Readonly<Record<'inTime' | 'tooLate', Text>>;
} = {
  withdrawn: {
    inTime: {
      nl: 'Deze printopdracht is ingetrokken voordat het drukken begon. Druk haar niet af.',
      en: 'This print job was withdrawn before printing began. Do not print it.',
    },
    tooLate: {
      nl: 'Deze printopdracht is ingetrokken na het sluitingstijdstip. Druk haar niet af, en vernietig wat al gedrukt en nog niet gepost is. Bel de gemeente.',
      en: 'This print job was withdrawn after the cut-off time. Do not print it, and destroy what is printed and not posted yet. Call the municipality.',
    },
  },
  changed: {
    inTime: {
      nl: 'De gemeente heeft deze brief gewijzigd voordat het drukken begon. Druk hem niet af; de nieuwe brief komt onder een andere naam.',
      en: 'The municipality changed this letter before printing began. Do not print it; the new letter comes under another name.',
    },
    tooLate: {
      nl: 'De gemeente heeft deze brief gewijzigd na het sluitingstijdstip. Druk hem niet af, en vernietig wat al gedrukt en nog niet gepost is. Bel de gemeente. De nieuwe brief komt onder een andere naam.',
      en: 'The municipality changed this letter after the cut-off time. Do not print it, and destroy what is printed and not posted yet. Call the municipality. The new letter comes under another name.',
    },
  },
};
const RETURNED: Text = {
  nl: 'De mailing van deze printopdracht is ingetrokken, geweigerd of afgerond. Er wordt niets van gedrukt.',
  en: 'The mailing of this print job was withdrawn, refused or has ended. Nothing of it is printed.',
};
