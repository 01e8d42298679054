import { smallMailing } from './builders/small-mailing.ts';
import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { addSeconds } from '../../src/domain/instant.ts';
import type { MailingDetails } from '../../src/domain/mailing-details.ts';
import { startAllInOne } from '../../src/main/all-in-one.ts';
import type { Mailbox } from '../../src/main/embedded/mailbox.ts';
import { type DemoPerson, demoPerson } from '../../src/main/demo/person.ts';
import { eventually } from './eventually.ts';
import { testFolder } from './folder.ts';
import { freePort } from './ports.ts';
import { municipality } from './samples.ts';

export type House = Awaited<ReturnType<typeof startHouse>>;

/** A mailing as the API shows it, as far as journeys look. */
export interface MailingView {
  readonly id: string;
  readonly status: string;
  readonly state: {
    readonly content?: { readonly version: number; readonly contentDigest: string };
    readonly released?: readonly {
      readonly number: number;
      readonly audience: { email: number };
    }[];
    readonly approval?: { readonly type: string; readonly by: unknown };
    readonly preparation?: {
      readonly changesRequested?: { readonly reason: string };
      readonly qaSheet?: { readonly version: number };
    };
    readonly emergencyRequest?: object;
    readonly paused?: object;
    readonly reason?: string;
  };
  readonly unmetConditions?: readonly { readonly code: string }[];
}

const WITHIN_MS = 60_000;

