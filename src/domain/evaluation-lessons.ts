import type { Evaluation } from './evaluation.ts';
import { percent, whole } from './number-text.ts';
import type { Text } from './text.ts';

/** Above this share of missed questions the sheet is the lesson. */
const MANY_MISSED = 0.1;
/** The KCC means to answer eight in ten questions by itself. */
const FIRST_LINE_NORM = 0.8;

/** A wave of which less was to come is told to have been closed early; the rest of the others is a tail that nobody waits for. */
const CLOSED_EARLY = 0.95;

/** Where nothing was to come yet there is nothing to compare. */
const CLOSED_BEFORE: Text = {
  nl: 'De belgolf werd afgesloten voordat wij de eerste contacten verwachtten. Er is dus niets te vergelijken.',
  en: 'The wave was closed before we expected the first contacts, so there is nothing to compare.',
};

/** What to do differently next time, each a sentence or two; never empty. */
export function evaluationLessons(evaluation: Omit<Evaluation, 'lessons'>): Text[] {
  const { actualTotal, forecastTotal, firstLineShare, missedShare, missed } = evaluation;
  const { seenShare = 1 } = evaluation;
  const lessons: Text[] =
    seenShare > 0 ? [sizeLesson(actualTotal, forecastTotal)] : [CLOSED_BEFORE];
  if (seenShare > 0 && seenShare < CLOSED_EARLY) {
    lessons.push({
      nl: `De belgolf werd afgesloten toen naar verwachting ${percent(seenShare, 'nl')} % van de contacten er was. Alleen dat deel is vergeleken.`,
      en: `The wave was closed when ${percent(seenShare, 'en')} % of the contacts were expected to have come. Only that part was compared.`,
    });
  }
  if (firstLineShare !== null && firstLineShare < FIRST_LINE_NORM) {
    lessons.push({
      nl: `Het KCC beantwoordde ${percent(firstLineShare, 'nl')} % van de vragen zelf. Het doel is ${percent(FIRST_LINE_NORM, 'nl')} %. Kijk met de afdeling welke antwoorden erbij moeten.`,
      en: `The contact centre answered ${percent(firstLineShare, 'en')} % of the questions by itself. The aim is ${percent(FIRST_LINE_NORM, 'en')} %. See with the department which answers to add.`,
    });
  }
  if (missedShare !== null && missedShare > MANY_MISSED && missed[0]) {
    lessons.push({
      nl: `Op ${percent(missedShare, 'nl')} % van de vragen had de vragenlijst geen antwoord. De meest gestelde: "${missed[0].text}" (${missed[0].times} keer). Zet die op de volgende lijst, of beter: in de brief.`,
      en: `For ${percent(missedShare, 'en')} % of the questions the Q&A sheet had no answer. The most frequent: "${missed[0].text}" (${missed[0].times} times). Put it on the next sheet, or better: in the letter.`,
    });
  }
  if (evaluation.questions === 0) {
    lessons.push({
      nl: 'Er zijn geen vragen vastgelegd. Daardoor is niet te zien wat de vragenlijst miste.',
      en: 'No questions were logged, so it cannot be seen what the Q&A sheet missed.',
    });
  }
  return lessons;
}

function sizeLesson(
  actual: number,
  { p10, p50, p90 }: { readonly p10: number; readonly p50: number; readonly p90: number },
): Text {
  const nl = `Er kwamen ${whole(actual, 'nl')} contacten; verwacht waren er ${whole(p50, 'nl')} (${whole(p10, 'nl')} tot ${whole(p90, 'nl')}).`;
  const en = `There were ${whole(actual, 'en')} contacts; ${whole(p50, 'en')} were expected (${whole(p10, 'en')} to ${whole(p90, 'en')}).`;
  if (actual > p90) {
    return {
      nl: `${nl} Dat is meer dan verwacht. Verstuur een volgende keer in meer delen of plan meer mensen.`,
      en: `${en} That is more than expected. Next time send in more parts or plan more people.`,
    };
  }
  if (actual < p10) {
    return {
      nl: `${nl} Dat is minder dan verwacht. De volgende prognose is hierop aangepast.`,
      en: `${en} That is less than expected. The next forecast has been adjusted.`,
    };
  }
  return { nl: `${nl} De prognose klopte.`, en: `${en} The forecast was right.` };
}
