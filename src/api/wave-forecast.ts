import type { MailingToForecast } from '../domain/mailing-forecast.ts';
import { mailingToForecast, runningInput } from '../domain/running-wave.ts';
import type { ForecastInput } from '../domain/forecast.ts';
import type { Call } from '../http/endpoint.ts';
import { notFound } from '../http/problem.ts';
import type { StoredForecast } from '../store/forecast.ts';
import type { ApiDeps } from './deps.ts';
import { mailingFor } from './mailing-access.ts';

/** A mailing with its last forecast, and what a forecast of it as it stands now would be made from. */
export interface ForecastMailing {
  readonly mailing: MailingToForecast;
  readonly made: StoredForecast;
  readonly input: ForecastInput;
}

/** @throws Problem 404 when there is no forecast (yet), or no wave to come any more */
export async function forecastMailing(
  call: Call<{ mailingId: string }>,
  deps: ApiDeps,
): Promise<ForecastMailing> {
  const { record } = await mailingFor(call, deps, call.params.mailingId);
  const mailing = mailingToForecast(record.mailing);
  const made = mailing && (await deps.store.forecasts.latest(record.id));
  if (!mailing || !made) throw noForecast();
  return { mailing, made, input: runningInput(made.forecast, mailing) };
}

/** 404: there is no forecast. */
export function noForecast() {
  return notFound({
    nl: 'de prognose van deze mailing; die wordt gemaakt zodra de mailing is aangemeld',
    en: 'the forecast of this mailing; it is made as soon as the mailing is submitted',
  });
}
