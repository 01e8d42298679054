import { DEFAULT_CONTACT_RATES } from './contact-rate.ts';
import type { PastWave, RateQuestion } from './learn-contact-rate.ts';
import { percent } from './number-text.ts';
import type { Text } from './text.ts';

/** Where a learned contact rate comes from, as the end of a sentence: "2 eerdere golven van dit soort en de standaardaanname …". */
export function learnedBasis(question: RateQuestion, waves: readonly PastWave[]): Text {
  const same = waves.filter(({ kind }) => kind === question.kind).length;
  const parts = [
    countOf(
      same,
      ['eerdere golf van dit soort', 'eerdere golven van dit soort'],
      ['earlier wave of this kind', 'earlier waves of this kind'],
    ),
    countOf(
      waves.length - same,
      ['golf van een ander soort', 'golven van een ander soort'],
      ['wave of another kind', 'waves of another kind'],
    ),
    DEFAULT_CONTACT_RATES[question.kind].basis,
  ].filter((part) => part !== undefined);
  const sources = waves.length === 0 ? parts : [...parts.slice(0, -1), DEFAULT_PART];
  const because = adjustmentOf(question);
  return {
    nl: `${sources.map(({ nl }) => nl).join(', en ')}${because.nl}`,
    en: `${sources.map(({ en }) => en).join(', and ')}${because.en}`,
  };
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
