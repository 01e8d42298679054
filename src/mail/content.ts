import type { Colour } from '../charts/colour.ts';
import type { WaveDay } from '../charts/wave-chart-data.ts';
import type { Instant } from '../domain/instant.ts';
import type { MailIntroductions } from '../domain/mail-introduction.ts';
import type { Text } from '../domain/text.ts';

export interface Recipient {
  readonly name: string;
  readonly email: string;
}

/** What every mail needs. `key` is the same when the same mail is tried again, and no other mail's. */
export interface Addressed {
  readonly key: string;
  readonly to: Recipient;
  /** When it is sent; becomes the Date header, so that a second try is the same mail. */
  readonly at: Instant;
}

/** The mailing that a mail is about. */
export interface AboutMailing {
  readonly mailingId: string;
  readonly title: string;
}

/** Who sends, and how it looks. */
export interface Municipality {
  readonly name: string;
  readonly colour: Colour;
  /** IANA name. */
  readonly timeZone: string;
}

/** What templates may know of the installation. */
export interface House {
  readonly municipality: Municipality;
  /** Address of the mailing's page; undefined while there is none. */
  readonly mailingPage?: (mailingId: string) => string;
  /** Address of a page of ours, from its path. */
  readonly pageAt?: (path: string) => string;
  /** What the KCC lead set in place of the standard introductions. */
  readonly introductions?: MailIntroductions;
}

export interface Fact {
  readonly label: Text;
  /** May have several lines. */
  readonly value: Text;
}

export interface ActionLink {
  readonly label: Text;
  readonly url: string;
}

/** A mail as data: rendered once to text and once to HTML, so that both say the same. */
export interface MailContent {
  readonly subject: Text;
  readonly paragraphs: readonly Text[];
  readonly facts: readonly Fact[];
  readonly list?: { readonly heading: Text; readonly items: readonly Text[] };
  /** The wave per day, shown in HTML as a picture; its figures stand among the facts. */
  readonly wave?: readonly WaveDay[];
  readonly actions: readonly ActionLink[];
  readonly closing?: readonly Text[];
  readonly urgent?: boolean;
}

/** What is not translated, such as a title or the words of a person. */
export function literal(value: string): Text {
  return { nl: value, en: value };
}

/** The facts that say which mailing a mail is about. */
export function mailingFacts({ title, mailingId }: AboutMailing): Fact[] {
  return [
    { label: { nl: 'Mailing', en: 'Mailing' }, value: literal(title) },
    { label: { nl: 'Kenmerk', en: 'Reference' }, value: literal(mailingId) },
  ];
}

/** The link to the mailing's page, for those installations that have one. */
export function openMailing(house: House, mailingId: string, label: Text): ActionLink[] {
  return house.mailingPage ? [{ label, url: house.mailingPage(mailingId) }] : [];
}
