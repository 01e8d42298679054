import type { Text } from './text.ts';

/** What the printer's check finds; only `may-print` lets a job be printed. */
export type PrintVerdict =
  | 'may-print'
  | 'already-printed'
  | 'stopped'
  | 'halted'
  | 'not-a-job'
  | 'manifest-faulty'
  | 'other-name'
  | 'no-permit'
  | 'not-a-permit'
  | 'keys-unavailable'
  | 'not-yet'
  | 'expired'
  | 'other-printer'
  | 'other-job'
  | 'file-differs'
  | 'receipt-not-written'
  | 'usage';

/** How the command ends: 0 to print, 3 when it was printed before, 2 when the command was given wrongly, 1 for all else. */
export function exitCodeOf(verdict: PrintVerdict): number {
  switch (verdict) {
    case 'may-print':
      return 0;
    case 'already-printed':
      return 3;
    case 'usage':
    case 'keys-unavailable':
      return 2;
    default:
      return 1;
  }
}

/** One sentence for whoever stands at the printer. */
export const VERDICT_TEXTS: { readonly [verdict in PrintVerdict]: Text } = {
  'may-print': { nl: 'mag nu gedrukt worden', en: 'may be printed now' },
  'already-printed': { nl: 'is al gedrukt', en: 'was printed already' },
  stopped: {
    nl: 'is ingetrokken of gewijzigd; druk dit niet en bel de gemeente',
    en: 'was withdrawn or changed; do not print this and call the municipality',
  },
  halted: {
    nl: 'mag nu niet gedrukt worden: de gemeente heeft alles stilgezet; bel de gemeente',
    en: 'may not be printed now: the municipality has stopped everything; call the municipality',
  },
  'not-a-job': {
    nl: 'is geen printopdracht: er is geen manifest.json',
    en: 'is no print job: there is no manifest.json',
  },
  'manifest-faulty': {
    nl: 'heeft een manifest.json dat niet klopt',
    en: 'has a manifest.json that is not right',
  },
  'other-name': {
    nl: 'heeft een andere naam dan in manifest.json staat',
    en: 'has another name than manifest.json says',
  },
  'no-permit': {
    nl: 'heeft geen vrijgavebewijs (permit.jws)',
    en: 'has no permit (permit.jws)',
  },
  'not-a-permit': {
    nl: 'heeft een vrijgavebewijs dat niet echt is of niet voor een drukker',
    en: 'has a permit that is not genuine or not for a printer',
  },
  'keys-unavailable': {
    nl: 'is niet gecontroleerd: de sleutel van het vrijgavebewijs staat niet in het sleutelbestand',
    en: 'was not checked: the key of its permit is not in the key file',
  },
  'not-yet': {
    nl: 'mag nog niet gedrukt worden; kijk of de klok goed staat',
    en: 'may not be printed yet; see whether the clock is right',
  },
  expired: {
    nl: 'mag niet meer gedrukt worden: het vrijgavebewijs is verlopen',
    en: 'may no longer be printed: its permit has expired',
  },
  'other-printer': {
    nl: 'is voor een andere drukker',
    en: 'is for another printer',
  },
  'other-job': {
    nl: 'heeft het vrijgavebewijs van een andere opdracht, of is na de vrijgave veranderd',
    en: 'has the permit of another job, or was changed after it was released',
  },
  'file-differs': {
    nl: 'is na de vrijgave veranderd: een bestand ontbreekt, is anders of is toegevoegd',
    en: 'was changed after it was released: a file is missing, differs or was added',
  },
  'receipt-not-written': {
    nl: 'is in orde, maar het ontvangstbewijs kon niet worden opgeslagen; druk dit nog niet',
    en: 'is in order, but the receipt could not be written; do not print this yet',
  },
  usage: {
    nl: 'Gebruik: sluis-verify OPDRACHT --keys BESTAND --printer NAAM [--receipts MAP] [--lang nl|en]',
    en: 'Use: sluis-verify JOB --keys FILE --printer NAME [--receipts FOLDER] [--lang nl|en]',
  },
};
