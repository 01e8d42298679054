import { type DispatchChoices, dispatchChoices, type DispatchOptionsInput } from './dispatch-options.ts'; // prettier-ignore
import type { Forecast } from './forecast.ts';
import type { Instant } from './instant.ts';
import { percent } from './number-text.ts';
import { DEFAULT_STAFFING_PRICES, type StaffingPrices } from './staffing-model-input.ts';
import type { StaffingSettings } from './staffing-settings.ts';
import type { Text } from './text.ts';

/** What a calculation was made from, kept with its result so that every figure can be traced. */
export interface PlanningBasis {
  readonly forecastId: string;
  readonly forecastVersion: string;
  /** How the wave was taken to turn out. */
  readonly level: 'p50';
  readonly askedAt: Instant;
  /** What the service level means. */
  readonly definition: Text;
  readonly settings: StaffingSettings;
  readonly prices: StaffingPrices;
  readonly choices: DispatchChoices;
  /** How many people could be asked, shifts were on the roster, wishes were known, other waves were counted in. */
  readonly people: number;
  readonly shifts: number;
  readonly wishes: number;
  readonly others: number;
  /** Mean contacts per addressee, and where that comes from. */
  readonly contactRate?: { readonly mean: number; readonly basis: Text };
  /** What the forecast had to assume. */
  readonly assumptions: readonly Text[];
}

/** The basis of what is calculated from `input` at `askedAt`. */
export function planningBasis(
  input: DispatchOptionsInput,
  forecast: Forecast,
  forecastId: string,
): PlanningBasis {
  const { settings, prices, people, shifts, wishes = [], others = [], wave, askedAt } = input;
  const { contactRate } = wave;
  const choices = dispatchChoices(input);
  return {
    forecastId,
    forecastVersion: forecast.formulaVersion,
    level: 'p50',
    askedAt,
    definition: serviceLevelText(settings),
    settings,
    prices: { ...DEFAULT_STAFFING_PRICES, ...prices },
    // Infinity does not survive being written down.
    choices: { ...choices, mostPerDay: Math.min(choices.mostPerDay, Number.MAX_SAFE_INTEGER) },
    people: people.length,
    shifts: shifts.length,
    wishes: wishes.length,
    others: others.length,
    ...(contactRate && {
      contactRate: { mean: contactRate.alpha / contactRate.beta, basis: contactRate.basis },
    }),
    assumptions: forecast.assumptions,
  };
}

/** What "in time" means: of all callers, those who hang up included. */
export function serviceLevelText({ target, maxOccupancy, maxAbandonment }: StaffingSettings): Text {
  const share = percent(target.fraction, 'nl');
  return {
    nl: `${share} % van alle bellers (wie ophangt telt mee) binnen ${target.withinSeconds} seconden aan de beurt, hoogstens ${percent(maxAbandonment, 'nl')} % haakt af, medewerkers zijn hoogstens ${percent(maxOccupancy, 'nl')} % van de tijd bezig`,
    en: `${share} % of all callers (those who hang up included) answered within ${target.withinSeconds} seconds, at most ${percent(maxAbandonment, 'en')} % hang up, agents are busy at most ${percent(maxOccupancy, 'en')} % of the time`,
  };
}
