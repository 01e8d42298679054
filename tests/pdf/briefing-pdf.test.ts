import { beforeAll, describe, expect, it } from '@jest/globals';
import { missingFonts, otherThanA4, type PdfFacts } from '../../src/domain/pdf-facts.ts';
import type { BriefingContent } from '../../src/domain/briefing.ts';
import { withoutNote } from '../../src/domain/qa-sheet.ts';
import { briefingPdf } from '../../src/pdf/briefing-pdf.ts';
import { createPdfReader } from '../../src/pdf/index.ts';
import { wozQaSource } from '../support/samples.ts';

const reader = createPdfReader({ pages: 20, seconds: 20 });
const day = (date: string) => ({ date, p10: 90, p50: 120, p90: 180, mean: 125, ordinary: 40 });
const CONTENT: BriefingContent = {
  title: 'WOZ-beschikking 2027',
  purpose: 'De inwoner controleert de WOZ-waarde en betaalt op tijd.',
  batches: [
    {
      number: 1,
      releaseAt: '2027-02-16T07:00:00.000Z',
      audience: { letter: 9, email: 1, portal: 0 },
    },
  ],
  printedContact: {
    phone: '088-000 00 00',
    openingHours: 'elke werkdag van 9 tot 17 uur',
    webAddress: 'www.sluiswaard.example/woz',
  },
  perDay: ['2027-02-16', '2027-02-17', '2027-02-18'].map(day),
  topPairs: wozQaSource.pairs.slice(0, 5),
  pairs: 34,
};

const made = (change: Partial<Parameters<typeof briefingPdf>[0]> = {}) =>
  briefingPdf({
    content: CONTENT,
    occasion: { nl: 'Op de dag van de belgolf', en: 'On the day of the wave' },
    language: 'nl',
    timeZone: 'Europe/Amsterdam',
    municipality: 'Gemeente Sluiswaard',
    today: '2027-02-15',
    ...change,
  });

async function factsOf(bytes: Buffer): Promise<PdfFacts> {
  const reading = await reader.read(bytes);
  if (!reading.ok) throw new Error(reading.fault.code);
  return reading.facts;
}
const words = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('a briefing as PDF', () => {
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await made();
  });

  it('is one A4 page with its fonts in it', async () => {
    const facts = await factsOf(bytes);
    expect(facts.pages).toBe(1);
    expect(otherThanA4(facts)).toEqual([]);
    expect(missingFonts(facts)).toEqual([]);
  });

  it('says what residents ask and what to answer', async () => {
    const text = words((await factsOf(bytes)).text[0] ?? '');
    expect(text).toContain('WOZ-beschikking 2027');
    expect(text).toContain('Waarom is mijn WOZ-waarde gestegen?');
    expect(text).toContain('dinsdag 16 februari 2027');
    expect(text).toContain('Alleen voor u');
    expect(text).toContain('34 antwoorden in de hele vragenlijst');
    expect(text).toContain('10 geadresseerden');
  });

  it('leaves out the days that are over for who prints it later, as the page does', async () => {
    const text = words((await factsOf(await made({ today: '2027-02-17' }))).text[0] ?? '');
    expect(text).not.toContain('dinsdag 16 februari 2027 120');
    expect(text).toContain('woensdag 17 februari 2027 120');
    const after = words((await factsOf(await made({ today: '2027-03-01' }))).text[0] ?? '');
    expect(after).toContain('De belgolf is voorbij.');
  });

  it('prints notes for agents only where it is given them', async () => {
    const topPairs = CONTENT.topPairs.map(withoutNote) as unknown as BriefingContent['topPairs'];
    const content = { ...CONTENT, topPairs };
    const text = words((await factsOf(await made({ content }))).text[0] ?? '');
    expect(text).toContain('Waarom is mijn WOZ-waarde gestegen?');
    expect(text).not.toContain('Alleen voor u');
    expect(text).not.toContain('Gemiddelde stijging');
  });

  it('tells a screen reader what each part is, and what the chart shows', () => {
    const source = bytes.toString('latin1');
    for (const part of [
      '/S /H1',
      '/S /Figure',
      '/S /Table',
      '/S /TH',
      '/Scope /Column',
      '/Lang (nl-NL)',
    ]) {
      expect(source).toContain(part);
    }
    const alt = Buffer.from('Verwachte belgolf', 'utf16le').swap16().toString('latin1');
    expect(source.includes(alt) || source.includes('/Alt (Verwachte belgolf')).toBe(true);
  });

  it('stays one page, however long the answers are', async () => {
    const topPairs = CONTENT.topPairs.map((pair) => ({ ...pair, answer: pair.answer.repeat(12) }));
    const facts = await factsOf(await made({ content: { ...CONTENT, topPairs } }));
    expect(facts.pages).toBe(1);
    expect(words(facts.text[0] ?? '')).toContain('Wat eindigt op … staat helemaal in Sluis.');
  });

  it('also tells of a mailing of which hardly anything is known', async () => {
    const content = { ...CONTENT, topPairs: [], perDay: [], batches: [] };
    const text = words((await factsOf(await made({ content, language: 'en' }))).text[0] ?? '');
    expect(text).toContain('No wave is expected.');
  });
});
