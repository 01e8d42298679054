import { deflateSync } from 'node:zlib';
import { letterPdf, onePage, rawPdf, stream } from './pdf.ts';

const A4 = '/MediaBox[0 0 595 842]';
const MEGABYTE = 1_048_576;
const flate = (bytes: Buffer, entries = '/Filter/FlateDecode') =>
  stream(deflateSync(bytes, { level: 9 }), entries);
const bomb = (megabytes: number) => deflateSync(Buffer.alloc(megabytes * MEGABYTE, ' '));
const withoutEnd = async () => {
  const whole = await letterPdf();
  return whole.subarray(0, Math.floor(whole.length / 2));
};
const replaced = async (from: string, to: string) =>
  Buffer.from((await letterPdf()).toString('latin1').replace(from, to), 'latin1');
const zip = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'];

/** Files that somebody may hand in as a PDF, by the name they have in tests/corpus/pdf. */
export const ODD_PDFS: { readonly [name: string]: () => Buffer | Promise<Buffer> } = {
  letter: () => letterPdf(['Beste inwoner,\nUw aanslag.', 'Blad twee']),
  'no-pages': () => rawPdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>']),
  'standard-font': () => letterPdf(['Hallo'], { font: 'Helvetica' }),
  'us-letter': () => letterPdf(['Hallo'], { size: 'LETTER' }),
  'a4-lying': () => letterPdf(['Hallo'], { layout: 'landscape' }),
  'a4-turned': () => onePage('/MediaBox[0 0 842 595]/Rotate 90'),
  'a4-in-big-units': () => onePage('/MediaBox[0 0 297.5 421]/UserUnit 2'),
  'a4-cut-to-a5': () => onePage(`${A4}/CropBox[0 0 420 595]`),
  'a4-from-elsewhere': () => onePage('/MediaBox[-100 -100 495 742]'),
  'mixed-sizes': () =>
    letterPdf(['Een', 'Twee'], {}, (document) => document.addPage({ size: 'A5' }).text('Drie')),
  'no-text': () => onePage(A4),
  'without-size': () => onePage(''),
  empty: () => Buffer.alloc(0),
  text: () => Buffer.from('Beste inwoner'),
  html: () => Buffer.from('<!doctype html><title>PDF</title>'),
  zip: () => zip,
  png: () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  eicar: () => Buffer.from(EICAR.join('')),
  zeros: () => Buffer.alloc(10_000),
  'only-a-head': () => Buffer.from('%PDF-1.7\n'),
  'only-head-and-end': () => Buffer.from('%PDF-1.7\nstartxref\n0\n%%EOF'),
  'junk-before': async () => Buffer.concat([Buffer.from('MZ junk\n'), await letterPdf()]),
  'version-9': () => replaced('%PDF-1.3', '%PDF-9.9'),
  halfway: withoutEnd,
  'halfway-with-an-end': async () =>
    Buffer.concat([await withoutEnd(), Buffer.from('\nstartxref\n9\n%%EOF')]),
  'table-elsewhere': async () => replaced(/startxref\n\d+/.exec(String(await letterPdf()))![0], 'startxref\n9999999999'), // prettier-ignore
  'zip-behind': async () => Buffer.concat([await letterPdf(), zip]),
  'eicar-behind': async () => Buffer.concat([await letterPdf(), Buffer.from(EICAR.join(''))]),
  'zeros-behind': async () => Buffer.concat([await letterPdf(), Buffer.alloc(100)]),
  'needs-password': () => letterPdf(['Hallo'], { userPassword: 'geheim' }),
  'forbids-printing': () => letterPdf(['Hallo'], { ownerPassword: 'geheim', permissions: {} }),
  attachment: () =>
    letterPdf(['Hallo'], {}, (d) => void d.file(Buffer.from('x'), { name: 'macro.docm' })),
  script: () =>
    rawPdf([
      '<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      `<</Type/Page/Parent 2 0 R${A4}>>`,
    ]),
  'bomb-in-page': () => onePage(`${A4}/Contents 4 0 R`, [stream(bomb(500), '/Filter/FlateDecode')]),
  'bomb-in-bomb': () =>
    onePage(`${A4}/Contents 4 0 R`, [
      flate(deflateSync(bomb(500)), '/Filter[/FlateDecode/FlateDecode/FlateDecode]'),
    ]),
  'huge-picture': () =>
    onePage(`${A4}/Resources<</XObject<</P 4 0 R>>>>/Contents 5 0 R`, [
      flate(
        Buffer.alloc(MEGABYTE),
        '/Type/XObject/Subtype/Image/Width 65535/Height 65535/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode',
      ),
      stream(Buffer.from('q 595 0 0 842 0 0 cm /P Do Q')),
    ]),
  'pages-in-a-circle': () =>
    rawPdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R]/Count 1>>']),
  'more-pages-than-there-are': () =>
    rawPdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 150>>',
      `<</Type/Page/Parent 2 0 R${A4}>>`,
    ]),
  'a-million-pages': () =>
    rawPdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1000000>>',
      `<</Type/Page/Parent 2 0 R${A4}>>`,
    ]),
  'minus-one-page': () =>
    rawPdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count -1>>']),
  'form-in-itself': () =>
    onePage(`${A4}/Resources<</XObject<</F 4 0 R>>>>/Contents 5 0 R`, [
      stream(
        Buffer.from('/F Do /F Do'),
        '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>',
      ),
      stream(Buffer.from('/F Do')),
    ]),
  'brackets-in-brackets': () =>
    onePage(`${A4}/Contents 4 0 R`, [stream(Buffer.from(`${'['.repeat(500_000)} TJ`))]),
  'brackets-in-the-catalogue': () =>
    rawPdf([
      `<</Type/Catalog/Pages 2 0 R/X ${'['.repeat(500_000)}>>`,
      '<</Type/Pages/Kids[]/Count 0>>',
    ]),
  'table-in-a-circle': () => {
    const body = '%PDF-1.7\n';
    const rest = `xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev ${body.length}>>\nstartxref\n${body.length}\n%%EOF`;
    return Buffer.from(body + rest);
  },
  'object-that-is-itself': () =>
    rawPdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids 3 0 R/Count 1>>', '3 0 R']),
};
