import type { ForecastInput } from './forecast.ts';
import type { LocalDate } from './instant.ts';
import type { KnownAdjustment } from './known-adjustment.ts';
import { learnFromHistory } from './learn-from-history.ts';
import { forecastInputOf, type KccToForecast, type MailingToForecast } from './mailing-forecast.ts';
import { historiesOf, type PastMailing } from './past-mailing.ts';

/** Whose mailing it is, and the day from which one looks ahead: only what was over by then is known. */
export interface WhoAsks {
  readonly departmentId: string;
  readonly on: LocalDate;
  readonly adjustments?: readonly KnownAdjustment[] | undefined;
}

/** What the forecast of `mailing` is made from, with what the mailings of `past` taught. */
export function learnedInput(
  mailing: MailingToForecast,
  { departmentId, on, adjustments }: WhoAsks,
  kcc: KccToForecast,
  past: readonly PastMailing[],
): ForecastInput {
  const learned = learnFromHistory(
    { kind: mailing.content.kind, departmentId, on, ...(adjustments && { adjustments }) },
    historiesOf(past, kcc.calendar),
  );
  return forecastInputOf(mailing, { ...kcc, ...learned });
}
