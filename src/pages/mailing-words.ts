import type { Channel } from '../domain/audience.ts';
import type { MailingDetails } from '../domain/mailing-details.ts';
import type { MailingKind } from '../domain/mailing.ts';
import type { Text } from '../domain/text.ts';

/** Kinds of mailings, as people call them. */
export const KIND_WORDS: { readonly [kind in MailingKind]: Text } = {
  'tax-assessment': { nl: 'Aanslag of beschikking', en: 'Tax assessment' },
  'payment-reminder': { nl: 'Herinnering of aanmaning', en: 'Payment reminder' },
  'price-change': { nl: 'Verandering van een prijs of tarief', en: 'Change of a price or rate' },
  information: { nl: 'Informatie', en: 'Information' },
};

/** Channels as a heading or a label. */
export const CHANNEL_LABELS: { readonly [channel in Channel]: Text } = {
  letter: { nl: 'Brieven', en: 'Letters' },
  email: { nl: 'E-mails', en: 'E-mails' },
  portal: { nl: 'Berichten in het portaal', en: 'Messages in the portal' },
};

/** What a mailing consists of, as its form calls it. */
export const DETAIL_WORDS: { readonly [field in keyof Required<MailingDetails>]: Text } = {
  title: { nl: 'Naam van de mailing', en: 'Name of the mailing' },
  kind: { nl: 'Soort mailing', en: 'Kind of mailing' },
  purpose: { nl: 'Wat u de inwoner vraagt', en: 'What you ask of residents' },
  audience: { nl: 'Aantallen', en: 'Numbers' },
  adjustments: {
    nl: 'Meer of minder vragen dan anders',
    en: 'More or fewer questions than usual',
  },
  earliest: { nl: 'Op zijn vroegst', en: 'At the earliest' },
  preferred: { nl: 'Liefst op', en: 'Preferably on' },
  legalLatest: { nl: 'Uiterlijk volgens de wet', en: 'At the latest by law' },
  printedContact: {
    nl: 'Contactgegevens op de mailing',
    en: 'Contact details on the mailing',
  },
  texts: { nl: 'Tekst van de brief', en: 'Text of the letter' },
  files: { nl: 'Bestanden', en: 'Files' },
  draftQuestions: { nl: 'Vragen die u verwacht', en: 'Questions that you expect' },
  stakeholders: { nl: 'Wie dit nog meer moet weten', en: 'Who else must know this' },
};
