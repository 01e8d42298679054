import { type Audience, audienceSize } from './audience.ts';
import { dayText } from './day-text.ts';
import type { LocalDate } from './instant.ts';
import { percent, whole } from './number-text.ts';
import type { Text } from './text.ts';

/** A first batch that is a measurement. */
export interface PilotFacts {
  /** Smallest first batch that gives the precision; undefined when the whole mailing would not. */
  readonly audience?: Audience;
  /** Contacts to expect of it by then. */
  readonly contacts: number;
  /** The day on which the rate is known. */
  readonly knownOn: LocalDate;
  /** Relative standard deviation of the contact rate now, and then. */
  readonly precisionNow: number;
  readonly precisionThen: number;
  /** Peak positions to prepare for at P90 for the rest of the mailing: now, and when the rate is known and turns out as expected. */
  readonly positionsNow: number;
  readonly positionsThen: number;
}

/** What the measurement by a first batch takes and saves, in words. */
export function pilotText(pilot: PilotFacts): Text {
  const day = pilot.knownOn === '' ? { nl: '', en: '' } : dayText(pilot.knownOn);
  const then = { nl: percent(pilot.precisionThen, 'nl'), en: percent(pilot.precisionThen, 'en') };
  const now = { nl: percent(pilot.precisionNow, 'nl'), en: percent(pilot.precisionNow, 'en') };
  if (!pilot.audience) {
    return {
      nl: `Ook als alles in een keer gaat, is op ${day.nl} nog niet goed genoeg bekend hoeveel mensen contact opnemen (op ${then.nl} % na). Wacht langer met de volgende deelverzending.`,
      en: `Even if all leaves at once, it will not be known well enough on ${day.en} how many people contact us (to ${then.en} %). Wait longer with the next batch.`,
    };
  }
  const size = audienceSize(pilot.audience);
  const saves = savesText(pilot);
  return {
    nl: `Stuur eerst ${whole(size, 'nl')} berichten. Op ${day.nl} is dan op ${then.nl} % na bekend hoeveel mensen contact opnemen; nu is dat ${now.nl} %. ${saves.nl}`,
    en: `Send ${whole(size, 'en')} messages first. On ${day.en} it is known to ${then.en} % how many people contact us; now it is ${now.en} %. ${saves.en}`,
  };
}

function savesText({
  positionsNow,
  positionsThen,
}: Pick<PilotFacts, 'positionsNow' | 'positionsThen'>): Text {
  const saved = positionsNow - positionsThen;
  if (saved <= 0) {
    return {
      nl: `Voor de rest scheelt dat in de piek geen mensen: het blijven er ${positionsThen}, als het uitkomt zoals verwacht.`,
      en: `For the rest that saves no people at the peak: it takes ${positionsThen} all the same, if it turns out as expected.`,
    };
  }
  return {
    nl: `Voor de rest hoeft u dan in de piek ${whole(saved, 'nl')} ${saved === 1 ? 'mens' : 'mensen'} minder klaar te zetten (${positionsThen} in plaats van ${positionsNow}), als het uitkomt zoals verwacht.`,
    en: `For the rest you then need to prepare ${whole(saved, 'en')} ${saved === 1 ? 'person' : 'people'} fewer at the peak (${positionsThen} instead of ${positionsNow}), if it turns out as expected.`,
  };
}
