import { audienceSize } from './audience.ts';
import { dayText } from './day-text.ts';
import type { ForecastBasis, ForecastDay } from './forecast.ts';
import { whole } from './number-text.ts';
import type { Quantiles } from './quantiles.ts';
import type { Text } from './text.ts';

/** Where a forecast comes from and what it says, in a few sentences for people. */
export function forecastExplanation(
  { audience, batches, contactRate }: ForecastBasis,
  totals: Quantiles,
  perDay: readonly ForecastDay[],
): Text {
  const busiest = perDay.reduce<ForecastDay | undefined>(
    (most, day) => (most && most.mean >= day.mean ? most : day),
    undefined,
  );
  if (!busiest || totals.mean === 0) {
    return {
      nl: 'Er is nog niets gepland om te versturen, dus ook geen belgolf.',
      en: 'Nothing is planned to be sent yet, so there is no wave.',
    };
  }
  const day = dayText(busiest.date);
  const people = audienceSize(audience);
  const parts = batches.length;
  return {
    nl: `${whole(people, 'nl')} mensen krijgen dit bericht in ${parts} ${parts === 1 ? 'keer' : 'delen'}. Daar komen naar verwachting ${whole(totals.p50, 'nl')} contacten uit, met 80 % kans tussen ${whole(totals.p10, 'nl')} en ${whole(totals.p90, 'nl')}. De drukste dag is ${day.nl}: ${whole(busiest.p50, 'nl')} contacten (${whole(busiest.p10, 'nl')} tot ${whole(busiest.p90, 'nl')}). De prognose komt uit ${contactRate.basis.nl}.`,
    en: `${whole(people, 'en')} people get this message in ${parts} ${parts === 1 ? 'go' : 'parts'}. That is expected to cause ${whole(totals.p50, 'en')} contacts, with a chance of 80 % between ${whole(totals.p10, 'en')} and ${whole(totals.p90, 'en')}. The busiest day is ${day.en}: ${whole(busiest.p50, 'en')} contacts (${whole(busiest.p10, 'en')} to ${whole(busiest.p90, 'en')}). The forecast comes from ${contactRate.basis.en}.`,
  };
}
