import type { Text } from './text.ts';
import type { MailingKind } from './mailing.ts';

/**
 * How many contacts one addressee causes, over the whole wave and all contact channels: Gamma with shape `alpha` and
 * rate `beta`, in addressees. Mean alpha/beta; `alpha` counts like contacts already seen, `beta` like addressees already
 * observed, so that observation is addition (Gamma-Poisson conjugacy).
 */
export interface ContactRate {
  readonly alpha: number;
  readonly beta: number;
  /** Where it comes from, for people. */
  readonly basis: Text;
  /** Evaluated waves in it; 0 for a default prior, which is shown as an assumption. */
  readonly waves: number;
}

/** Mean of `rate`: contacts per addressee. */
export function meanContactRate(rate: ContactRate): number {
  return rate.alpha / rate.beta;
}

/** The kinds of mailing as they stand in a sentence, in the plural. */
export const KIND_NAMES: { readonly [kind in MailingKind]: Text } = {
  'tax-assessment': { nl: 'belastingaanslagen', en: 'tax assessments' },
  'payment-reminder': { nl: 'aanmaningen', en: 'payment reminders' },
  'price-change': { nl: 'prijswijzigingen', en: 'price changes' },
  information: { nl: 'informatiebrieven', en: 'information letters' },
};

/**
 * Wide default priors per kind, to be replaced by own history as soon as there is one evaluated mailing. Sources: one
 * published Dutch figure of 1.6 % calls to the WOZ line per notice and 1.8 calls per objection; one of at least 11 % within
 * a day per payment reminder; trade guides for price changes (1 to 8 %) and information (0.5 to 2 %). Confidence is low.
 */
export const DEFAULT_CONTACT_RATES: { readonly [kind in MailingKind]: ContactRate } = {
  'tax-assessment': prior(2, 50, KIND_NAMES['tax-assessment']),
  'payment-reminder': prior(3, 20, KIND_NAMES['payment-reminder']),
  'price-change': prior(2.5, 60, KIND_NAMES['price-change']),
  information: prior(1.5, 100, KIND_NAMES.information),
};

function prior(alpha: number, beta: number, { nl, en }: Text): ContactRate {
  return {
    alpha,
    beta,
    waves: 0,
    basis: {
      nl: `de standaardaanname voor ${nl}, nog zonder eigen ervaring`,
      en: `the default assumption for ${en}, without experience of our own yet`,
    },
  };
}
