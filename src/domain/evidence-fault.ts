import type { Text } from './text.ts';

/** What is wrong with a bundle; `where` is the part of it, as a path. */
export interface EvidenceFault {
  readonly code:
    | 'signature-wrong'
    | 'key-unknown'
    | 'other-mailing'
    | 'messages-differ'
    | 'count-differs'
    | 'content-unknown'
    | 'approval-unrecorded'
    | 'permit-unrecorded'
    | 'permit-missing'
    | 'use-differs'
    | 'used-out-of-time'
    | 'content-differs'
    | 'content-unrecorded'
    | 'content-missing'
    | 'line-changed'
    | 'line-order'
    | 'dispatch-unrecorded'
    | 'dispatch-missing'
    | 'more-than-permitted'
    | 'print-job-unrecorded'
    | 'print-job-missing'
    | 'print-job-unpermitted'
    | 'manifest-differs'
    | 'receipt-differs';
  readonly where: string;
}

/** One fault. */
export function fault(code: EvidenceFault['code'], where: string): EvidenceFault {
  return { code, where };
}

/** What each fault means, for whoever reads the verdict. */
export const EVIDENCE_FAULT_TEXTS: { readonly [code in EvidenceFault['code']]: Text } = {
  'signature-wrong': {
    nl: 'Een vrijgavebewijs is niet ondertekend met een sleutel die u vertrouwt, of is gewijzigd.',
    en: 'A permit is not signed with a key that you trust, or was changed.',
  },
  'key-unknown': {
    nl: 'De bewijsmap toont een sleutel die niet bij de vertrouwde sleutels staat.',
    en: 'The bundle shows a key that is not among the trusted keys.',
  },
  'other-mailing': {
    nl: 'Dit onderdeel hoort bij een andere mailing.',
    en: 'This part belongs to another mailing.',
  },
  'messages-differ': {
    nl: 'De berichten of bestanden zijn niet precies die waarvoor het vrijgavebewijs is gegeven.',
    en: 'The messages or files are not exactly those that the permit was given for.',
  },
  'count-differs': {
    nl: 'Het aantal geadresseerden is anders dan in het vrijgavebewijs staat.',
    en: 'The number of addressees differs from what the permit says.',
  },
  'content-unknown': {
    nl: 'De inhoud waarvoor het vrijgavebewijs is gegeven, staat niet in de bewijsmap.',
    en: 'The content that the permit was given for is not in the bundle.',
  },
  'approval-unrecorded': {
    nl: 'Het akkoord in het vrijgavebewijs staat niet zo in het logboek.',
    en: 'The approval in the permit is not in the log like that.',
  },
  'permit-unrecorded': {
    nl: 'Dat dit vrijgavebewijs is gegeven, staat niet zo in het logboek.',
    en: 'That this permit was given is not in the log like that.',
  },
  'permit-missing': {
    nl: 'Volgens het logboek is een vrijgavebewijs gegeven dat niet in de bewijsmap staat.',
    en: 'The log says that a permit was given which is not in the bundle.',
  },
  'use-differs': {
    nl: 'Wanneer het vrijgavebewijs is gebruikt, ingetrokken of geweigerd, staat anders in het logboek.',
    en: 'The log says otherwise when the permit was used, revoked or refused.',
  },
  'used-out-of-time': {
    nl: 'Het vrijgavebewijs is gebruikt voordat het gold of nadat het was verlopen.',
    en: 'The permit was used before it was good or after it had expired.',
  },
  'content-differs': {
    nl: 'De inhoud past niet bij haar zegel: zij is daarna gewijzigd.',
    en: 'The content does not fit its digest: it was changed afterwards.',
  },
  'content-unrecorded': {
    nl: 'Deze versie van de inhoud staat niet zo in het logboek.',
    en: 'This version of the content is not in the log like that.',
  },
  'content-missing': {
    nl: 'Het logboek noemt een versie van de inhoud die niet in de bewijsmap staat.',
    en: 'The log names a version of the content that is not in the bundle.',
  },
  'line-changed': {
    nl: 'Deze regel van het logboek past niet bij haar zegel: zij is daarna gewijzigd.',
    en: 'This line of the log does not fit its hash: it was changed afterwards.',
  },
  'line-order': {
    nl: 'Deze regel van het logboek volgt niet op de regel ervoor.',
    en: 'This line of the log does not follow on the one before it.',
  },
  'dispatch-unrecorded': {
    nl: 'Deze melding van een verzending staat niet zo in het logboek.',
    en: 'This report of a dispatch is not in the log like that.',
  },
  'dispatch-missing': {
    nl: 'Het logboek noemt een melding van een verzending die niet in de bewijsmap staat.',
    en: 'The log names a report of a dispatch that is not in the bundle.',
  },
  'more-than-permitted': {
    nl: 'Er zijn meer e-mails uitgegaan dan waarvoor een vrijgavebewijs is gegeven.',
    en: 'More e-mails left than permits were given for.',
  },
  'print-job-unrecorded': {
    nl: 'Deze printopdracht staat niet zo in het logboek.',
    en: 'This print job is not in the log like that.',
  },
  'print-job-missing': {
    nl: 'Het logboek noemt een printopdracht die niet in de bewijsmap staat.',
    en: 'The log names a print job that is not in the bundle.',
  },
  'print-job-unpermitted': {
    nl: 'Deze printopdracht is vrijgegeven zonder een vrijgavebewijs dat voor haar geldt en is gebruikt.',
    en: 'This print job was released without a permit that binds it and was used.',
  },
  'manifest-differs': {
    nl: 'Het manifest van deze printopdracht ontbreekt, of past niet bij zijn zegel of bij wat de bewijsmap van de opdracht zegt.',
    en: 'The manifest of this print job is missing, or does not fit its digest or what the bundle says of the job.',
  },
  'receipt-differs': {
    nl: 'Het ontvangstbewijs van de drukker past niet bij deze printopdracht.',
    en: "The printer's receipt does not fit this print job.",
  },
};

