import type { Text } from '../domain/text.ts';

/** What stands in the picture and above its table. */
export const WAVE_WORDS = {
  contacts: { nl: 'Vragen per dag', en: 'Contacts per day' },
  positions: { nl: 'Mensen per half uur', en: 'People per half hour' },
  likely: { nl: 'meest waarschijnlijk', en: 'most likely' },
  range: { nl: '80% kans hierbinnen', en: '80% chance within' },
  required: { nl: 'nodig', en: 'needed' },
  present: { nl: 'rooster', en: 'roster' },
  shortage: { nl: 'tekort', en: 'shortage' },
  day: { nl: 'Dag', en: 'Day' },
  low: { nl: 'Weinig (P10)', en: 'Low (P10)' },
  middle: { nl: 'Meest waarschijnlijk (P50)', en: 'Most likely (P50)' },
  high: { nl: 'Veel (P90)', en: 'High (P90)' },
  peakRequired: { nl: 'Meeste mensen nodig', en: 'Most people needed' },
  shortHalfHours: { nl: 'Halve uren met tekort', en: 'Half hours short' },
  nothing: { nl: 'Er is geen belgolf te laten zien.', en: 'There is no wave to show.' },
} as const satisfies { readonly [word: string]: Text };
