import { JARGON } from './jargon.ts';
import { type ReadingScore, readingScore, sentencesOf, wordsOf } from './reading-score.ts';
import type { Text } from './text.ts';

/** Words in a sentence above which readers lose the thread; plain Dutch has 10 to 15 on average. */
const LONGEST_SENTENCE = 20;
/** Letters; the names of taxes alone are longer than most people read at once. */
const LONGEST_WORD = 18;
/** Advice of one kind is not repeated more often than this. */
const MOST_OF_A_KIND = 5;

/** One thing that would make a text plainer. `found` is the place in the text, word for word. */
export interface LanguageHint {
  readonly kind: 'long-sentence' | 'passive' | 'jargon' | 'long-word';
  readonly found: string;
  readonly advice: Text;
}

/** What can be said of how plain a text is. Advice only: nothing depends on it. */
export interface LanguageAdvice {
  readonly score?: ReadingScore;
  readonly level: Text;
  readonly hints: readonly LanguageHint[];
  /** Hints that were left out because there are many of their kind. */
  readonly more: number;
}

/** How plain a Dutch text for residents is: reading score, and what stands in the way of it, in the order of the text. */
export function languageAdvice(text: string): LanguageAdvice {
  const score = readingScore(text);
  const all = sentencesOf(text).flatMap((sentence) => [
    ...longSentence(sentence),
    ...passive(sentence),
    ...jargon(sentence),
    ...longWords(sentence),
  ]);
  const different = all.filter(
    (hint, at) => at === all.findIndex((one) => one.kind === hint.kind && one.found === hint.found),
  );
  const hints = different.filter(
    (hint, at) =>
      different.slice(0, at).filter(({ kind }) => kind === hint.kind).length < MOST_OF_A_KIND,
  );
  return {
    ...(score && { score }),
    level: levelOf(score),
    hints,
    more: different.length - hints.length,
  };
}

function levelOf(score: ReadingScore | undefined): Text {
  if (!score) {
    return {
      nl: 'De tekst is te kort om er een leesscore voor te geven.',
      en: 'The text is too short for a reading score.',
    };
  }
  if (score.score >= 65) {
    return {
      nl: 'Goed te lezen voor bijna iedereen.',
      en: 'Easy to read for almost everybody.',
    };
  }
  return score.score >= 45
    ? {
        nl: 'Lastig voor een deel van de lezers. Kortere zinnen en woorden helpen.',
        en: 'Hard for part of the readers. Shorter sentences and words help.',
      }
    : {
        nl: 'Moeilijk voor veel lezers. Verwacht vragen over wat er staat.',
        en: 'Difficult for many readers. Expect questions about what it says.',
      };
}

function longSentence(sentence: string): LanguageHint[] {
  const count = wordsOf(sentence).length;
  if (count <= LONGEST_SENTENCE) return [];
  return [
    {
      kind: 'long-sentence',
      found: sentence,
      advice: {
        nl: `Deze zin heeft ${count} woorden. Maak er twee van.`,
        en: `This sentence has ${count} words. Make it two.`,
      },
    },
  ];
}

/** `worden` with a past participle; who does it is then often unsaid. A guess by form, not by grammar. */
const WORDEN = /\b(wordt|worden|werd|werden)\b/i;
const PARTICIPLE =
  /^(ge|be|ver|ont|her|er|over|uit|aan|op|af|in|toe|door|mee|na)\p{L}{2,}(d|t|en)$/iu;

/** A word behind one of these is a noun that looks like a participle: "de bezwaren", "aan gemeenten". */
const BEFORE_NOUN = new Set(
  'de het een uw ons onze alle deze geen veel aan van voor door met over bij in op uit naar tot per tegen zonder'.split(
    ' ',
  ),
);

function passive(sentence: string): LanguageHint[] {
  const auxiliary = WORDEN.exec(sentence)?.[0];
  if (auxiliary === undefined) return [];
  const participle = wordsOf(sentence).findLast(
    (word, at, words) =>
      PARTICIPLE.test(word) &&
      /ge|^(be|ver|ont|her)/i.test(word) &&
      !BEFORE_NOUN.has(words[at - 1]?.toLowerCase() ?? ''),
  );
  if (participle === undefined) return [];
  return [
    {
      kind: 'passive',
      found: `${auxiliary} … ${participle}`,
      advice: {
        nl: 'Zeg wie het doet, bijvoorbeeld: "wij sturen u" in plaats van "er wordt u gestuurd".',
        en: 'Say who does it.',
      },
    },
  ];
}

function jargon(sentence: string): LanguageHint[] {
  return wordsOf(sentence).flatMap((word) => {
    const plainer = JARGON.get(word.toLowerCase());
    if (plainer === undefined) return [];
    const advice = { nl: `Gewoner is: ${plainer}.`, en: `Plainer in Dutch: ${plainer}.` };
    return [{ kind: 'jargon' as const, found: word, advice }];
  });
}

function longWords(sentence: string): LanguageHint[] {
  return wordsOf(sentence)
    .filter((word) => word.length > LONGEST_WORD && !JARGON.has(word.toLowerCase()))
    .map((found) => ({
      kind: 'long-word',
      found,
      advice: {
        nl: 'Dit is een lang woord. Kan het korter, of kunt u zeggen wat het betekent?',
        en: 'This is a long word. Can it be shorter, or can you say what it means?',
      },
    }));
}
