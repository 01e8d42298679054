import { DEFAULT_CONTACT_RATES, KIND_NAMES } from './contact-rate.ts';
import type { PastWave, RateQuestion } from './past-wave.ts';
import { effectOf } from './known-adjustment.ts';
import type { Language, Text } from './text.ts';

/** More titles than this make no sentence. */
const MOST_TITLES = 3;

/** Where a learned contact rate comes from, as the end of a sentence: "2 eerdere mailings met belastingaanslagen (…), en de standaardaanname …". */
export function learnedBasis(question: RateQuestion, waves: readonly PastWave[]): Text {
  const { kind } = question;
  const because = adjustmentOf(question);
  if (waves.length === 0) {
    const { nl, en } = DEFAULT_CONTACT_RATES[kind].basis;
    return { nl: `${nl}${because.nl}`, en: `${en}${because.en}` };
  }
  const name = KIND_NAMES[kind];
  const same = waves.filter((wave) => wave.kind === kind);
  const titles = titlesOf(same);
  const parts = [
    countOf(
      same.length,
      [`eerdere mailing met ${name.nl}${titles}`, `eerdere mailings met ${name.nl}${titles}`],
      [`earlier mailing of ${name.en}${titles}`, `earlier mailings of ${name.en}${titles}`],
    ),
    countOf(
      waves.length - same.length,
      ['mailing van een ander soort', 'mailings van een ander soort'],
      ['mailing of another kind', 'mailings of another kind'],
    ),
    { nl: `de standaardaanname voor ${name.nl}`, en: `the default assumption for ${name.en}` },
  ].filter((part) => part !== undefined);
  return {
    nl: `${parts.map(({ nl }) => nl).join(', en ')}${because.nl}`,
    en: `${parts.map(({ en }) => en).join(', and ')}${because.en}`,
  };
}

/** The last ones by name, in brackets; nothing when none is named. */
function titlesOf(waves: readonly PastWave[]): string {
  const titles = waves
    .toSorted((a, b) => (a.dispatchedOn < b.dispatchedOn ? 1 : -1))
    .flatMap(({ title }) => title ?? [])
    .slice(0, MOST_TITLES);
  return titles.length > 0 ? ` (${titles.join('; ')})` : '';
}

/** The same for `waves` waves of one kind. */
export function updatedBasis(waves: number): Text {
  const seen = countOf(
    waves,
    ['eerdere golf', 'eerdere golven'],
    ['earlier wave', 'earlier waves'],
  );
  return {
    nl: `${seen?.nl ?? ''} en ${DEFAULT_PART.nl}`,
    en: `${seen?.en ?? ''} and ${DEFAULT_PART.en}`,
  };
}

const DEFAULT_PART: Text = {
  nl: 'de standaardaanname voor dit soort berichten',
  en: 'the default assumption for this kind of message',
};

function countOf(
  count: number,
  nl: readonly [string, string],
  en: readonly [string, string],
): Text | undefined {
  if (count === 0) return undefined;
  const many = count === 1 ? 0 : 1;
  return { nl: `${count} ${nl[many]}`, en: `${count} ${en[many]}` };
}

/** "; naar verwachting 20 % meer dan gewoonlijk (3 tot 39 % meer), want: de WOZ-waarden stegen 8 %"; nothing without adjustments. */
function adjustmentOf({ adjustments = [] }: RateQuestion): Text {
  if (adjustments.length === 0) return { nl: '', en: '' };
  const { factor, spread } = effectOf(adjustments);
  const [low, high] = [-1, 1].map((side) => factor * Math.exp(side * WITHIN_90 * spread));
  const reasons = adjustments.map(({ reason }) => reason).join('; ');
  const words = (language: Language): string => {
    const [to, between] = language === 'nl' ? ['tot', 'met 90 % kans'] : ['to', '90 % chance of'];
    const ends = [low, high].map((end = 1) => change(end, language));
    return `${change(factor, language)} (${between} ${ends.join(` ${to} `)})`;
  };
  return {
    nl: `; naar verwachting ${words('nl')} dan gewoonlijk, want: ${reasons}`,
    en: `; ${words('en')} than usual is expected, because: ${reasons}`,
  };
}

/** Standard deviations from the middle of a normal distribution that hold 90 % of it. */
const WITHIN_90 = 1.645;

function change(factor: number, language: Language): string {
  const [more, less] = language === 'nl' ? ['meer', 'minder'] : ['more', 'less'];
  return `${Math.round(100 * Math.abs(factor - 1))} % ${factor < 1 ? less : more}`;
}
