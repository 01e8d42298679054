import { CHANNELS, type Audience } from './audience.ts';
import type { ForecastInput } from './forecast.ts';
import { fault, type InputFault } from './input-fault.ts';
import { isInstant, secondsBetween } from './instant.ts';
import { HOLIDAY_YEARS } from './holidays.ts';

/** Limits of what is forecast; beyond them a number is a slip of the pen, or a load on the service. */
export const FORECAST_LIMITS = { addressees: 20_000_000, batches: 100, days: 400 } as const;

/** Every reason why no forecast can be made from `input`; empty when it can. */
export function forecastFaults(input: ForecastInput): InputFault[] {
  return [
    ...audienceFaults('audience', input.audience),
    ...batchFaults(input),
    ...calendarFaults(input),
    ...rateFaults(input),
    ...shareFaults(input),
  ];
}

function audienceFaults(path: string, audience: Audience): InputFault[] {
  return CHANNELS.filter((channel) => {
    const count = audience[channel];
    return !Number.isInteger(count) || count < 0 || count > FORECAST_LIMITS.addressees;
  }).map((channel) =>
    fault(
      `${path}.${channel}`,
      `Geef een heel aantal van 0 tot ${FORECAST_LIMITS.addressees}.`,
      `Give a whole number from 0 to ${FORECAST_LIMITS.addressees}.`,
    ),
  );
}

function batchFaults({ batches }: ForecastInput): InputFault[] {
  const faults: InputFault[] = [];
  if (batches.length > FORECAST_LIMITS.batches) {
    faults.push(
      fault(
        'batches',
        `Geef hoogstens ${FORECAST_LIMITS.batches} deelverzendingen.`,
        `Give at most ${FORECAST_LIMITS.batches} batches.`,
      ),
    );
  }
  for (const [i, { releaseAt, audience }] of batches.entries()) {
    faults.push(...audienceFaults(`batches[${i}].audience`, audience));
    const year = Number(releaseAt.slice(0, 4));
    if (!isInstant(releaseAt) || year < HOLIDAY_YEARS.first || year > HOLIDAY_YEARS.last) {
      faults.push(
        fault(
          `batches[${i}].releaseAt`,
          `Geef een tijdstip in UTC tussen ${HOLIDAY_YEARS.first} en ${HOLIDAY_YEARS.last}, bijvoorbeeld 2027-02-22T08:00:00Z.`,
          `Give an instant in UTC between ${HOLIDAY_YEARS.first} and ${HOLIDAY_YEARS.last}, for example 2027-02-22T08:00:00Z.`,
        ),
      );
    }
  }
  if (faults.length > 0) return faults;
  const releases = batches.map((batch) => batch.releaseAt).toSorted();
  const [first, last] = [releases[0], releases.at(-1)];
  if (first && last && secondsBetween(first, last) > FORECAST_LIMITS.days * 86_400) {
    faults.push(
      fault(
        'batches',
        `Plan alle deelverzendingen binnen ${FORECAST_LIMITS.days} dagen.`,
        `Plan all batches within ${FORECAST_LIMITS.days} days.`,
      ),
    );
  }
  return faults;
}

function calendarFaults({ calendar }: ForecastInput): InputFault[] {
  if (Object.values(calendar.openingHours).some((spans) => spans.length > 0)) return [];
  return [
    fault(
      'calendar.openingHours',
      'Het KCC is volgens deze agenda nooit open. Geef voor ten minste een weekdag openingstijden.',
      'By this calendar the contact centre is never open. Give opening hours for at least one weekday.',
    ),
  ];
}

function rateFaults({ contactRate, dayFactorCv }: ForecastInput): InputFault[] {
  const faults: InputFault[] = [];
  if (contactRate && !(isPositive(contactRate.alpha) && isPositive(contactRate.beta))) {
    faults.push(
      fault(
        'contactRate',
        'Geef voor alpha en beta een getal boven 0.',
        'Give a number above 0 for alpha and beta.',
      ),
    );
  }
  if (dayFactorCv !== undefined && !(dayFactorCv >= 0 && dayFactorCv <= 2)) {
    faults.push(fault('dayFactorCv', 'Geef een getal van 0 tot 2.', 'Give a number from 0 to 2.'));
  }
  return faults;
}

/** Shares and weights that should add up to 1 but do not. */
function shareFaults({ contactChannels, delay }: ForecastInput): InputFault[] {
  const lists: [string, readonly number[]][] = [];
  if (contactChannels) lists.push(['contactChannels', Object.values(contactChannels)]);
  if (delay) {
    lists.push(['delay.scenarios', delay.scenarios.map(({ weight }) => weight)]);
    for (const channel of CHANNELS) {
      const { delivery, reaction } = delay.curves[channel];
      lists.push([`delay.curves.${channel}.delivery`, delivery]);
      lists.push([`delay.curves.${channel}.reaction`, reaction.map(({ weight }) => weight)]);
    }
  }
  return lists
    .filter(
      ([, shares]) =>
        shares.some((share) => !(share >= 0)) ||
        !(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-6),
    )
    .map(([path]) =>
      fault(
        path,
        'Deze aandelen moeten samen 1 zijn, en geen ervan onder 0.',
        'These shares must add up to 1, and none may be below 0.',
      ),
    );
}

function isPositive(value: number): boolean {
  return value > 0 && Number.isFinite(value);
}
