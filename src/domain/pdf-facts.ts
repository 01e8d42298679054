/** Pages of one size; the longest side may lie either way. */
export interface PdfSize {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly pages: number;
  /** Counted from 1. */
  readonly firstPage: number;
}

export interface PdfFont {
  readonly name: string;
  /** Whether the letter forms are in the file, so that it looks the same on every printer. */
  readonly embedded: boolean;
  readonly firstPage: number;
}

/** What does not belong in something that is printed. */
export type PdfExtra = 'script' | 'attachment' | 'form';

/** What was read in a PDF; nothing of it is what the file or its maker says about itself. */
export interface PdfFacts {
  readonly pages: number;
  /** Each size once. */
  readonly sizes: readonly PdfSize[];
  /** Each font once. */
  readonly fonts: readonly PdfFont[];
  /** The text layer of the first pages, one string for each; empty for a page that is a picture. */
  readonly text: readonly string[];
  /** Whether there are more pages than `text` has strings, or text was cut off. */
  readonly moreText: boolean;
  readonly extras: readonly PdfExtra[];
}

const A4_MM = [210, 297] as const;
/** ISO 216 allows 2 mm for a side of this length. */
const A4_TOLERANCE_MM = 2;

/** Whether a page of this size is A4, standing or lying. */
export function isA4({ widthMm, heightMm }: Pick<PdfSize, 'widthMm' | 'heightMm'>): boolean {
  const sides = [widthMm, heightMm].toSorted((left, right) => left - right);
  return sides.every((side, i) => Math.abs(side - A4_MM[i]!) <= A4_TOLERANCE_MM);
}

/** The sizes that are not A4. */
export function otherThanA4({ sizes }: PdfFacts): PdfSize[] {
  return sizes.filter((size) => !isA4(size));
}

/** The fonts that are not in the file. */
export function missingFonts({ fonts }: PdfFacts): PdfFont[] {
  return fonts.filter((font) => !font.embedded);
}
