import type { Text } from './text.ts';

/** What stands in for what differs from mail to mail, as it is written between braces in either language. */
export const PLACEHOLDERS = {
  gemeente: { nl: 'de naam van de gemeente', en: 'the name of the municipality' },
  mailing: { nl: 'de titel van de mailing', en: 'the title of the mailing' },
  afdeling: { nl: 'de afdeling die verstuurt', en: 'the department that sends' },
  wanneer: { nl: 'van wanneer tot wanneer', en: 'from when until when' },
  'antwoord-voor': { nl: 'tot wanneer antwoorden kan', en: 'until when one can answer' },
  sinds: { nl: 'sinds wanneer de mailing wacht', en: 'since when the mailing waits' },
} as const satisfies Readonly<Record<string, Text>>;
export type Placeholder = keyof typeof PLACEHOLDERS;

interface Introduced {
  readonly name: Text;
  readonly placeholders: readonly Placeholder[];
  /** What it says as long as nothing else was set. A blank line begins a paragraph. */
  readonly standard: Text;
}

/** THE table of mails of which the introduction can be changed: what comes before the facts, the list and the buttons. */
export const INTRODUCED_MAILS = {
  invitation: {
    name: { nl: 'Uitnodiging om te helpen', en: 'Invitation to help' },
    placeholders: ['gemeente', 'mailing', 'wanneer', 'antwoord-voor'],
    standard: {
      nl: 'Het klantcontactcentrum (KCC) van {gemeente} krijgt dan veel vragen over een mailing. Wij zoeken collega’s die meehelpen. Kunt u komen?',
      en: 'The contact centre (KCC) of {gemeente} will then get many questions about a mailing. We are looking for colleagues to help. Can you come?',
    },
  },
  'open-call': {
    name: { nl: 'Oproep aan het team', en: 'Open call to the team' },
    placeholders: ['gemeente', 'antwoord-voor'],
    standard: {
      nl: 'Het klantcontactcentrum (KCC) maakt een rooster en hoort eerst graag van u: wanneer wilt u werken, en wanneer liever niet? U zit nergens aan vast. De planner houdt zoveel mogelijk rekening met uw antwoord.',
      en: 'The contact centre (KCC) is making a roster and would like to hear from you first: when do you want to work, and when would you rather not? It obliges you to nothing. The planner takes your answer into account as far as possible.',
    },
  },
  'briefing-ahead': {
    name: { nl: 'Briefing vooraf', en: 'Briefing ahead' },
    placeholders: ['gemeente', 'mailing'],
    standard: {
      nl: 'Binnenkort gaat er een mailing naar inwoners. Hieronder staat wat u moet weten.',
      en: 'A mailing will soon go to residents. Below is what you need to know.',
    },
  },
  'briefing-wave-day': {
    name: { nl: 'Briefing op de dag zelf', en: 'Briefing on the day' },
    placeholders: ['gemeente', 'mailing'],
    standard: {
      nl: 'Vandaag kunnen inwoners bellen over deze mailing. Hieronder staat wat u moet weten.',
      en: 'Residents may call about this mailing today. Below is what you need to know.',
    },
  },
  'briefing-sheet-changed': {
    name: { nl: 'Briefing bij een gewijzigde vragenlijst', en: 'Briefing on a changed Q&A sheet' },
    placeholders: ['gemeente', 'mailing'],
    standard: {
      nl: 'De vragenlijst bij deze mailing is veranderd. Gebruik vanaf nu de nieuwe antwoorden.',
      en: 'The Q&A sheet of this mailing has changed. From now on, use the new answers.',
    },
  },
  reminder: {
    name: { nl: 'Herinnering aan de KCC-leider', en: 'Reminder for the KCC lead' },
    placeholders: ['gemeente', 'mailing', 'sinds'],
    standard: {
      nl: 'Deze mailing wacht nog op het KCC. Sluis houdt hem vast. Hij gaat niet vanzelf weg.',
      en: 'This mailing still waits for the contact centre. Sluis holds it. It will not leave by itself.',
    },
  },
  remarks: {
    name: { nl: 'Opmerkingen bij de antwoorden', en: 'Remarks on the answers' },
    placeholders: ['gemeente', 'mailing'],
    standard: {
      nl: 'Medewerkers van het klantcontactcentrum (KCC) missen iets in de antwoorden, of vinden dat er iets niet klopt. Kunt u het verbeteren?',
      en: 'Agents of the contact centre (KCC) miss something in the answers, or think that something is wrong. Can you mend it?',
    },
  },
  stakeholder: {
    name: { nl: 'Bericht aan betrokkenen', en: 'News for stakeholders' },
    placeholders: ['gemeente', 'mailing', 'afdeling'],
    standard: {
      nl: 'De afdeling {afdeling} van {gemeente} gaat een mailing versturen. Inwoners kunnen daar ook bij u vragen over stellen. Daarom vertellen wij het u van tevoren.\n\nWilt u bevestigen dat u het weet? De mailing wacht daarop.',
      en: 'The department {afdeling} of {gemeente} is going to send a mailing. Residents may ask you about it too. That is why we tell you in advance.\n\nWill you confirm that you know? The mailing waits for that.',
    },
  },
} as const satisfies Readonly<Record<string, Introduced>>;

export type IntroducedMail = keyof typeof INTRODUCED_MAILS;
export const INTRODUCED_MAIL_KINDS = Object.keys(INTRODUCED_MAILS) as readonly IntroducedMail[];

/** What was set in place of the standard texts. */
export type MailIntroductions = { readonly [mail in IntroducedMail]?: Text | undefined };

/** What stands in the place of each placeholder that the mail has. */
export type PlaceholderValues<Mail extends IntroducedMail> = {
  readonly [name in (typeof INTRODUCED_MAILS)[Mail]['placeholders'][number]]: Text | string;
};

const BRACED = /\{([^{}\n]*)\}/g;

/** What stands between braces in `text` and is no placeholder of `mail`, each once. */
export function unknownPlaceholders(mail: IntroducedMail, text: string): string[] {
  const known: readonly string[] = INTRODUCED_MAILS[mail].placeholders;
  const named = [...text.matchAll(BRACED)].map(([, name = '']) => name);
  return [...new Set(named)].filter((name) => !known.includes(name));
}

/**
 * The paragraphs with which `mail` begins: what was set, or the standard text, with `values` filled in. A value is taken as it is, also when there are
 * braces in it. When one language has more paragraphs, those of the other are empty.
 */
export function introductionOf<Mail extends IntroducedMail>(
  mail: Mail,
  values: PlaceholderValues<Mail>,
  set: MailIntroductions = {},
): Text[] {
  const text: Text = set[mail] ?? INTRODUCED_MAILS[mail].standard;
  const [nl, en] = (['nl', 'en'] as const).map((language) =>
    text[language]
      .trim()
      .split(/\n\s*\n/)
      .map((paragraph) =>
        paragraph.replaceAll(BRACED, (braced, name: string) => {
          const value = Object.hasOwn(values, name)
            ? (values as Readonly<Record<string, Text | string>>)[name]
            : braced;
          return typeof value === 'object' ? value[language] : (value ?? braced);
        }),
      ),
  ) as [string[], string[]];
  return Array.from({ length: Math.max(nl.length, en.length) }, (_, at) => ({
    nl: nl[at] ?? '',
    en: en[at] ?? '',
  }));
}
