import type { Audience } from './audience.ts';
import type { InputFault } from './input-fault.ts';
import { fault } from './input-fault.ts';
import { compareInstants, type Instant } from './instant.ts';
import { type Mailing, isEnded } from './mailing.ts';
import { missingFonts, otherThanA4, type PdfFacts } from './pdf-facts.ts';
import type { PdfFault } from './pdf-fault.ts';
import type { PrintFile, PrintManifest } from './print-manifest.ts';
import type { Text } from './text.ts';

/**
 * Where a print job is: refused (back to the department), held, released (the printer may print it), printed (there is
 * a receipt), stopped (taken back after it was released) or returned (its mailing ended before it left).
 */
export const PRINT_JOB_STATUSES = ['refused', 'held', 'released', 'printed', 'stopped', 'returned'] as const; // prettier-ignore
export type PrintJobStatus = (typeof PRINT_JOB_STATUSES)[number];

/** In these states a job's files are needed: for the printer, or to be placed there once more. */
export const NEEDS_FILES: readonly PrintJobStatus[] = ['held', 'released'];

/** Whether the job came in before its letter became what it is now; nothing of it is printed then. */
export function isOldLetter(
  { receivedAt }: { readonly receivedAt: Instant },
  letterSince: Instant | undefined,
): boolean {
  return letterSince !== undefined && compareInstants(receivedAt, letterSince) < 0;
}

/** Why a job cannot be taken back: it is no longer held. One that is held here was just taken up. */
export function notHeldText(status: PrintJobStatus): Text {
  switch (status) {
    case 'held':
    case 'released':
      return {
        nl: 'Deze printopdracht is al vrijgegeven aan de drukker. Trek de mailing in om haar te stoppen.',
        en: 'This print job was already released to the printer. Withdraw the mailing to stop it.',
      };
    case 'printed':
      return {
        nl: 'Deze printopdracht is al gedrukt. Sluis kan haar niet terughalen.',
        en: 'This print job was already printed. Sluis cannot call it back.',
      };
    case 'stopped':
    case 'returned':
      return {
        nl: 'Deze printopdracht is al gestopt of teruggenomen. Er wordt niets van gedrukt.',
        en: 'This print job was already stopped or taken back. Nothing of it is printed.',
      };
    case 'refused':
      return {
        nl: 'Deze printopdracht is geweigerd. Er wordt niets van gedrukt.',
        en: 'This print job was refused. Nothing of it is printed.',
      };
  }
}

/** Something in a job's folder that is not what it should be. */
export type EntryFault = 'link' | 'several-names' | 'not-a-file' | 'too-big' | 'gone';

/** A file of a job as it was found. */
export type SeenFile =
  | { readonly name: string; readonly fault: EntryFault }
  | {
      readonly name: string;
      readonly sha256: string;
      readonly bytes: number;
      readonly pdf: PdfFacts | PdfFault;
    };

/** Everything in which the files differ from what the manifest says of them, and why they cannot be printed. */
export function fileFaults(manifest: PrintManifest, seen: readonly SeenFile[]): InputFault[] {
  const unlisted = seen.filter(({ name }) => !manifest.files.some((file) => file.name === name));
  return [
    ...manifest.files.flatMap((file) => {
      const found = seen.find(({ name }) => name === file.name);
      if (!found) return [fault(file.name, 'Dit bestand ontbreekt.', 'This file is missing.')];
      return [...('fault' in found ? [entryFault(found)] : contentFaults(file, found))];
    }),
    ...unlisted.map(({ name }) =>
      fault(
        name.slice(0, 100),
        'Dit staat niet in manifest.json. Haal het weg of neem het op.',
        'This is not in manifest.json. Take it out or put it in the list.',
      ),
    ),
  ];
}

function entryFault({ name, fault: why }: Extract<SeenFile, { fault: EntryFault }>): InputFault {
  switch (why) {
    case 'link':
      return fault(
        name,
        'Is een verwijzing. Lever het bestand zelf aan.',
        'Is a link. Hand in the file itself.',
      );
    case 'several-names':
      return fault(
        name,
        'Staat ook onder een andere naam op de schijf (harde link). Lever een kopie aan.',
        'Has another name on the disk as well (hard link). Hand in a copy.',
      );
    case 'not-a-file':
      return fault(name, 'Is geen gewoon bestand.', 'Is not an ordinary file.');
    case 'too-big':
      return fault(name, 'Is te groot om te lezen.', 'Is too big to read.');
    case 'gone':
      return fault(
        name,
        'Was weg toen wij het wilden lezen.',
        'Was gone when we were about to read it.',
      );
  }
}

