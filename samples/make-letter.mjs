/**
 * Writes samples/woz-2027/letter.pdf from letter.nl.md: `node samples/make-letter.mjs`. A plain rendering, A4 with its font
 * embedded, as a print house wants it. All data are synthetic.
 */
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pipeline } from 'node:stream/promises';
import PDFDocument from 'pdfkit';

const folder = new URL('./woz-2027/', import.meta.url);
const font = (name) => createRequire(import.meta.url).resolve(`@expo-google-fonts/source-sans-3/${name}`); // prettier-ignore
const source = await readFile(new URL('letter.nl.md', folder), 'utf8');
// A fixed moment, so that the file changes only when the letter does.
const written = new Date('2027-01-18T09:00:00Z');
const document = new PDFDocument({
  size: 'A4',
  margin: 70,
  font: font('400Regular/SourceSans3_400Regular.ttf'),
  info: {
    Title: 'Aanslag 2027 (verzonnen voorbeeldbrief)',
    Author: 'Gemeente Sluiswaard (verzonnen)',
    CreationDate: written,
    ModDate: written,
  },
  lang: 'nl',
});
const done = pipeline(document, createWriteStream(new URL('letter.pdf', folder)));
document.registerFont('bold', font('600SemiBold/SourceSans3_600SemiBold.ttf'));
for (const line of source
  .replaceAll(/<!--.*?-->\n?/gs, '')
  .trim()
  .split('\n')) {
  const heading = /^#+ (.*)/.exec(line);
  const plain = (heading?.[1] ?? line).replaceAll('**', '');
  if (/^\|[ :-]+\|/.test(plain) && !/[a-z]/i.test(plain)) continue;
  const cells = plain.startsWith('|') ? plain.split('|').map((cell) => cell.trim()).filter(Boolean).join('    ') : plain; // prettier-ignore
  document.font(heading ? 'bold' : font('400Regular/SourceSans3_400Regular.ttf'));
  document.fontSize(heading ? 13 : 10.5).text(cells || ' ');
}
document.end();
await done;
