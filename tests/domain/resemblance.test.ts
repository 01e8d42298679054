import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { resembles, shapeOf, similarity, sketchOf } from '../../src/domain/resemblance.ts';

const LETTER = `Hierbij ontvangt u de aanslag gemeentelijke belastingen. U kunt het bedrag betalen in tien termijnen of in een keer.
Bent u het niet eens met de waarde van uw woning, bel ons dan eerst of maak binnen zes weken bezwaar. Op onze website leest u
hoe wij de waarde van uw woning hebben bepaald en hoe u kwijtschelding aanvraagt. Met vriendelijke groet, het team Belastingen.`;
const OTHER = `Op zaterdag vieren wij het lentefeest op het plein voor het stadhuis. Er is muziek, er zijn kramen met eten uit de
streek en kinderen kunnen pony rijden. De straten rond het plein zijn de hele dag dicht voor auto's; bussen rijden om. Kom met de fiets.`;

const word = fc.stringMatching(/^[a-z]{2,10}$/);
const filledIn = fc.record({
  name: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
  amount: fc.integer({ min: 1, max: 99_999 }).map((cents) => (cents / 100).toFixed(2)),
});
const letter = ({ name, amount }: { name: string; amount: string }, text = LETTER) =>
  shapeOf({
    from: 'belastingen@s.example',
    subject: `Uw aanslag ${amount}`,
    text: `Beste ${name},\n${text}\nU betaalt ${amount} euro.`,
  });

describe('two messages', () => {
  it('of one mail merge are the same letter, whatever is filled in', () => {
    fc.assert(
      fc.property(filledIn, filledIn, (left, right) => {
        expect(resembles(letter(left), letter(right))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('with other texts are not, though sender, subject and salutation are the same', () => {
    fc.assert(
      fc.property(filledIn, (one) => {
        expect(resembles(letter(one), letter(one, OTHER))).toBe(false);
      }),
    );
  });

  it('are not the same letter when the sender or the whole subject differs', () => {
    const one = letter({ name: 'a', amount: '1' });
    expect(resembles(one, { ...one, from: 'iemand@s.example' })).toBe(false);
    expect(resembles(one, { ...one, subject: 'herinnering parkeervergunning' })).toBe(false);
  });
});

describe('the sketch of a text', () => {
  it('estimates what share of its word pairs two texts have in common', () => {
    const half = LETTER.slice(0, LETTER.length / 2);
    const share = similarity(sketchOf(LETTER), sketchOf(half));
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.7);
    expect(similarity(sketchOf(LETTER), sketchOf(LETTER))).toBe(1);
    expect(similarity(sketchOf(LETTER), sketchOf(OTHER))).toBeLessThan(0.15);
  });

  it('exists for any text', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(sketchOf(text)).toHaveLength(64)));
  });
});
