import type { Logger } from 'pino';
import { SYSTEM } from '../../domain/actor.ts';
import { type InputFault, fault } from '../../domain/input-fault.ts';
import { fileFaults, mailingFaults } from '../../domain/print-job.ts'; // prettier-ignore
import { isJobName, MANIFEST_NAME, readManifest } from '../../domain/print-manifest.ts'; // prettier-ignore
import type { PdfReader } from '../../pdf/index.ts';
import type { Provenance } from '../../store/audit-line.ts';
import type { Store } from '../../store/client.ts';
import type { NewPrintJob } from '../../store/print-job.ts';
import type { Clock } from '../clock.ts';
import { sha256 } from '../hash.ts';
import type { AreaEntry, PrintArea } from './area.ts';
import { look } from './look.ts';
import { heldFolder, isWhole, MANIFEST_BYTES, orFault } from './whole.ts';

export interface PrintIntakeDeps {
  readonly store: Pick<Store, 'printJobs' | 'mailings'>;
  readonly inbox: PrintArea;
  readonly held: PrintArea;
  readonly pdf: PdfReader;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What became of a folder in the inbox: not finished, held (now or before), refused now, or refused before. */
export type TakenIn = 'waiting' | 'held' | 'refused' | 'refused-before';

/**
 * Takes a finished job from the inbox: checks everything that its manifest says, stores a copy in the held area, checks
 * the copy, writes it down, and only then empties the inbox. Whatever goes wrong on the way, it can be done again.
 */
export function createPrintIntake(deps: PrintIntakeDeps) {
  return {
    async takeIn(entry: AreaEntry): Promise<TakenIn> {
      if (!isJobName(entry.name)) return refuse(deps, noteName(entry.name), '', [NAME_FAULT]);
      if (entry.fault) return refuse(deps, entry.name, '', [linkFault(entry.name)]);
      const read = await orFault(deps.inbox.read(entry.name, MANIFEST_NAME, MANIFEST_BYTES));
      // The manifest is written last: without it the job is not finished.
      if (read === 'gone') return 'waiting';
      if (typeof read === 'string') {
        return refuse(deps, entry.name, '', [linkFault(MANIFEST_NAME)]);
      }
      return takeJob(deps, entry.name, read);
    },
  };
}

async function takeJob(deps: PrintIntakeDeps, job: string, bytes: Uint8Array): Promise<TakenIn> {
  const { store, inbox, logger } = deps;
  const digest = sha256(bytes);
  const before = await store.printJobs.find(job);
  if (before && before.status !== 'refused') {
    if (before.manifestDigest !== digest) return refuse(deps, job, digest, [TAKEN_FAULT]);
    if (before.status === 'returned' || before.status === 'stopped') {
      return refuse(deps, job, digest, [ENDED_FAULT]);
    }
    return before.status === 'held' ? finish(deps, bytes, before) : emptied(deps, job);
  }
  if (await wasRefused(inbox, job, digest)) return 'refused-before';
  const { manifest, text: manifestText, faults } = readManifest(bytes);
  if (!manifest) return refuse(deps, job, digest, faults);
  const { seen, text } = await look(inbox, deps.pdf, manifest, job);
  const pages = manifest.files.reduce((sum, file) => sum + file.pages, 0);
  const found: NewPrintJob = { manifest, manifestText, manifestDigest: digest, pages, text };
  const reasons = [
    ...(manifest.jobId === job ? [] : [OTHER_NAME_FAULT]),
    ...fileFaults(manifest, seen),
    ...mailingFaults(
      manifest,
      (await store.mailings.find(manifest.mailingId))?.mailing,
      await store.printJobs.handedIn(manifest),
    ),
  ];
  if (reasons.length > 0) return refuseFound(deps, job, found, reasons);
  const kept =
    (await isWhole(deps.held, heldFolder(found), found)) || (await copy(deps, bytes, found));
  if (!kept) return refuseFound(deps, job, found, [CHANGED_FAULT]);
  await store.printJobs.hold(found, provenance(deps));
  logger.info({ jobId: job, mailingId: manifest.mailingId }, 'print job held');
  return finish(deps, bytes, found);
}

type Held = Pick<NewPrintJob, 'manifest' | 'manifestDigest'>;

/**
 * Empties the inbox of a job that is written down. An old copy of it may have been cleared out of the held area, as what
 * no job needs, right before it was: then it is copied anew.
 */
async function finish(deps: PrintIntakeDeps, bytes: Uint8Array, job: Held): Promise<'held'> {
  const { jobId } = job.manifest;
  const there = await orFault(deps.held.read(heldFolder(job), MANIFEST_NAME, MANIFEST_BYTES));
  if (typeof there === 'string' && !(await copy(deps, bytes, job))) {
    throw new Error(`The files of print job ${jobId} are in neither area any more.`);
  }
  return emptied(deps, jobId);
}

async function emptied({ inbox }: PrintIntakeDeps, job: string): Promise<'held'> {
  await inbox.removeNote(refusedNote(job));
  await inbox.remove(job);
  return 'held';
}

/** Stores the copy and looks whether it is what was checked; false when the job changed in between. */
async function copy(
  { inbox, held, pdf }: PrintIntakeDeps,
  bytes: Uint8Array,
  job: Held,
): Promise<boolean> {
  const { jobId, files: listed } = job.manifest;
  const files = listed.map(({ name }) => ({
    name,
    content: inbox.pieces(jobId, name, pdf.limits.bytes),
  }));
  const folder = heldFolder(job);
  await orFault(held.store(folder, [...files, { name: MANIFEST_NAME, content: bytes }]));
  // What cannot be read any more, another gateway may have stored and taken out of the inbox.
  if (await isWhole(held, folder, job)) return true;
  await held.remove(folder);
  return false;
}

async function refuseFound(
  deps: PrintIntakeDeps,
  job: string,
  found: NewPrintJob,
  reasons: readonly InputFault[],
): Promise<TakenIn> {
  const { store } = deps;
  // Another gateway may have taken it in and emptied the inbox while this one was looking.
  const now = await store.printJobs.find(job);
  if (now?.status === 'held' && now.manifestDigest === found.manifestDigest) return 'held';
  const mailing = await store.mailings.find(found.manifest.mailingId);
  if (mailing && found.manifest.jobId === job) {
    await store.printJobs.refuse({ ...found, text: '' }, reasons, provenance(deps));
  }
  return refuse(deps, job, found.manifestDigest, reasons);
}

/** Tells the department, in a file beside the job. */
async function refuse(
  { inbox, logger }: PrintIntakeDeps,
  job: string,
  manifestDigest: string,
  reasons: readonly InputFault[],
): Promise<TakenIn> {
  if (await wasRefused(inbox, job, manifestDigest)) return 'refused-before';
  const note = {
    about: REFUSED_ABOUT,
    job,
    manifestDigest,
    reasons: reasons.map(({ path, text }) => ({ where: path, ...text })),
  };
  await inbox.note(refusedNote(job), `${JSON.stringify(note, undefined, 2)}\n`);
  logger.warn({ jobId: job, faults: reasons.length }, 'print job refused');
  return 'refused';
}

/** A refused job is looked at again when its manifest changed, or when the department took the note away. */
async function wasRefused(inbox: PrintArea, job: string, manifestDigest: string): Promise<boolean> {
  const text = await orFault(inbox.readNote(refusedNote(job)));
  return text.includes(`"manifestDigest": "${manifestDigest}"`);
}

const refusedNote = (job: string) => `${job}.refused.json`;
/** A name that nobody can have chosen as the name of a job stands for one that cannot be used. */
const noteName = (folder: string) => `unnamed-${sha256(Buffer.from(folder)).slice(0, 12)}`;

const provenance = ({ clock }: PrintIntakeDeps): Provenance => ({
  actor: SYSTEM,
  origin: 'gateway',
  at: clock(),
});

const REFUSED_ABOUT = {
  nl: 'Deze printopdracht is geweigerd om deze redenen. Verbeter haar en schrijf manifest.json opnieuw, of haal dit bestand weg om haar opnieuw te laten bekijken.',
  en: 'This print job was refused for these reasons. Mend it and write manifest.json again, or take this file away to have it looked at again.',
};
const NAME_FAULT = fault(
  'jobId',
  'De naam van deze map kan geen naam van een printopdracht zijn. Gebruik 1 tot 64 kleine letters, cijfers, punten, streepjes of onderstrepingstekens.',
  'The name of this folder cannot be the name of a print job. Use 1 to 64 small letters, digits, dots, dashes or underscores.',
);
const OTHER_NAME_FAULT = fault(
  'jobId',
  'Moet de naam van de map zijn.',
  'Must be the name of the folder.',
);
const TAKEN_FAULT = fault(
  'jobId',
  'Er is al een andere printopdracht met deze naam. Geef deze een andere naam.',
  'There is another print job of this name already. Give this one another name.',
);
const ENDED_FAULT = fault(
  'jobId',
  'De printopdracht met deze naam is gestopt of teruggenomen. Geef deze een andere naam.',
  'The print job of this name was stopped or taken back. Give this one another name.',
);
const CHANGED_FAULT = fault(
  'files',
  'De bestanden veranderden terwijl wij ze lazen. Schrijf manifest.json als laatste.',
  'The files changed while we were reading them. Write manifest.json last.',
);
const linkFault = (path: string): InputFault =>
  fault(
    path,
    'Is een verwijzing of geen gewoon bestand of gewone map.',
    'Is a link, or no ordinary file or folder.',
  );
