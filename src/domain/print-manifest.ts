import { type InputFault, fault } from './input-fault.ts';

/** `format` of a manifest. */
export const PRINT_JOB_FORMAT = 'sluis-print-job/1';
export const MANIFEST_NAME = 'manifest.json';
/** How soon letters must arrive, as the carriers sell it: the next day, within two days, within three. */
export const POSTAGE_CLASSES = ['next-day', 'two-days', 'three-days'] as const;
export type PostageClass = (typeof POSTAGE_CLASSES)[number];

export interface PrintFile {
  readonly name: string;
  /** SHA-256 in lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  readonly pages: number;
}

/** What a department says about a print job; written last, and then checked. */
export interface PrintManifest {
  readonly format: typeof PRINT_JOB_FORMAT;
  /** Also the name of the job's folder. */
  readonly jobId: string;
  readonly mailingId: string;
  /** The batch (deelverzending) that it is for, counted from 1. */
  readonly batch: number;
  readonly addressCount: number;
  readonly postage: PostageClass;
  readonly files: readonly PrintFile[];
}

export type ManifestReading =
  | {
      readonly manifest: PrintManifest;
      /** As it was written; its UTF-8 is what the digest is of. */
      readonly text: string;
      readonly faults?: never;
    }
  | { readonly faults: readonly InputFault[]; readonly manifest?: never; readonly text?: never };

export const MOST_FILES = 500;
const MOST_ADDRESSES = 10_000_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const FIELDS = ['format', 'jobId', 'mailingId', 'batch', 'addressCount', 'postage', 'files'];
const FILE_FIELDS = ['name', 'sha256', 'bytes', 'pages'];
/** What the printer's side puts beside the files. */
const RESERVED = [MANIFEST_NAME, 'permit.jws', 'permit-items.json'];

/**
 * Whether `name` can be the name of a job: one that no file system reads as a path, a hidden file or a device. Names
 * that differ only in capitals are one name on some of them, so there are no capitals.
 */
export function isJobName(name: string): boolean {
  return /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/.test(name) && !isDevice(name);
}

/** Reads the bytes of a `manifest.json`; every fault at once. */
export function readManifest(bytes: Uint8Array): ManifestReading {
  let text: string;
  let given: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { faults: [fault('', 'Dit is geen UTF-8-tekst.', 'This is not UTF-8 text.')] };
  }
  try {
    given = JSON.parse(text);
  } catch {
    return { faults: [fault('', 'Dit is geen JSON.', 'This is not JSON.')] };
  }
  if (!isRecord(given)) {
    return { faults: [fault('', 'Dit is geen JSON-object.', 'This is not a JSON object.')] };
  }
  const faults = [...manifestFaults(given)];
  return faults.length > 0 ? { faults } : { manifest: given as unknown as PrintManifest, text };
}

function* manifestFaults(given: Record<string, unknown>): Generator<InputFault> {
  yield* unknownFields(given, FIELDS, '');
  if (given['format'] !== PRINT_JOB_FORMAT) {
    yield fault('format', `Moet "${PRINT_JOB_FORMAT}" zijn.`, `Must be "${PRINT_JOB_FORMAT}".`);
  }
  if (!isText(given['jobId']) || !isJobName(given['jobId'])) {
    yield fault(
      'jobId',
      'Moet 1 tot 64 kleine letters, cijfers, punten, streepjes of onderstrepingstekens zijn, met een letter of cijfer vooraan en achteraan.',
      'Must be 1 to 64 small letters, digits, dots, dashes or underscores, with a letter or digit first and last.',
    );
  }
  if (!isText(given['mailingId']) || !UUID.test(given['mailingId'])) {
    yield fault(
      'mailingId',
      'Moet het nummer van de mailing in Sluis zijn (een UUID in kleine letters).',
      'Must be the id of the mailing in Sluis (a UUID in small letters).',
    );
  }
  yield* countFault(given, 'batch', '', 9_999);
  yield* countFault(given, 'addressCount', '', MOST_ADDRESSES);
  if (!POSTAGE_CLASSES.some((one) => one === given['postage'])) {
    const known = POSTAGE_CLASSES.join(', ');
    yield fault('postage', `Moet een van deze zijn: ${known}.`, `Must be one of: ${known}.`);
  }
  yield* filesFaults(given['files']);
}

function* filesFaults(files: unknown): Generator<InputFault> {
  if (!Array.isArray(files) || files.length === 0 || files.length > MOST_FILES) {
    yield fault(
      'files',
      `Moet een lijst van 1 tot ${MOST_FILES} bestanden zijn.`,
      `Must be a list of 1 to ${MOST_FILES} files.`,
    );
    return;
  }
  const seen = new Set<string>();
  for (const [i, file] of files.entries()) {
    const path = `files[${i}]`;
    if (!isRecord(file)) {
      yield fault(path, 'Moet een JSON-object zijn.', 'Must be a JSON object.');
      continue;
    }
    yield* unknownFields(file, FILE_FIELDS, `${path}.`);
    const { name, sha256 } = file;
    if (!isText(name) || !isFileName(name)) {
      yield fault(
        `${path}.name`,
        'Moet een bestandsnaam zijn die eindigt op .pdf: letters, cijfers, punten, streepjes en onderstrepingstekens, zonder map.',
        'Must be a file name that ends in .pdf: letters, digits, dots, dashes and underscores, without a folder.',
      );
    } else if (seen.has(name.toLowerCase())) {
      yield fault(`${path}.name`, 'Staat er twee keer in.', 'Is in the list twice.');
    } else seen.add(name.toLowerCase());
    if (!isText(sha256) || !/^[0-9a-f]{64}$/.test(sha256)) {
      yield fault(
        `${path}.sha256`,
        'Moet de SHA-256 van het bestand zijn, in 64 kleine hexadecimale tekens.',
        "Must be the file's SHA-256, in 64 small hexadecimal digits.",
      );
    }
    yield* countFault(file, 'bytes', `${path}.`, Number.MAX_SAFE_INTEGER);
    yield* countFault(file, 'pages', `${path}.`, MOST_ADDRESSES);
  }
}

function* countFault(
  given: Record<string, unknown>,
  name: string,
  path: string,
  most: number,
): Generator<InputFault> {
  const value = given[name];
  if (!Number.isSafeInteger(value) || Number(value) < 1 || Number(value) > most) {
    yield fault(
      path + name,
      `Moet een heel getal van 1 tot ${most} zijn.`,
      `Must be a whole number from 1 to ${most}.`,
    );
  }
}

function* unknownFields(
  given: Record<string, unknown>,
  known: readonly string[],
  path: string,
): Generator<InputFault> {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    const shown = path + name.slice(0, 50);
    yield fault(shown, 'Dit veld kennen wij niet.', 'We do not know this field.');
  }
}

function isFileName(name: string): boolean {
  const plain = /^[A-Za-z0-9][A-Za-z0-9._-]{0,95}\.pdf$/i.test(name);
  return plain && !isDevice(name) && !RESERVED.includes(name.toLowerCase());
}

/** Windows reads these names as devices, whatever comes behind the dot. */
function isDevice(name: string): boolean {
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
