import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { languageAdvice } from '../../src/domain/plain-language.ts';
import { readingScore, sentencesOf, syllablesIn, wordsOf } from '../../src/domain/reading-score.ts';
import { samplesFolder } from '../support/samples.ts';

const woz = (name: string) => readFileSync(join(samplesFolder, 'woz-2027', name), 'utf8');
const kinds = (text: string) => languageAdvice(text).hints.map(({ kind }) => kind);

describe('syllables', () => {
  it.each([
    ['wet', 1],
    ['brief', 1],
    ['waarde', 2],
    ['bijlage', 3],
    ['beoordelen', 4],
    ['geïnd', 2],
    ['ideeën', 3],
    ['officieel', 4],
    ['gemeente', 3],
    ['afvalstoffenheffing', 6],
    ['nieuwe', 2],
    ['uw', 1],
    ['hypotheek', 3],
    ['ozb', 1],
  ])('%s has %i', (word, count) => expect(syllablesIn(word)).toBe(count));
});

describe('sentences and words', () => {
  it('ends a sentence at a full stop, a heading, an item and a blank line, and not in a time', () => {
    expect(
      sentencesOf(
        '# Vragen\nBel ons tot 17.00 uur. Of mail!\n\n- eerst dit\n- dan dat\n\n| a | b |',
      ),
    ).toEqual(['Vragen', 'Bel ons tot 17.00 uur.', 'Of mail!', 'eerst dit', 'dan dat']);
  });

  it('leaves addresses and numbers out of the words', () => {
    expect(
      wordsOf('Kijk op www.sluiswaard.example/woz of mail info@sluis.example in 2027'),
    ).toEqual(['Kijk', 'op', 'of', 'mail', 'in']);
  });
});

describe('the reading score', () => {
  it('is what Douma’s formula gives for counts made by hand', () => {
    // 4 sentences of 8 words of one syllable each: 206.835 - 0.93 * 8 - 77.
    const text = 'De man liep met zijn hond door stad. '.repeat(4);
    expect(readingScore(text)).toMatchObject({ sentences: 4, words: 32, syllables: 32 });
    expect(readingScore(text)?.score).toBeCloseTo(206.835 - 0.93 * 8 - 77, 9);
  });

  it('is far lower for a section of law than for a plain text', () => {
    const law =
      'Indien de belastingplichtige binnen de gestelde termijn bezwaar heeft aangetekend tegen de vastgestelde beschikking, kan de ' +
      'heffingsambtenaar, onverminderd hetgeen overigens in deze verordening is bepaald omtrent de invordering, ambtshalve uitstel van ' +
      'betaling verlenen voor het gedeelte van de aanslag waartegen de bezwaren zich richten.';
    const plain =
      'Bent u het niet eens met de brief? Bel ons dan. Wij kijken samen wat er niet klopt. Is er een fout? Dan maken wij een ' +
      'nieuwe brief. U hoeft dan nog niet te betalen. Dat kost u niets en u hoeft niets te doen.';
    expect(readingScore(law)?.score).toBeLessThan(20);
    expect(readingScore(plain)?.score).toBeGreaterThan(80);
  });

  it('finds the enclosure that was rewritten in plain Dutch easy to read', () => {
    expect(readingScore(woz('enclosure.nl.md'))?.score).toBeGreaterThan(60);
  });

  it('says nothing of a few words', () => expect(readingScore('Dag.')).toBeUndefined());

  it('is a number for any text that it scores', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), (text) => {
        const scored = readingScore(text.repeat(20));
        expect(scored === undefined || Number.isFinite(scored.score)).toBe(true);
      }),
    );
  });
});

describe('the advice', () => {
  it.each([
    ['Het bedrag wordt door ons van uw rekening afgeschreven.', 'passive'],
    ['Dit wordt een mooie dag.', undefined],
    ['Indien u vragen heeft, belt u ons.', 'jargon'],
    ['Uw onroerendezaakbelastingaanslag is klaar.', 'long-word'],
    [`Wij ${'lezen '.repeat(20)}de brief.`, 'long-sentence'],
    ['Wij sturen u een brief.', undefined],
  ])('of %j is %s', (text, kind) => {
    expect(kinds(text)).toEqual(kind === undefined ? [] : [kind]);
  });

  it.each([
    ['De bezwaren worden voor 1 mei behandeld.', ['worden … behandeld']],
    ['Er worden bezwaren aan de gemeenten verzonden.', ['worden … verzonden']],
    ['Het besluit wordt door gemeenten genomen.', ['wordt … genomen']],
    ['De gemeenten worden groter.', []],
  ])('takes no plural for a participle in %j', (text, found) => {
    expect(languageAdvice(text).hints.map((hint) => hint.found)).toEqual(found);
  });

  it('gives a plainer word', () => {
    expect(languageAdvice('U dient te betalen.').hints[0]).toMatchObject({
      found: 'dient',
      advice: { nl: 'Gewoner is: moet.' },
    });
  });

  it('says each thing once, at most five of a kind, and how many more there are', () => {
    const { hints, more } = languageAdvice(
      'Indien. Indien. Reeds. Tevens. Thans. Derhalve. Alsmede. Nimmer.',
    );
    expect(hints.map(({ found }) => found)).toEqual([
      'Indien',
      'Reeds',
      'Tevens',
      'Thans',
      'Derhalve',
    ]);
    expect(more).toBe(2);
  });

  it('is empty for no text', () => expect(languageAdvice('').hints).toEqual([]));
});
