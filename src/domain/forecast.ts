import type { Audience, Channel } from './audience.ts';
import type { BaseLoad } from './base-load.ts';
import type { Calendar } from './calendar.ts';
import type { ContactChannel, ContactChannelShares } from './contact-channel.ts';
import type { ContactRate } from './contact-rate.ts';
import type { DelayBelief } from './delay-curve.ts';
import type { Batch } from './dispatch-plan.ts';
import type { Instant, LocalDate } from './instant.ts';
import type { Profiles } from './intraday-profile.ts';
import type { MailingKind } from './mailing.ts';
import type { Quantiles } from './quantiles.ts';
import type { Text } from './text.ts';

/** Changes whenever the same input could give another forecast; stored with every forecast. */
export const FORECAST_VERSION = 'forecast-2';

/** What a forecast is made from. Left out means: the documented default, which then shows under `assumptions`. */
export interface ForecastInput {
  readonly kind: MailingKind;
  readonly audience: Audience;
  /** What leaves when; without batches there is no wave. */
  readonly batches: readonly Batch[];
  readonly calendar: Calendar;
  readonly contactRate?: ContactRate;
  /** Contacts per addressee of a channel of the mailing, relative to `contactRate`. */
  readonly channelFactors?: { readonly [channel in Channel]: number };
  readonly delay?: DelayBelief;
  readonly profiles?: Profiles;
  readonly contactChannels?: ContactChannelShares;
  readonly baseLoad?: BaseLoad;
  /** Coefficient of variation of the day factor, the noise beyond Poisson. */
  readonly dayFactorCv?: number;
}

/** Contacts of one half hour in one contact channel. The quantiles are of the wave alone; `ordinary` comes on top. */
export interface ForecastInterval extends Quantiles {
  readonly start: Instant;
  readonly seconds: number;
  readonly channel: ContactChannel;
  /** Mean of the KCC's ordinary load in this half hour. */
  readonly ordinary: number;
}

/**
 * Contacts of one working day over all contact channels. The quantiles are of the day as a whole: they are not the sums of those of
 * its half hours, which do not all turn out high together.
 */
export interface ForecastDay extends Quantiles {
  readonly date: LocalDate;
  readonly ordinary: number;
}

/** The expected wave. Half hours in order of time, then channel; days on which the KCC is closed do not occur. */
export interface Forecast {
  readonly formulaVersion: string;
  readonly intervals: readonly ForecastInterval[];
  readonly perDay: readonly ForecastDay[];
  /** Of the whole wave, without ordinary load. */
  readonly totals: Quantiles;
  /** End of the day on which 98 % of the wave has come; undefined when there is no wave. */
  readonly waveEndsAt?: Instant;
  /** What had to be assumed for lack of own figures, each a sentence. */
  readonly assumptions: readonly Text[];
  /** Where the forecast comes from, in words. */
  readonly explanation: Text;
  readonly madeFrom: ForecastBasis;
}

/** The input with every default filled in: the forecast can be made again from it. */
export type ForecastBasis = Required<ForecastInput>;
