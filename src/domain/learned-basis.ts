import { DEFAULT_CONTACT_RATES, KIND_NAMES } from './contact-rate.ts';
import type { PastWave, RateQuestion } from './learn-contact-rate.ts';
import { percent } from './number-text.ts';
import type { Text } from './text.ts';

/** More titles than this make no sentence. */
const MOST_TITLES = 3;

/** Where a learned contact rate comes from, as the end of a sentence: "2 eerdere mailings met belastingaanslagen (…), en de standaardaanname …". */
export function learnedBasis(question: RateQuestion, waves: readonly PastWave[]): Text {
  const { kind } = question;
  if (waves.length === 0) return DEFAULT_CONTACT_RATES[kind].basis;
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
  const because = adjustmentOf(question);
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

function adjustmentOf({ adjustment }: RateQuestion): Text {
  if (!adjustment || adjustment.factor === 1) return { nl: '', en: '' };
  const { factor, reason } = adjustment;
  const [nl, en] = factor > 1 ? ['meer', 'more'] : ['minder', 'less'];
  return {
    nl: `; ${percent(Math.abs(factor - 1), 'nl')} % ${nl}, want ${reason.nl}`,
    en: `; ${percent(Math.abs(factor - 1), 'en')} % ${en}, because ${reason.en}`,
  };
}
