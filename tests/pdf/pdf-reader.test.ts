import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { missingFonts, otherThanA4, type PdfFacts } from '../../src/domain/pdf-facts.ts';
import { createPdfReader } from '../../src/pdf/index.ts';
import { ODD_PDFS } from '../support/odd-pdf.ts';
import { letterPdf } from '../support/pdf.ts';
import { seeded } from '../support/random.ts';

interface Item {
  readonly name: string;
  readonly fault?: string;
  readonly pages?: number;
  readonly a4?: boolean;
  /** Whether every font is in the file. */
  readonly fonts?: boolean;
  /** Of the first page. */
  readonly text?: string;
  readonly extras?: readonly string[];
}

const { items } = JSON.parse(
  readFileSync(new URL('../corpus/pdf/items.json', import.meta.url), 'utf8'),
) as { readonly items: readonly Item[] };
const reader = createPdfReader({ pages: 200, seconds: 20, stepSeconds: 10, memoryMb: 250 });

describe('the corpus of PDFs', () => {
  it('has an answer for every file that can be made, and the other way round', () => {
    expect(items.map((item) => item.name).toSorted()).toEqual(Object.keys(ODD_PDFS).toSorted());
  });

  // On a busy machine a bomb unpacks slowly, and it is its size that is to be found.
  const patient = createPdfReader({ pages: 200, seconds: 100, stepSeconds: 100, memoryMb: 250 });

  it.each(items)(
    '$name',
    async ({ name, ...expected }) => {
      const reading = await patient.read(await ODD_PDFS[name]!());
      expect(reading.ok ? seen(reading.facts) : { fault: reading.fault.code }).toEqual(expected);
    },
    120_000,
  );
});

function seen(facts: PdfFacts): Omit<Item, 'name'> {
  return {
    pages: facts.pages,
    a4: otherThanA4(facts).length === 0,
    fonts: missingFonts(facts).length === 0,
    text: facts.text[0]!,
    ...(facts.extras.length > 0 && { extras: facts.extras }),
  };
}

describe('the PDF reader', () => {
  it('says where it saw what', async () => {
    const reading = await reader.read(await ODD_PDFS['mixed-sizes']!());
    expect(reading).toMatchObject({
      facts: {
        sizes: [
          { widthMm: 210, heightMm: 297, pages: 2, firstPage: 1 },
          { widthMm: 148, heightMm: 210, pages: 1, firstPage: 3 },
        ],
        fonts: [{ name: expect.stringContaining('SourceSans3'), embedded: true, firstPage: 1 }],
        text: ['Een', 'Twee', 'Drie'],
      },
    });
  });

  it('keeps the bytes of whoever asks, and reads several at once', async () => {
    // With memory of its own, as a file that was read has.
    const bytes = Buffer.from(new Uint8Array(await letterPdf(['Een'])).buffer);
    const before = Buffer.from(bytes);
    const answers = await Promise.all([reader.read(bytes), reader.read(bytes)]);
    expect(answers.map((answer) => answer.ok)).toEqual([true, true]);
    expect(bytes.equals(before)).toBe(true);
  });

  it('takes the bytes of who gives them away, and reads them as well', async () => {
    const given = new Uint8Array(await letterPdf(['Een']));
    const [first, second] = await Promise.all([
      reader.readAway(given),
      reader.readAway(new Uint8Array(await letterPdf(['Twee']))),
    ]);
    expect([first, second]).toMatchObject([{ facts: { text: ['Een'] } }, { facts: { text: ['Twee'] } }]); // prettier-ignore
    expect(given).toHaveLength(0);
  });

  it('reads no more than its bounds', async () => {
    const small = createPdfReader({ bytes: 10_000, pages: 2, textPages: 1 });
    const codeOf = async (bytes: Buffer) => {
      const reading = await small.read(bytes);
      return reading.ok ? reading.facts.moreText : reading.fault.code;
    };
    expect(await codeOf(await letterPdf(['Een', 'Twee']))).toBe(true);
    expect(await codeOf(await letterPdf(['Een', 'Twee', 'Drie']))).toBe('too-many-pages');
    expect(await codeOf(Buffer.alloc(10_001))).toBe('too-big');
  });

  it('stops when it takes too long', async () => {
    const hasty = createPdfReader({ seconds: 0.001 });
    const pages = Array.from({ length: 300 }, (_, i) => `Blad ${i} `.repeat(300));
    expect(await hasty.read(await letterPdf(pages))).toMatchObject({ fault: { code: 'too-slow' } });
  });

  it('answers whatever was spoilt on the way', async () => {
    const random = seeded(20_261_127);
    const letter = await letterPdf(['Beste inwoner,']);
    const answers: string[] = [];
    for (let run = 0; run < 25; run += 1) {
      const spoilt = Buffer.from(letter);
      for (let i = 0; i < 1 + random.uniform() * 20; i += 1) {
        spoilt[Math.floor(random.uniform() * spoilt.length)] = Math.floor(random.uniform() * 256);
      }
      const reading = await reader.read(spoilt);
      answers.push(reading.ok ? 'read' : reading.fault.text.nl);
    }
    expect(answers.filter((answer) => !/^(?:read|.*\w\.)$/.test(answer))).toEqual([]);
    expect(new Set(answers).size).toBeGreaterThan(1);
  });
});
