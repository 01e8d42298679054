import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Language } from '../domain/text.ts';

const REGULAR = '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf';
const BOLD = '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf';
const MARGIN = 48;
const QUIET = '#595959';
const LINE = '#b4b4b4';

/** A table of few columns; the first cell of each row names the row. */
export interface PdfTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface PageSettings {
  readonly title: string;
  readonly language: Language;
  /** Of the running text, in points. */
  readonly size: number;
}

export type TaggedPage = ReturnType<typeof taggedPage>;

/**
 * An A4 page that screen readers can read: every part is tagged with what it is, in reading order, with the title, the
 * language and the fonts in the file (ISO 14289-1, PDF/UA-1).
 */
export function taggedPage({ title, language, size }: PageSettings) {
  const require = createRequire(import.meta.url);
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    pdfVersion: '1.7',
    // Its types do not know this one yet.
    subset: 'PDF/UA' as string as 'PDF/A-1',
    tagged: true,
    displayTitle: true,
    lang: language === 'nl' ? 'nl-NL' : 'en-GB',
    info: { Title: title },
    font: require.resolve(REGULAR),
  });
  document.registerFont('regular', require.resolve(REGULAR));
  document.registerFont('bold', require.resolve(BOLD));
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  let pages = 1;
  document.on('pageAdded', () => (pages += 1));
  const root = document.struct('Document');
  document.addStructure(root);
  const width = document.page.width - 2 * MARGIN;

  /** Text in the flow of the page, as a part of this type. */
  const text = (type: string, said: string, font: string, points: number, colour = 'black') => {
    root.add(
      document.struct(type, {}, () => {
        document
          .font(font)
          .fontSize(points)
          .fillColor(colour)
          .text(said, MARGIN, document.y, { width });
      }),
    );
  };
  const space = (lines: number) => document.moveDown(lines);

  return {
    heading: (level: 1 | 2 | 3, said: string) => {
      space(level === 1 ? 0 : 0.45);
      text(`H${level}`, said, 'bold', size * { 1: 1.8, 2: 1.25, 3: 1 }[level]);
      space(level === 3 ? 0 : 0.15);
    },
    paragraph: (said: string) => text('P', said, 'regular', size),
    quiet: (said: string) => text('P', said, 'regular', size * 0.9, QUIET),

    /** A picture over the width of the page, at most `height` points high; `alt` says what there is to see. */
    figure: (png: Buffer, alt: string, height: number) => {
      const top = document.y;
      const bbox: [number, number, number, number] = [MARGIN, top, MARGIN + width, top + height];
      root.add(
        document.struct('Figure', { alt, bbox, placement: 'Block' } as object, () => {
          document.image(png, MARGIN, top, { fit: [width, height], align: 'center' });
        }),
      );
      document.y = top + height;
      document.x = MARGIN;
      space(0.3);
    },

    table: ({ columns, rows }: PdfTable) => {
      const table = document.struct('Table');
      root.add(table);
      const cellWidth = width / columns.length;
      const row = (cells: readonly string[], head: boolean) => {
        const line = document.struct('TR');
        table.add(line);
        const top = document.y;
        for (const [at, cell] of cells.entries()) {
          const names = head || at === 0;
          const scope = head ? 'Column' : 'Row';
          line.add(
            document.struct(names ? 'TH' : 'TD', (names ? { scope } : {}) as object, () => {
              document
                .font(head ? 'bold' : 'regular')
                .fontSize(size * 0.9)
                .fillColor('black')
                .text(cell, MARGIN + at * cellWidth, top, {
                  width: cellWidth,
                  align: at === 0 ? 'left' : 'right',
                  lineBreak: false,
                });
            }),
          );
        }
        line.end();
        document.x = MARGIN;
        document.y = top + size * 1.35;
      };
      row(columns, true);
      document.markContent('Artifact', { type: 'Layout' });
      document.moveTo(MARGIN, document.y).lineTo(MARGIN + width, document.y);
      document.lineWidth(0.5).stroke(LINE).endMarkedContent();
      document.y += 2;
      for (const cells of rows) row(cells, false);
      table.end();
    },

    /** The bytes, and how many pages they came to. */
    finish: async (): Promise<{ readonly bytes: Buffer; readonly pages: number }> => {
      const ended = new Promise<void>((resolve) => document.once('end', resolve));
      root.end();
      document.end();
      await ended;
      return { bytes: Buffer.concat(parts), pages };
    },
  };
}
