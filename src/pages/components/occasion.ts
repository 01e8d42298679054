import type { BriefingOccasion } from '../../domain/briefing-plan.ts';
import type { Text } from '../../domain/text.ts';

/** Why a briefing was sent. */
export const OCCASION_TEXTS: { readonly [occasion in BriefingOccasion]: Text } = {
  ahead: { nl: 'Vooraf', en: 'Ahead' },
  'wave-day': { nl: 'Op de dag van de belgolf', en: 'On the day of the wave' },
  'sheet-changed': { nl: 'De vragenlijst is gewijzigd', en: 'The Q&A sheet has changed' },
};