/** What a bundle without faults proves, and what it cannot. */
export const EVIDENCE_PROVES: readonly Text[] = [
  {
    nl: 'Elk vrijgavebewijs is met een vertrouwde sleutel ondertekend, en geldt voor precies deze inhoud en deze berichten of bestanden.',
    en: 'Each permit was signed with a trusted key, and is for exactly this content and these messages or files.',
  },
  {
    nl: 'Elke printopdracht ging weg onder een gebruikt vrijgavebewijs dat haar manifest bindt, dus ook haar bestanden; haar ontvangstbewijs past daarbij.',
    en: 'Each print job left under a used permit that binds its manifest, hence its files; its receipt fits it.',
  },
  {
    nl: 'Elk akkoord, gebruik en elke melding staat zo in de regels van het logboek, en geen regel in de bewijsmap is daarna gewijzigd.',
    en: 'Each approval, use and report is in the lines of the log like that, and no line in the bundle was changed afterwards.',
  },
];
export const EVIDENCE_LEAVES_OPEN: readonly Text[] = [
  {
    nl: 'Of het logboek in zijn geheel echt is: het draagt geen handtekening. Leg het einde van de keten (auditHead) naast een zegel dat elders is bewaard, en controleer de keten in Sluis.',
    en: 'Whether the log as a whole is genuine: it carries no signature. Lay the end of the chain (auditHead) beside a hash that was kept elsewhere, and check the chain in Sluis.',
  },
  {
    nl: 'Of een ontvanger het bericht heeft gezien: bewezen is alleen wat de volgende mailserver of de drukker heeft gemeld.',
    en: 'Whether an addressee saw the message: proven is only what the next mail server or the print house reported.',
  },
  {
    nl: 'Wie de ontvangers zijn en welke bytes zij kregen: de hashes daarvan zijn zoekhulp. De handtekening bindt ze samen, in één hash per bericht.',
    en: 'Who the addressees are and which bytes they got: those hashes only help to look up. The signature binds them together, in one hash per message.',
  },
  {
    nl: 'Wanneer de bewijsmap is gemaakt, en welke bestanden een printopdracht zonder manifestText had: die kwam binnen voordat manifesten werden bewaard. Een ontvangstbewijs draagt geen handtekening.',
    en: 'When the bundle was made, and which files a print job without manifestText had: it came in before manifests were kept. A receipt carries no signature.',
  },
];
