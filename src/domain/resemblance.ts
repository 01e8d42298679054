/** What can be compared of a message: who it is from, how its subject goes, and a sketch of its text. */
export interface MessageShape {
  /** Address in the From header, lower case. */
  readonly from: string;
  readonly subject: string;
  /** MinHash sketch of the text: fixed length, so that two can be compared position by position. */
  readonly sketch: readonly number[];
}

const SKETCH_SIZE = 64;
/** Letters of one mail merge share far more than this, whatever is filled in; other letters far less. */
const SAME_TEXT = 0.5;
const SAME_SUBJECT = 0.5;

/** The shape of a message with this plain text. */
export function shapeOf(message: {
  readonly from: string;
  readonly subject: string;
  readonly text: string;
}): MessageShape {
  return {
    from: message.from.toLowerCase(),
    subject: wordsOf(message.subject).join(' '),
    sketch: sketchOf(message.text),
  };
}

/** Whether `left` and `right` are the same letter to two people: same sender, alike in subject and nearly the same text. */
export function resembles(left: MessageShape, right: MessageShape): boolean {
  return (
    left.from === right.from &&
    sharedWords(left.subject, right.subject) >= SAME_SUBJECT &&
    similarity(left.sketch, right.sketch) >= SAME_TEXT
  );
}

/** How much two texts have in common, from 0 to 1: an estimate of the Jaccard index of their word pairs, to about 0.06. */
export function similarity(left: readonly number[], right: readonly number[]): number {
  return left.filter((value, index) => value === right[index]).length / SKETCH_SIZE;
}

/**
 * A sketch of `text` of which each position is the smallest hash of its word pairs under another hash function (Broder
 * 1997). Numbers count as one and the same word: amounts and case numbers are what a mail merge fills in.
 */
export function sketchOf(text: string): number[] {
  const words = wordsOf(text);
  const sketch = Array.from({ length: SKETCH_SIZE }, () => 0xffffffff);
  for (let at = 0; at < Math.max(1, words.length - 1); at += 1) {
    const hash = fnv1a(`${words[at] ?? ''} ${words[at + 1] ?? ''}`);
    for (let position = 0; position < SKETCH_SIZE; position += 1) {
      const value = mixed(hash ^ Math.imul(position + 1, 0x9e3779b1));
      if (value < sketch[position]!) sketch[position] = value;
    }
  }
  return sketch;
}

function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/\d[\d.,]*/g, '#')
      .match(/[\p{L}#]+/gu) ?? []
  );
}

function sharedWords(left: string, right: string): number {
  const ours = new Set(left.split(' '));
  const theirs = new Set(right.split(' '));
  const both = [...ours].filter((word) => theirs.has(word)).length;
  return both / Math.max(1, ours.size + theirs.size - both);
}

/** 32-bit FNV-1a over UTF-16 units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

/** The finaliser of MurmurHash3: every bit of the input changes half of the output. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
