import type { CollisionReport } from './collision.ts';
import { counted, PEOPLE } from './counted-text.ts';
import { dayText } from './day-text.ts';
import type { Text } from './text.ts';

/** What a collision report says, in a few sentences. */
export function collisionText({
  weeks,
  tooBigAlone,
  earliestFreeWeek,
}: Omit<CollisionReport, 'text'>): Text {
  const [first] = weeks;
  if (!first) {
    return {
      nl: 'Deze belgolf past binnen de bezetting.',
      en: 'This wave can be staffed.',
    };
  }
  const worst = weeks.reduce((most, week) =>
    week.shortage.peak > most.shortage.peak ? week : most,
  );
  const titles = [...new Set(weeks.flatMap((week) => week.with.map(({ title }) => title)))];
  const monday = dayText(worst.monday);
  const peak = counted(Math.ceil(worst.shortage.peak), PEOPLE);
  const nl = [
    `In de week van ${monday.nl} komt het KCC tot ${peak.nl} tekort.`,
    ...(titles.length > 0 ? [`Dezelfde weken als: ${titles.join('; ')}.`] : []),
    ...(tooBigAlone
      ? ['Ook zonder andere verzendingen is deze golf te groot. Verstuur in meer delen.']
      : []),
    earliestFreeWeek === undefined
      ? 'Er is geen latere week gevonden waarin het wel past.'
      : `De eerste week waarin het wel past, begint op ${dayText(earliestFreeWeek).nl}.`,
  ];
  const en = [
    `In the week of ${monday.en} the contact centre is up to ${peak.en} short.`,
    ...(titles.length > 0 ? [`The same weeks as: ${titles.join('; ')}.`] : []),
    ...(tooBigAlone
      ? ['Without other mailings this wave is too big, too. Send it in more parts.']
      : []),
    earliestFreeWeek === undefined
      ? 'No later week was found in which it can be staffed.'
      : `The first week in which it can be staffed begins on ${dayText(earliestFreeWeek).en}.`,
  ];
  return { nl: nl.join(' '), en: en.join(' ') };
}
