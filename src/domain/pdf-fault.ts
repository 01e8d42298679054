import type { Text } from './text.ts';

/** Bounds to what is read of one PDF. */
export interface PdfLimits {
  readonly bytes: number;
  readonly pages: number;
  /** For the whole file. */
  readonly seconds: number;
  /** That one step, such as a page, may take. */
  readonly stepSeconds: number;
  /** Of the whole process, beyond what it had at the start. */
  readonly memoryMb: number;
  /** Of how many pages the text is kept. */
  readonly textPages: number;
}

/** Why a PDF could not be read. */
export type PdfFaultCode =
  | 'not-a-pdf'
  | 'damaged'
  | 'appended'
  | 'encrypted'
  | 'too-big'
  | 'too-many-pages'
  | 'too-slow'
  | 'too-much-memory';

export interface PdfFault {
  readonly code: PdfFaultCode;
  readonly text: Text;
}

/** A fault with its sentence, which begins after the name of the file ("brief.pdf ..."). */
export function pdfFault(code: PdfFaultCode, limits: PdfLimits): PdfFault {
  return { code, text: sentence(code, limits) };
}

function sentence(code: PdfFaultCode, limits: PdfLimits): Text {
  switch (code) {
    case 'not-a-pdf':
      return {
        nl: 'is geen PDF. Bewaar het document als PDF en lever het opnieuw aan.',
        en: 'is not a PDF. Save the document as PDF and hand it in again.',
      };
    case 'damaged':
      return {
        nl: 'is beschadigd of niet helemaal aangekomen. Maak de PDF opnieuw en lever hem opnieuw aan.',
        en: 'is damaged or did not arrive whole. Make the PDF again and hand it in again.',
      };
    case 'appended':
      return {
        nl: 'heeft na het einde van de PDF nog iets anders staan. Maak de PDF opnieuw, zonder toevoegingen.',
        en: 'has something else behind the end of the PDF. Make the PDF again, with nothing added.',
      };
    case 'encrypted':
      return {
        nl: 'is beveiligd met een wachtwoord of met beperkingen. Haal de beveiliging eraf en lever hem opnieuw aan.',
        en: 'is protected by a password or by restrictions. Take the protection off and hand it in again.',
      };
    case 'too-big':
      return {
        nl: `is te groot; een PDF mag ${megabytes(limits.bytes)} MB zijn. Verdeel hem over meer bestanden.`,
        en: `is too big; a PDF may have ${megabytes(limits.bytes)} MB. Divide it over more files.`,
      };
    case 'too-many-pages':
      return {
        nl: `heeft te veel bladzijden; het mogen er ${limits.pages} zijn. Verdeel hem over meer bestanden.`,
        en: `has too many pages; it may have ${limits.pages}. Divide it over more files.`,
      };
    case 'too-slow':
      return {
        nl: 'kost te veel tijd om te lezen. Maak een eenvoudiger PDF, of verdeel hem over meer bestanden.',
        en: 'takes too long to read. Make a simpler PDF, or divide it over more files.',
      };
    case 'too-much-memory':
      return {
        nl: 'wordt bij het lezen veel te groot. Maak een eenvoudiger PDF.',
        en: 'becomes far too big when it is read. Make a simpler PDF.',
      };
  }
}

function megabytes(bytes: number): number {
  return Math.floor(bytes / 1_048_576);
}
