import { describe, expect, it } from '@jest/globals';
import type { BriefingContent } from '../../src/domain/briefing.ts';
import { type BriefingPdf } from '../../src/pdf/briefing-pdf.ts';
import { keptBriefings } from '../../src/pdf/kept-briefings.ts';

const content: BriefingContent = {
  title: 'WOZ-beschikking 2027',
  purpose: 'De inwoner controleert de WOZ-waarde.',
  batches: [],
  printedContact: { phone: '088-000 00 00', openingHours: '9-17 uur', webAddress: 'x.example' },
  perDay: [],
  topPairs: [
    { number: 1, topic: '', question: 'V?', answer: 'A.', internalNote: 'Geheim.', owner: '' },
  ],
  pairs: 1,
};
const briefing = (change: Partial<BriefingPdf> = {}): BriefingPdf => ({
  content,
  occasion: { nl: 'Vooraf', en: 'Ahead' },
  language: 'nl',
  timeZone: 'Europe/Amsterdam',
  municipality: 'Gemeente Sluiswaard',
  today: '2027-02-15',
  ...change,
});

/** A printer that counts, and answers what it was given. */
function printer(most?: number) {
  const made: BriefingPdf[] = [];
  const print = keptBriefings((given) => {
    made.push(given);
    return Promise.resolve(Buffer.from(JSON.stringify(given)));
  }, most);
  return { made, print };
}

describe('briefings that are kept', () => {
  it('are made once, also for two who ask at the same time', async () => {
    const { made, print } = printer();
    const [one, two] = await Promise.all([print(briefing()), print(briefing())]);
    expect(await print(briefing())).toBe(one);
    expect(two).toBe(one);
    expect(made).toHaveLength(1);
  });

  it.each<[string, Partial<BriefingPdf>]>([
    ['answer', { content: { ...content, topPairs: [{ ...content.topPairs[0]!, answer: 'B.' }] } }],
    [
      'note',
      { content: { ...content, topPairs: [{ ...content.topPairs[0]!, internalNote: '' }] } },
    ],
    ['language', { language: 'en' }],
    ['occasion', { occasion: { nl: 'Gewijzigd', en: 'Changed' } }],
    ['municipality', { municipality: 'Gemeente Andersdam' }],
  ])('are made anew when the %s is another', async (_what, change) => {
    const { made, print } = printer();
    await print(briefing());
    const anew = await print(briefing(change));
    expect(JSON.parse(anew.toString())).toEqual(briefing(change));
    expect(made).toHaveLength(2);
  });

  it('make way for others, the one first that was asked for longest ago', async () => {
    const { made, print } = printer(2);
    const towns = ['A', 'B', 'A', 'C', 'A'].map((municipality) => briefing({ municipality }));
    for (const one of towns) await print(one);
    expect(made.map(({ municipality }) => municipality)).toEqual(['A', 'B', 'C']);
    await print(briefing({ municipality: 'B' }));
    expect(made).toHaveLength(4);
  });

  it('are tried again when making one failed', async () => {
    let tries = 0;
    const print = keptBriefings(() => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('No font')) : Promise.resolve(Buffer.from('x'));
    });
    await expect(print(briefing())).rejects.toThrow('No font');
    expect(await print(briefing())).toEqual(Buffer.from('x'));
  });
});
