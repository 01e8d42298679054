/** Vowels that are spoken as one; the longest come first. A trema (ë, ï, ö, ü) always begins a syllable of its own. */
const VOWEL_GROUPS =
  /aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|oe|ie|eu|ui|ei|ij|ou|au|[aeiouyäëïöüáéíóúàèêî]/g;
/** Shortest sentence and text from which a score says anything. */
const FEWEST_WORDS = 30;

/** How easy a text is to read. */
export interface ReadingScore {
  /** Higher is easier; plain text is above 65, law text below 30. Not limited to 0–100. */
  readonly score: number;
  readonly sentences: number;
  readonly words: number;
  readonly syllables: number;
}

/**
 * The sentences of a letter in running text or Markdown: without comments, tables and marks; a blank line, a heading and
 * an item of a list each end a sentence. What is filled in per recipient (`[[naam]]`) counts as one word.
 */
export function sentencesOf(text: string): string[] {
  return text
    .replaceAll(/<!--[^]*?-->/g, '')
    .replaceAll(/^\s*\|.*$/gm, '')
    .replaceAll(/^#+.*$/gm, (heading) => `${heading.replace(/^#+\s*/, '')}\n\n`)
    .replaceAll(/^\s*(?:[-*•]|\d+\.)\s+/gm, '\n\n')
    .replaceAll(/\[\[[^\]]*\]\]/g, 'naam')
    .replaceAll(/[*_`]+/g, '')
    .split(/\n\s*\n/)
    .flatMap((part) => part.replaceAll(/\s+/g, ' ').split(/(?<=[.!?])\s+(?=["'(‘“]?[\p{Lu}\d])/u))
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsOf(sentence).length > 0);
}

/** The words of a sentence, without numbers, web and e-mail addresses. */
export function wordsOf(sentence: string): string[] {
  return sentence
    .split(/\s+/)
    .filter((word) => !/@|www\.|:\/\/|\.\p{L}{2,}/u.test(word))
    .flatMap((word) => word.match(/\p{L}[\p{L}'’-]*/gu) ?? []);
}

/** The syllables of a Dutch word, counted by its groups of vowels; at least one. */
export function syllablesIn(word: string): number {
  return Math.max(1, word.normalize('NFC').toLowerCase().match(VOWEL_GROUPS)?.length ?? 0);
}

/**
 * The Flesch reading ease for Dutch: 206.835 − 0.93 × words per sentence − 77 × syllables per word (W.H. Douma, De
 * leesbaarheid van landbouwbladen, Wageningen 1960, after R. Flesch 1948). Undefined for fewer than 30 words, on which it
 * says nothing.
 */
export function readingScore(text: string): ReadingScore | undefined {
  const sentences = sentencesOf(text).map(wordsOf);
  const words = sentences.flat();
  if (words.length < FEWEST_WORDS) return undefined;
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  const score =
    206.835 - 0.93 * (words.length / sentences.length) - 77 * (syllables / words.length);
  return { score, sentences: sentences.length, words: words.length, syllables };
}
