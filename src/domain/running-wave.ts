import { DEFAULT_DELAY } from './delay-curve.ts';
import type { Forecast, ForecastInput } from './forecast.ts';
import type { Instant } from './instant.ts';
import type { WaveCounts } from './live-forecast.ts';
import { localDateOf } from './local-time.ts';
import { batchesOf, type MailingToForecast } from './mailing-forecast.ts';
import type { Mailing } from './mailing.ts';

/** `mailing` as it is forecast; undefined before it is submitted and when it is refused or withdrawn: then there is no wave to come. */
export function mailingToForecast(mailing: Mailing): MailingToForecast | undefined {
  if (mailing.status === 'submitted') return { content: mailing.content, released: [] };
  if (!('preparation' in mailing) || mailing.status === 'refused') return undefined;
  const { content, released, preparation } = mailing;
  const { dispatchPlan } = preparation;
  return { content, released, ...(dispatchPlan && { dispatchPlan }) };
}

/**
 * What `made` was made from, with the batches as they left or are planned now. A delay that was only assumed is left out, so that whoever
 * looks at counts chooses among the fine grid.
 */
export function runningInput({ madeFrom }: Forecast, mailing: MailingToForecast): ForecastInput {
  const { delay, ...basis } = madeFrom;
  const learned = delay.scenarios.length > DEFAULT_DELAY.scenarios.length;
  return {
    ...basis,
    kind: mailing.content.kind,
    audience: mailing.content.audience,
    batches: batchesOf(mailing),
    ...(learned && { delay }),
  };
}

/** Questions per half hour as the counts of a wave until `now`, in days of `timeZone`. */
export function waveCountsOf(
  questions: readonly { readonly start: Instant; readonly questions: number }[],
  now: Instant,
  timeZone: string,
): WaveCounts {
  const perDay = new Map<string, number>();
  for (const { start, questions: count } of questions) {
    const date = localDateOf(start, timeZone);
    perDay.set(date, (perDay.get(date) ?? 0) + count);
  }
  return {
    countedUntil: now,
    perDay: [...perDay].map(([date, contacts]) => ({ date, contacts })),
  };
}
