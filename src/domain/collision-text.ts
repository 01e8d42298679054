import { counted, PEOPLE } from './counted-text.ts';
import { dayText } from './day-text.ts';
import type { LocalDate } from './instant.ts';
import type { ShortageSummary } from './shortage.ts';
import type { Text } from './text.ts';

/** A week in which the wave adds to a demand above what can be staffed. */
export interface CollisionWeek {
  readonly monday: LocalDate;
  readonly shortage: ShortageSummary;
  /** The others that take a part in it, the largest first. */
  readonly with: readonly { readonly id: string; readonly title: string }[];
}

/** With which weeks a wave collides. */
export interface CollisionFacts {
  /** Empty when all can be staffed. */
  readonly weeks: readonly CollisionWeek[];
  /** Whether the wave cannot be staffed even if it were alone: then another week helps less than more batches. */
  readonly tooBigAlone: boolean;
  /** Monday of the first week to which the whole mailing could move without shortage; undefined when there is none in reach, or no need. */
  readonly earliestFreeWeek?: LocalDate;
}

/** What a collision report says, in a few sentences. */
export function collisionText({ weeks, tooBigAlone, earliestFreeWeek }: CollisionFacts): Text {
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
