import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { type Activities, createActivities } from '../../src/activities/index.ts';
import type { MailingCommand } from '../../src/domain/mailing-commands.ts';
import { decide } from '../../src/domain/mailing-decide.ts';
import { evolve } from '../../src/domain/mailing-evolve.ts';
import type { Mailing } from '../../src/domain/mailing.ts';
import { loadMunicipality } from '../../src/main/load-municipality.ts';
import { createLinks } from '../../src/mail/links.ts';
import { createMailer } from '../../src/mail/mailer.ts';
import { createStore } from '../../src/store/client.ts';
import { JOURNEY_POLICY } from './journey.ts';
import { type CaughtMail, startMailbox } from './mailbox.ts';
import { testDatabase } from './postgres.ts';
import { municipality, samplesFolder, woz } from './samples.ts';

/** A Monday before the sample mailing, at nine. */
export const START = '2027-01-11T08:00:00.000Z';

export type ActivityWorld = Awaited<ReturnType<typeof anActivityWorld>>;

/** The activities on a real database and mail server, in the sample municipality. */
export async function anActivityWorld() {
  const database = await testDatabase();
  const mailbox = await startMailbox();
  const store = createStore({ url: database.url });
  await loadMunicipality(store, samplesFolder, START, 12);
  const timeZone = municipality.calendar.timeZone;
  const mailer = createMailer({
    smtpUrl: mailbox.url,
    from: 'sluis@sluiswaard.example',
    links: createLinks('a secret of at least thirty-two bytes', 'https://sluis.sluiswaard.example'),
    municipality: { name: 'Gemeente Sluiswaard', colour: '#154273', timeZone },
  });
  let now = START;
  const made = createActivities({
    store,
    mailer,
    clock: () => now,
    ids: randomUUID,
    workplace: 'Stadskantoor, eerste verdieping',
    signer: { sign: async () => 'not-a-jws' },
    lateCheck: async (_mailing, _at, ids) => new Set(ids),
  });
  const names = Object.keys(made) as (keyof Activities)[];
  const activities = Object.fromEntries(
    names.map((name) => [name, inContext(made[name] as (input: never) => Promise<unknown>)]),
  ) as Activities;

  const submittedBy = woz.submittedBy;
  const { mailing, rowVersion } = await store.mailings.submit(
    {
      id: woz.id,
      departmentId: woz.departmentId,
      details: woz.details,
      window: {
        opensAt: '2027-01-31T23:00:00.000Z',
        preferredAt: '2027-02-12T07:00:00.000Z',
        closesAt: '2027-02-28T23:00:00.000Z',
      },
    },
    { actor: { personId: submittedBy, role: 'department' }, origin: 'api', at: START },
  );
  let row: { mailing: Mailing; rowVersion: number } = { mailing, rowVersion };

  return {
    store,
    mailer,
    activities,
    mailingId: woz.id,
    /** The first of the sample's people whose first role this is. */
    who: (role: string, nth = 0) =>
      municipality.people.filter(({ roles }) => roles[0] === role)[nth]!,
    get row() {
      return row;
    },
    at(instant: string) {
      now = instant;
    },
    /** Gives a command and records what comes of it, as the journey does; its last event. */
    async give(command: MailingCommand) {
      const decision = decide(row.mailing, command, now, JOURNEY_POLICY);
      if ('refusal' in decision) throw new Error(JSON.stringify(decision.refusal));
      const next = decision.events.reduce(evolve, row.mailing);
      const change = { events: decision.events, mailing: next, actor: command.by };
      const ids = { mailingId: woz.id, expectedRowVersion: row.rowVersion };
      row = { mailing: next, ...(await activities.recordMailing({ ...ids, ...change })) };
      return decision.events.at(-1)!;
    },
    /** The mails that came in since the last time. */
    mails: (): CaughtMail[] => mailbox.mails.splice(0),
    async stop() {
      mailer.close();
      await mailbox.stop();
      await store.close();
      await database.drop();
    },
  };
}

function inContext(activity: (input: never) => Promise<unknown>) {
  return (input: never) => new MockActivityEnvironment().run(activity, input);
}
