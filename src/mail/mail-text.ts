import type { Language } from '../domain/text.ts';
import type { House, MailContent, Recipient } from './content.ts';
import { bodyText } from './safe-text.ts';

/** What stands around the content of every mail. */
export const FRAME = {
  greeting: { nl: 'Beste', en: 'Dear' },
  otherLanguage: { nl: 'English: see below.', en: '' },
  footer: {
    nl: 'Dit bericht is automatisch verstuurd door Sluis, namens',
    en: 'This message was sent automatically by Sluis, on behalf of',
  },
} as const;

/** `content` as plain text: Dutch first, English below a line. Lines are not wrapped. */
export function mailText(content: MailContent, to: Recipient, house: House): string {
  const parts = (['nl', 'en'] as const).map((language) => part(content, to, house, language));
  return bodyText(parts.join(`\n\n${'-'.repeat(60)}\n\n`)) + '\n';
}

function part(content: MailContent, to: Recipient, house: House, language: Language): string {
  const { paragraphs, facts, list, actions, closing = [] } = content;
  const blocks = [
    ...(language === 'nl' ? [FRAME.otherLanguage.nl] : []),
    content.subject[language],
    `${FRAME.greeting[language]} ${to.name},`,
    ...paragraphs.map((paragraph) => paragraph[language]),
    facts.map(({ label, value }) => fact(label[language], value[language])).join('\n'),
    ...(list
      ? [
          `${list.heading[language]}:\n${list.items.map((item) => bullet(item[language])).join('\n')}`,
        ]
      : []),
    ...actions.map(({ label, url }) => `${label[language]}:\n${url}`),
    ...closing.map((paragraph) => paragraph[language]),
    `${FRAME.footer[language]} ${house.municipality.name}.`,
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function fact(label: string, value: string): string {
  return value.includes('\n') ? `${label}:\n${indented(value)}` : `${label}: ${value}`;
}

function bullet(item: string): string {
  return `- ${indented(item).trimStart()}`;
}

function indented(value: string): string {
  return value
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