function* contentFaults(
  file: PrintFile,
  seen: Exclude<SeenFile, { fault: EntryFault }>,
): Generator<InputFault> {
  const { name } = file;
  if (seen.bytes !== file.bytes) {
    yield fault(
      name,
      `Heeft ${seen.bytes} bytes; in manifest.json staat ${file.bytes}.`,
      `Has ${seen.bytes} bytes; manifest.json says ${file.bytes}.`,
    );
  }
  if (seen.sha256 !== file.sha256) {
    yield fault(
      name,
      'Is niet het bestand waarvan manifest.json de SHA-256 noemt.',
      'Is not the file of which manifest.json gives the SHA-256.',
    );
  }
  if ('code' in seen.pdf) {
    yield fault(name, capital(seen.pdf.text.nl), capital(seen.pdf.text.en));
    return;
  }
  if (seen.pdf.pages !== file.pages) {
    yield fault(
      name,
      `Heeft ${seen.pdf.pages} bladzijden; in manifest.json staat ${file.pages}.`,
      `Has ${seen.pdf.pages} pages; manifest.json says ${file.pages}.`,
    );
  }
  for (const { widthMm, heightMm, firstPage } of otherThanA4(seen.pdf)) {
    const size = `${widthMm} x ${heightMm} mm`;
    yield fault(
      name,
      `Bladzijde ${firstPage} is geen A4 maar ${size}.`,
      `Page ${firstPage} is not A4 but ${size}.`,
    );
  }
  for (const font of missingFonts(seen.pdf)) {
    yield fault(
      name,
      `Het lettertype ${font.name} zit niet in de PDF (bladzijde ${font.firstPage}). Maak de PDF met ingesloten lettertypen.`,
      `The font ${font.name} is not in the PDF (page ${font.firstPage}). Make the PDF with embedded fonts.`,
    );
  }
  if (seen.pdf.extras.length > 0) {
    yield fault(
      name,
      'Heeft een bijlage, script of formulier in zich. Maak een PDF zonder.',
      'Has an attachment, script or form inside. Make a PDF without.',
    );
  }
}

/**
 * What speaks against a job as its mailing stands. `handedIn` are the addressees of the other jobs of that batch, and of
 * the whole mailing. As long as no batches are planned, only the whole is looked at; the permit looks again.
 */
export function mailingFaults(
  manifest: PrintManifest,
  mailing: Mailing | undefined,
  handedIn: { readonly batch: number; readonly mailing: number },
): InputFault[] {
  if (!mailing || mailing.status === 'draft' || mailing.status === 'announced') {
    return [
      fault(
        'mailingId',
        'Deze mailing is niet ingediend in Sluis. Dien haar eerst in.',
        'This mailing was not submitted to Sluis. Submit it first.',
      ),
    ];
  }
  if (isEnded(mailing)) {
    return [
      fault(
        'mailingId',
        'Deze mailing is ingetrokken, geweigerd of afgerond.',
        'This mailing was withdrawn, refused or has ended.',
      ),
    ];
  }
  const whole = lettersFault('mailing', mailing.content.audience.letter, manifest, handedIn);
  const batch = audienceOfBatch(mailing, manifest.batch);
  if (whole || batch === 'unplanned') return whole ? [whole] : [];
  if (!batch) {
    return [
      fault(
        'batch',
        `Deze mailing heeft geen deelverzending ${manifest.batch}.`,
        `This mailing has no batch ${manifest.batch}.`,
      ),
    ];
  }
  const part = lettersFault('batch', batch.letter, manifest, handedIn);
  return part ? [part] : [];
}

/** The audience of a batch as it left, or as it is planned; `unplanned` while there is no plan. */
export function audienceOfBatch(
  mailing: Exclude<Mailing, { status: 'draft' | 'announced' }>,
  number: number,
): Audience | undefined | 'unplanned' {
  const left = 'released' in mailing ? mailing.released : [];
  const plan = 'preparation' in mailing ? mailing.preparation.dispatchPlan : undefined;
  const one = [...left, ...(plan?.batches ?? [])].find((batch) => batch.number === number);
  return one?.audience ?? (plan || left.length > 0 ? undefined : 'unplanned');
}

function lettersFault(
  of: 'mailing' | 'batch',
  letters: number,
  { addressCount, batch }: PrintManifest,
  handedIn: { readonly batch: number; readonly mailing: number },
): InputFault | undefined {
  const before = handedIn[of];
  if (before + addressCount <= letters) return undefined;
  const [nl, en] =
    of === 'mailing' ? ['De mailing', 'The mailing'] : [`Deelverzending ${batch}`, `Batch ${batch}`]; // prettier-ignore
  return fault(
    'addressCount',
    `${nl} heeft ${letters} brieven; er zijn er al ${before} aangeleverd en deze opdracht heeft er ${addressCount}.`,
    `${en} has ${letters} letters; ${before} were handed in before and this job has ${addressCount}.`,
  );
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
