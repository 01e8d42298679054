import { readFileSync } from 'node:fs';
import type { MailingDetails } from '../../domain/mailing-details.ts';

const SAMPLES = new URL('../../../samples/', import.meta.url);

export interface SamplePerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly kind?: string;
}

export interface SampleMunicipality {
  readonly people: readonly SamplePerson[];
  readonly mailTools: readonly { readonly username: string; readonly departmentId: string }[];
  readonly printHouses: readonly { readonly clientId: string }[];
}

export interface SampleMailing {
  readonly departmentId: string;
  readonly submittedBy: string;
  readonly details: MailingDetails;
  readonly textFiles: readonly { readonly name: string; readonly file: string }[];
}

export interface SampleMessage {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
}

/** Who of the sample municipality to log in as, a line per role: the first who is mostly that. */
export function sampleLogins(): string[] {
  const { people } = sample<SampleMunicipality>('municipality.json');
  const roles = [...new Set(people.flatMap((person) => person.roles[0] ?? []))];
  const width = Math.max(...roles.map(({ length }) => length));
  return roles.map((role) => {
    const person = people.find((one) => one.roles[0] === role);
    return `  ${role.padEnd(width)}  ${person?.name}`;
  });
}

/** Bytes of a file of the sample municipality; `name` is its path under samples/. */
export function sampleBytes(name: string): Buffer {
  return readFileSync(new URL(name, SAMPLES));
}

/** A JSON file of the sample municipality. */
export function sample<T>(name: string): T {
  return JSON.parse(sampleBytes(name).toString('utf8')) as T;
}

/** The WOZ mailing with its texts, and with its dates moved to the days around `today`. */
export function wozMailing(today: string, legalLatest: string): SampleMailing {
  const mailing = sample<SampleMailing>('woz-2027/mailing.json');
  const texts = mailing.textFiles.map(({ name, file }) => ({
    name,
    text: sampleBytes(`woz-2027/${file}`).toString('utf8'),
  }));
  return {
    ...mailing,
    details: { ...mailing.details, texts, earliest: today, preferred: today, legalLatest },
  };
}

/** The e-mails that the department's mail tool hands in. */
export async function wozMessages(): Promise<SampleMessage[]> {
  const module = (await import(new URL('woz-2027/messages.mjs', SAMPLES).href)) as {
    readonly WOZ_MESSAGE_COUNT: number;
    readonly wozMessage: (index: number) => SampleMessage;
  };
  return Array.from({ length: module.WOZ_MESSAGE_COUNT }, (_, index) => module.wozMessage(index));
}
