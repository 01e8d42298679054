import { z } from 'zod';
import { missingFonts, otherThanA4, type PdfFacts } from '../domain/pdf-facts.ts';
import type { Text } from '../domain/text.ts';
import { says } from '../http/input-text.ts';
import { createPdfReader } from '../pdf/index.ts';
import { counted } from '../domain/counted-text.ts';
import { formFile } from './form-file.ts';

/** A letter of a department, with enclosures; what goes to the print house comes another way. */
const reader = createPdfReader({
  pages: 100,
  seconds: 20,
  stepSeconds: 10,
  memoryMb: 300,
  textPages: 40,
});
/** What the API takes of one text. */
const LONGEST_TEXT = 100_000;

/** A PDF that was chosen in a form, and what was read in it. A file that cannot be read is a fault of its field, in words. */
export const letterPdf = formFile.transform(async (file, context) => {
  const reading = await reader.read(file.bytes);
  if (reading.ok) return { name: file.name, bytes: file.bytes, facts: reading.facts };
  const { nl, en } = reading.fault.text;
  const again = {
    nl: 'Wat u verder hebt ingevuld, staat er nog.',
    en: 'The rest of what you filled in is still there.',
  };
  const sentence = says(`${file.name} ${nl} ${again.nl}`, `${file.name} ${en} ${again.en}`);
  context.addIssue({ code: 'custom', ...sentence });
  return z.NEVER;
});
export type LetterPdf = z.output<typeof letterPdf>;

/** The text of the letter as residents read it, page after page; undefined when the pages are pictures. */
export function textOf({ text }: PdfFacts): string | undefined {
  const all = text
    .map((page) => page.trim())
    .filter((page) => page !== '')
    .join('\n\n')
    // What a PDF may hold and a text may not.
    .replaceAll(/[^\P{Cc}\n\t]|\p{Surrogate}/gu, '')
    .slice(0, LONGEST_TEXT);
  return all === '' ? undefined : all;
}

/** What was read in the letter, and what the sender should look at before it is printed. */
export function letterTold({ facts }: LetterPdf): Text {
  const { pages, extras } = facts;
  const fonts = missingFonts(facts).map(({ name }) => name);
  const parts: Text[] = [
    counted(pages, {
      nl: ['bladzijde gelezen.', 'bladzijden gelezen.'],
      en: ['page read.', 'pages read.'],
    }),
    otherThanA4(facts).length === 0
      ? { nl: 'Alles is A4.', en: 'All is A4.' }
      : {
          nl: 'Let op: niet elke bladzijde is A4.',
          en: 'Mind: not every page is A4.',
        },
    fonts.length === 0
      ? { nl: 'De lettertypes zitten erin.', en: 'The fonts are in it.' }
      : {
          nl: `Let op: deze lettertypes zitten niet in de PDF: ${fonts.join(', ')}. Gedrukt kan de brief er anders uitzien.`,
          en: `Mind: these fonts are not in the PDF: ${fonts.join(', ')}. Printed, the letter may look different.`,
        },
    textOf(facts) === undefined
      ? {
          nl: 'Let op: er zit geen tekst in, alleen plaatjes. Plak de tekst zelf in het vak.',
          en: 'Mind: there is no text in it, only pictures. Paste the text into the field yourself.',
        }
      : {
          nl: 'De tekst is overgenomen. Kijk of die klopt.',
          en: 'The text was taken over. See whether it is right.',
        },
  ];
  if (extras.length > 0) {
    parts.push({
      nl: 'Let op: er zit een script, formulier of bijlage in. Dat hoort niet in een brief.',
      en: 'Mind: there is a script, form or attachment in it. That does not belong in a letter.',
    });
  }
  return { nl: parts.map((one) => one.nl).join(' '), en: parts.map((one) => one.en).join(' ') };
}
