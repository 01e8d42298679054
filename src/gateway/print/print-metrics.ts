import { Gauge, type Registry } from 'prom-client';
import { PRINT_JOB_STATUSES } from '../../domain/print-job.ts';
import type { Store } from '../../store/client.ts';
import type { PrintTally } from '../../store/print-job.ts';
import { type Clock, systemClock } from '../clock.ts';

/**
 * Registers what is known of print jobs in `registry`. It is counted in the database when somebody looks, so that it is the
 * same from each gateway and after a restart; while the database is away the figures stay as they were, and /readyz says so.
 */
export function registerPrintMetrics(
  registry: Registry,
  printJobs: Pick<Store['printJobs'], 'tally'>,
  clock: Clock = systemClock,
): void {
  const registers = [registry];
  // Both gauges are asked for in the same moment, and get the same answer.
  let asked: Promise<PrintTally[] | undefined> | undefined;
  const tally = () =>
    (asked ??= printJobs
      .tally()
      .catch(() => undefined)
      .finally(() => (asked = undefined)));
  new Gauge({
    name: 'sluis_print_jobs',
    help: 'Print jobs by status: refused, held, released (with the printer), printed (confirmed), stopped, returned',
    labelNames: ['status'],
    registers,
    async collect() {
      const found = await tally();
      if (!found) return;
      for (const status of PRINT_JOB_STATUSES) {
        this.set({ status }, found.find((one) => one.status === status)?.jobs ?? 0);
      }
    },
  });
  new Gauge({
    name: 'sluis_print_oldest_seconds',
    help: 'Age of the oldest print job that is held (since it was handed in) and released (since then, without a receipt)',
    labelNames: ['status'],
    registers,
    async collect() {
      const found = await tally();
      if (!found) return;
      const ages = { held: 'receivedAt', released: 'releasedAt' } as const;
      for (const [status, since] of Object.entries(ages)) {
        const from = found.find((one) => one.status === status)?.[since];
        this.set({ status }, from ? (Date.parse(clock()) - Date.parse(from)) / 1000 : 0);
      }
    },
  });
}

/** Registers how many folders this gateway found in the held area at its last look that no job needs. */
export function registerLeftovers(registry: Registry, leftovers: () => number): void {
  new Gauge({
    name: 'sluis_print_leftovers',
    help: 'Folders in the held area that no print job needs; the log names them, and they go after a day',
    registers: [registry],
    collect() {
      this.set(leftovers());
    },
  });
}
