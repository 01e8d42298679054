import { z } from 'zod';
import { DEFAULT_CALENDAR } from '../domain/calendar.ts';
import { compareInstants } from '../domain/instant.ts';
import { stoppableUntil } from '../domain/print-cut-off.ts';
import type { Call } from '../http/endpoint.ts';
import type { PrintJob } from '../store/print-job.ts';
import type { ApiDeps } from './deps.ts';

/** Addressees of what lies at the printer, by what a withdrawal still does to it. */
export const lettersAtPrinter = z
  .object({
    takenBack: z.int(),
    pastCutOff: z.int(),
    printed: z.int(),
  })
  .meta({ id: 'LettersAtPrinter' });

/** What a withdrawal at this moment would find at the printer. */
export async function countLettersAtPrinter(
  { params, now }: Pick<Call<{ mailingId: string }>, 'params' | 'now'>,
  { store, print }: Pick<ApiDeps, 'store' | 'print'>,
): Promise<z.output<typeof lettersAtPrinter>> {
  const jobs = await store.printJobs.ofMailing(params.mailingId);
  const calendar = (await store.organisation.find())?.calendar ?? DEFAULT_CALENDAR;
  const isInTime = ({ releasedAt }: PrintJob) =>
    releasedAt !== undefined &&
    compareInstants(now, stoppableUntil(releasedAt, print.cutOff, calendar)) < 0;
  const sum = (some: readonly PrintJob[]) => some.reduce((all, job) => all + job.addressCount, 0);
  const released = jobs.filter(({ status }) => status === 'released');
  return {
    takenBack: sum(released.filter(isInTime)),
    pastCutOff: sum(released.filter((job) => !isInTime(job))),
    printed: sum(jobs.filter(({ status }) => status === 'printed')),
  };
}
