import type { Mailbox } from '../embedded/mailbox.ts';
import type { ReceivedMail } from '../embedded/received-mail.ts';
import type { AllInOne } from '../all-in-one.ts';
import type { Narrator } from './narrator.ts';
import { demoPerson, type DemoPerson } from './person.ts';
import { sample, type SampleMunicipality, type SamplePerson } from './sample.ts';

/** Everything a scene of the demonstration plays with. */
export interface Stage {
  readonly narrator: Narrator;
  readonly baseUrl: string;
  readonly gatewayPort: number;
  readonly mailbox: Mailbox;
  /** The print folders, and the printer's name in permits. */
  readonly print: AllInOne['print'];
  readonly municipality: SampleMunicipality;
  /** The person with this role; `nth` 2 is the second one. */
  readonly who: (role: string, nth?: number) => SamplePerson;
  readonly as: (person: { readonly id: string; readonly email?: string }) => Promise<DemoPerson>;
  readonly asMachine: (id: string, role: string) => Promise<DemoPerson>;
  /** Mails to this address with a subject that matches, newest last. */
  readonly mailsTo: (address: string, subject: RegExp) => ReceivedMail[];
}

export function openStage(house: AllInOne, mailbox: Mailbox, narrator: Narrator): Stage {
  const { issuer, baseUrl, gatewayPort, print } = house;
  if (!issuer)
    throw new Error('The demonstration needs the embedded issuer: leave OIDC_ISSUER empty.');
  const municipality = sample<SampleMunicipality>('municipality.json');
  return {
    narrator,
    baseUrl,
    gatewayPort,
    mailbox,
    print,
    municipality,
    who: (role, nth = 1) => {
      const person = municipality.people.filter(({ roles }) => roles.includes(role))[nth - 1];
      if (!person) throw new Error(`The sample municipality has no ${role} number ${nth}.`);
      return person;
    },
    as: async ({ id, email }) =>
      demoPerson(baseUrl, await issuer.issue({ id, ...(email && { email }) })),
    asMachine: async (id, role) => demoPerson(baseUrl, await issuer.issue({ id, roles: [role] })),
    mailsTo: (address, subject) =>
      mailbox
        .messages()
        .filter(
          ({ envelope, subject: found }) => envelope.to.includes(address) && subject.test(found),
        ),
  };
}

/** A mailing as the API shows it, as far as the demonstration looks. */
export interface MailingView {
  readonly id: string;
  readonly status: string;
  readonly statusText: { readonly nl: string };
  readonly unmetConditions?: readonly {
    readonly code: string;
    readonly text: { readonly nl: string };
  }[];
}

/** The link in a mail whose path starts with `path`. */
export function linkIn({ text }: ReceivedMail, path: string): string {
  const link = text.match(/https?:\/\/\S+/g)?.find((url) => new URL(url).pathname.startsWith(path));
  if (!link) throw new Error(`The mail holds no link to ${path}.`);
  return link.replace(/[>).,]+$/, '');
}

/** Answers a form on a page the way a browser does: look first, then press the button. */
export async function pressButton(
  page: string,
  form: Readonly<Record<string, string>>,
): Promise<string> {
  const shown = await fetch(page);
  if (!shown.ok) throw new Error(`The page answered ${shown.status}.`);
  const url = new URL(page);
  url.search = '';
  const answered = await fetch(url, {
    method: 'POST',
    redirect: 'follow',
    headers: { origin: url.origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  if (!answered.ok) throw new Error(`The answer was not taken: ${answered.status}.`);
  return answered.text();
}