/** Everything on this machine, with the sample municipality and a mailbox, as `npm start` gives it to users. */
export async function startHouse() {
  const folder = testFolder();
  const port = async () => String(await freePort());
  const house = await startAllInOne(
    {
      NODE_ENV: 'test',
      DATA_DIR: folder.path,
      API_PORT: await port(),
      GATEWAY_SMTP_PORT: await port(),
      WORKER_HEALTH_PORT: await port(),
      GATEWAY_HEALTH_PORT: await port(),
      LOG_LEVEL: 'silent',
    },
    () => undefined,
  );
  const { baseUrl, issuer, gatewayPort } = house;
  const mailbox: Mailbox | undefined = house.mailbox;
  if (!issuer || !mailbox) throw new Error('The house has no issuer or no mailbox.');
  const who = (role: string, nth = 1) =>
    municipality.people.filter(({ roles }) => roles.some((one) => one === role))[nth - 1]!;
  const as = async (role: string, nth = 1): Promise<DemoPerson> => {
    const { id, email } = who(role, nth);
    return demoPerson(baseUrl, await issuer.issue({ id, email }));
  };
  const administrator = await as('administrator');
  const { departmentId } = who('department');
  const user = 'belastingen-mailtool';
  const { password: pass } = await administrator.post<{ password: string }>(
    '/v1/mail-credentials',
    {
      username: user,
      departmentId,
      fromDomains: ['sluiswaard.example'],
    },
  );
  const people = {
    department: await as('department'),
    lead: await as('kcc-lead'),
    otherLead: await as('kcc-lead', 2),
  };

  return {
    ...people,
    /** Where its pages are. */
    url: baseUrl,
    who,
    /** A mailing of the department to `email` addressees by e-mail, submitted and held. */
    async heldMailing(email: number, change: Partial<MailingDetails> = {}) {
      const details = smallMailing(email, change);
      const { id } = await people.department.post<MailingView>('/v1/mailings', {
        departmentId,
        details,
      });
      await people.department.post(`/v1/mailings/${id}/submissions`, {});
      await this.becomes(id, 'held');
      return { id, details, at: `/v1/mailings/${id}` };
    },
    /** Hands in `count` messages to residents; answers their addresses. */
    async handIn(mailingId: string, count: number): Promise<string[]> {
      const residents = Array.from({ length: count }, () => `${randomUUID()}@inwoner.example`);
      const transport = createTransport({
        host: '127.0.0.1',
        port: gatewayPort,
        ignoreTLS: true,
        auth: { user, pass },
      });
      for (const to of residents) {
        await transport.sendMail({
          from: 'belastingen@sluiswaard.example',
          to,
          subject: 'Uw aanslag (verzonnen)',
          text: 'Geachte heer of mevrouw, uw aanslag staat klaar. Dit is een verzonnen brief.',
          headers: { 'X-Mailing-ID': mailingId },
        });
      }
      transport.close();
      return residents;
    },
    /** Does for a small mailing all that a sign-off asks, with batches of one e-mail each at these seconds from now. */
    async prepare(at: string, sizes: readonly { email: number; inSeconds: number }[], first = 1) {
      const { lead } = people;
      const { state } = await lead.get<MailingView>(at);
      if (!state.preparation || !('qaSheet' in state.preparation)) {
        const sheet = Buffer.from(JSON.stringify({ pairs: tenPairs() }));
        await lead.putFile(`${at}/qa-sheet`, sheet, 'application/json');
      }
      await lead.post(`${at}/contact-checks`, {});
      for (const condition of ['staffing-covers-shortage', 'briefings-planned']) {
        await lead.post(`${at}/waivers`, { condition, reason: 'Een kleine verzonnen mailing.' });
      }
      const now = new Date().toISOString();
      const batches = sizes.map(({ email, inSeconds }, index) => ({
        number: first + index,
        releaseAt: addSeconds(now, inSeconds),
        audience: { letter: 0, email, portal: 0 },
      }));
      await lead.post(`${at}/dispatch-plan`, { batches });
      await eventually(async () => {
        const { unmetConditions } = await lead.get<MailingView>(at);
        if (unmetConditions?.length !== 0) {
          throw new Error(`Not ready: ${JSON.stringify(unmetConditions)}`);
        }
      }, WITHIN_MS);
      return batches;
    },
    view: (id: string) => people.lead.get<MailingView>(`/v1/mailings/${id}`),
    /** Waits until the mailing has this status. */
    becomes: (id: string, status: string): Promise<MailingView> =>
      eventually(async () => {
        const view = await people.lead.get<MailingView>(`/v1/mailings/${id}`);
        if (view.status !== status) throw new Error(`${id} is ${view.status}, not ${status}`);
        return view;
      }, WITHIN_MS),
    /** Which of these residents have got their letter, and how often. */
    arrived: (residents: readonly string[]): string[] =>
      mailbox
        .messages()
        .flatMap(({ envelope }) => envelope.to)
        .filter((to) => residents.includes(to)),
    /** Waits for a mail to `address` with this subject; answers its text. */
    mailTo: (address: string, subject: RegExp): Promise<string> =>
      eventually(() => {
        const found = mailbox
          .messages()
          .find(({ envelope, subject: is }) => envelope.to.includes(address) && subject.test(is));
        if (!found) throw new Error(`No mail to ${address} with ${String(subject)}`);
        return found.text;
      }, WITHIN_MS),
    /** Waits for the invitation of a guest to help with the mailing of this title; answers the mail's text. */
    invitationAbout: (title: string): Promise<string> =>
      eventually(() => {
        const guests = municipality.people.filter(({ roles }) => roles[0] === 'guest');
        const found = mailbox
          .messages()
          .find(
            ({ envelope, text }) =>
              text.includes(title) &&
              text.includes('/uitnodiging/') &&
              guests.some(({ email }) => envelope.to.includes(email)),
          );
        if (!found) throw new Error(`No guest was invited to help with ${title}`);
        return found.text;
      }, WITHIN_MS),
    /** The actions on the mailing's timeline, in order. */
    timeline: async (id: string): Promise<string[]> => {
      const { results } = await people.lead.get<{ results: { action: string }[] }>(
        `/v1/mailings/${id}/timeline`,
      );
      return results.map(({ action }) => action);
    },
    async stop() {
      await house.stop();
      folder.remove();
    },
  };
}

/** Questions enough for a sign-off. */
export function tenPairs() {
  return Array.from({ length: 10 }, (_, n) => ({
    number: n + 1,
    topic: 'Aanslag',
    question: `Vraag ${n + 1} over de aanslag?`,
    answer: 'Dat staat op de achterkant van de brief.',
    internalNote: '',
    owner: 'rachida.schotbalk@sluiswaard.example',
  }));
}
