import type { ConditionCode } from '../domain/condition-code.ts';
import type { Text } from '../domain/text.ts';

/** What each condition asks, in a few words. */
export const CONDITION_NAMES: { readonly [code in ConditionCode]: Text } = {
  'qa-sheet-ready': { nl: 'De vragenlijst is klaar', en: 'The Q&A sheet is ready' },
  'contact-details-checked': {
    nl: 'De contactgegevens op de mailing kloppen',
    en: 'The contact details on the mailing are right',
  },
  'stakeholders-informed': {
    nl: 'Wie het moet weten, weet het',
    en: 'Whoever must know, knows',
  },
  'dispatch-plan-fits': { nl: 'Het verzendplan past', en: 'The dispatch plan fits' },
  'forecast-current': { nl: 'De prognose is actueel', en: 'The forecast is current' },
  'staffing-covers-shortage': { nl: 'Er zijn genoeg mensen', en: 'There are enough people' },
  'briefings-planned': { nl: 'De briefings zijn gepland', en: 'Briefings are planned' },
  'signer-is-not-author': {
    nl: 'Wie akkoord geeft, schreef er niet aan mee',
    en: 'Whoever signs off did not write it',
  },
};
