import type { DispatchPlanFault } from './dispatch-plan.ts';
import { addSeconds, type Instant } from './instant.ts';
import { localDateOf } from './local-time.ts';
import { whole } from './number-text.ts';
import type { Language, Text } from './text.ts';

/** One sentence or two that say what is wrong with a dispatch plan and what to do about it. */
export function dispatchPlanFaultText(fault: DispatchPlanFault): Text {
  switch (fault.code) {
    case 'no-batches':
      return {
        nl: 'Het verzendplan heeft geen deelverzendingen. Voeg er minstens één toe.',
        en: 'The dispatch plan has no batches. Add at least one.',
      };
    case 'numbers-not-consecutive':
      return {
        nl: `De nummers van de deelverzendingen kloppen niet. Nummer ze op volgorde, te beginnen met ${fault.expectedFirst}.`,
        en: `The numbers of the batches are not right. Number them in order, starting with ${fault.expectedFirst}.`,
      };
    case 'not-in-order':
      return {
        nl: `Deelverzending ${fault.batch} gaat eerder weg dan die ervoor. Zet ze op volgorde van tijd.`,
        en: `Batch ${fault.batch} leaves before the one that precedes it. Put them in order of time.`,
      };
    case 'empty-batch':
      return {
        nl: `Deelverzending ${fault.batch} heeft geen ontvangers. Geef aantallen van 0 of meer, samen minstens 1.`,
        en: `Batch ${fault.batch} has no recipients. Give numbers of 0 or more, together at least 1.`,
      };
    case 'before-window':
      return {
        nl: `Deelverzending ${fault.batch} gaat te vroeg weg. De mailing mag vanaf ${day(fault.opensAt, 'nl')}.`,
        en: `Batch ${fault.batch} leaves too early. The mailing may leave from ${day(fault.opensAt, 'en')}.`,
      };
    case 'after-window':
      return {
        nl: `Deelverzending ${fault.batch} gaat te laat weg. De mailing mag weg tot en met ${lastDay(fault.closesAt, 'nl')}.`,
        en: `Batch ${fault.batch} leaves too late. The mailing may leave until and including ${lastDay(fault.closesAt, 'en')}.`,
      };
    case 'audience-differs':
      return {
        nl: `Het verzendplan telt ${whole(fault.planned, 'nl')} ontvangers en de mailing heeft er ${whole(fault.audience, 'nl')}. Maak de aantallen per kanaal gelijk.`,
        en: `The dispatch plan counts ${whole(fault.planned, 'en')} recipients and the mailing has ${whole(fault.audience, 'en')}. Make the numbers per channel equal.`,
      };
  }
}

const MONTHS: { readonly [language in Language]: readonly string[] } = {
  nl: 'januari februari maart april mei juni juli augustus september oktober november december'.split(
    ' ',
  ),
  en: 'January February March April May June July August September October November December'.split(
    ' ',
  ),
};

/** The day in Amsterdam on which `instant` falls: `1 maart 2027`, `1 March 2027`. */
export function day(instant: Instant, language: Language): string {
  const [year, month, date] = localDateOf(instant).split('-').map(Number);
  return `${date} ${MONTHS[language][(month ?? 1) - 1]} ${year}`;
}

/** The day that ends at `closesAt`, which is a midnight: until and including that day something may leave. */
export function lastDay(closesAt: Instant, language: Language): string {
  return day(addSeconds(closesAt, -1), language);
}
