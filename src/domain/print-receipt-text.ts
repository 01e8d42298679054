import type { ReceiptFault } from './print-receipt.ts';
import type { Text } from './text.ts';

/** Why a receipt is not taken, for the print house. */
export const RECEIPT_FAULT_TEXTS: { readonly [fault in ReceiptFault]: Text } = {
  'not-a-receipt': { nl: 'Dit is geen ontvangstbewijs.', en: 'This is not a receipt.' },
  'unknown-job': {
    nl: 'Deze printopdracht kennen wij niet.',
    en: 'We do not know this print job.',
  },
  'not-released': {
    nl: 'Deze printopdracht is niet vrijgegeven, of is gestopt. Bel de gemeente.',
    en: 'This print job was not released, or was stopped. Call the municipality.',
  },
  'other-permit': {
    nl: 'Dit ontvangstbewijs noemt een ander vrijgavebewijs dan dat van de opdracht.',
    en: "This receipt names another permit than the job's.",
  },
  'other-content': {
    nl: 'Dit ontvangstbewijs is van een opdracht met een andere inhoud.',
    en: 'This receipt is of a job with other content.',
  },
  'other-printer': {
    nl: 'Dit ontvangstbewijs is van een andere drukker.',
    en: 'This receipt is from another printer.',
  },
  'too-early': {
    nl: 'Volgens dit ontvangstbewijs is er gedrukt voor de vrijgave. Kijk of de klok van de drukker goed staat.',
    en: "According to this receipt it was printed before it was released. See whether the printer's clock is right.",
  },
};
