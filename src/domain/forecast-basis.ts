import { DEFAULT_CONTACT_CHANNEL_SHARES } from './contact-channel.ts';
import { DEFAULT_CONTACT_RATES, meanContactRate } from './contact-rate.ts';
import { DEFAULT_DELAY } from './delay-curve.ts';
import type { ForecastBasis, ForecastInput } from './forecast.ts';
import { DEFAULT_PROFILES } from './intraday-profile.ts';
import { percent } from './number-text.ts';
import type { Text } from './text.ts';
import { gammaQuantile } from './gamma-distribution.ts';

/** Measured beyond Poisson: 0.06 per day at a large bank, 0.17 at a small one. */
const DEFAULT_DAY_FACTOR_CV = 0.1;

/** `input` with the documented default for everything that was left out. */
export function forecastBasis(input: ForecastInput): ForecastBasis {
  return {
    ...input,
    contactRate: input.contactRate ?? DEFAULT_CONTACT_RATES[input.kind],
    channelFactors: input.channelFactors ?? { letter: 1, email: 1, portal: 1 },
    delay: input.delay ?? DEFAULT_DELAY,
    profiles: input.profiles ?? DEFAULT_PROFILES,
    contactChannels: input.contactChannels ?? DEFAULT_CONTACT_CHANNEL_SHARES,
    baseLoad: input.baseLoad ?? [],
    dayFactorCv: input.dayFactorCv ?? DEFAULT_DAY_FACTOR_CV,
  };
}

/** One sentence per thing that is a default and not the municipality's own experience. */
export function forecastAssumptions(input: ForecastInput): Text[] {
  const { contactRate: rate, delay } = forecastBasis(input);
  const assumptions: Text[] = [];
  if (rate.waves === 0) {
    const [mean, low, high] = [
      meanContactRate(rate),
      gammaQuantile(0.05, rate.alpha, rate.beta),
      gammaQuantile(0.95, rate.alpha, rate.beta),
    ];
    assumptions.push({
      nl: `Van elke 100 mensen nemen er naar verwachting ${percent(mean, 'nl')} contact op (tussen ${percent(low, 'nl')} en ${percent(high, 'nl')}). Dit is ${rate.basis.nl}.`,
      en: `Of every 100 people ${percent(mean, 'en')} are expected to contact us (between ${percent(low, 'en')} and ${percent(high, 'en')}). This is ${rate.basis.en}.`,
    });
  }
  if (!input.delay && input.audience.letter > 0) {
    const [first, second, third] = delay.curves.letter.delivery
      .slice(1)
      .map((share) => share * 100);
    assumptions.push({
      nl: `Brieven worden op de eerste, tweede en derde bezorgdag bezorgd bij ${first}, ${second} en ${third} % van de mensen, niet op maandag. Daarna komt twee derde van de vragen binnen 4 werkdagen na verzending. Dat kan een dag eerder of twee dagen later zijn.`,
      en: `Letters are delivered to ${first}, ${second} and ${third} % of the people on the first, second and third delivery day, not on Monday. Two thirds of the questions come within 4 working days of dispatch. That can be one day earlier or two days later.`,
    });
  }
  if (!input.delay && input.audience.email + input.audience.portal > 0) {
    assumptions.push({
      nl: 'Op een e-mail of bericht in het portaal reageert een deel van de mensen binnen een uur, de rest in de dagen erna.',
      en: 'To an e-mail or a message in the portal some people react within the hour, the others in the days after.',
    });
  }
  if (!input.profiles) {
    assumptions.push({
      nl: 'De verdeling over de dag en de week is de gebruikelijke: het drukst op maandag en tussen half tien en twaalf.',
      en: 'The spread over the day and the week is the usual one: busiest on Monday and between half past nine and noon.',
    });
  }
  if (!input.contactChannels) {
    const shares = DEFAULT_CONTACT_CHANNEL_SHARES;
    assumptions.push({
      nl: `Van de contacten komt ${percent(shares.phone, 'nl')} % per telefoon, ${percent(shares.email, 'nl')} % per e-mail, ${percent(shares.counter, 'nl')} % aan de balie en ${percent(shares.callback, 'nl')} % als terugbelverzoek.`,
      en: `Of the contacts ${percent(shares.phone, 'en')} % come by phone, ${percent(shares.email, 'en')} % by e-mail, ${percent(shares.counter, 'en')} % at the counter and ${percent(shares.callback, 'en')} % as a request to be called back.`,
    });
  }
  if (!input.baseLoad?.length) {
    assumptions.push({
      nl: 'De gewone drukte van het KCC is niet opgegeven en telt niet mee.',
      en: 'The ordinary load of the contact centre was not given and is not counted.',
    });
  }
  return assumptions;
}
