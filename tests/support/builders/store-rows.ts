import { randomUUID } from 'node:crypto';
import type { MailingDetails } from '../../../src/domain/mailing-details.ts';
import type { MailingEvent } from '../../../src/domain/mailing-events.ts';
import { evolve } from '../../../src/domain/mailing-evolve.ts';
import type { Mailing, SubmittedMailing } from '../../../src/domain/mailing.ts';
import type { Origin, Provenance } from '../../../src/store/audit-line.ts';
import type { Store } from '../../../src/store/client.ts';
import type { Person } from '../../../src/store/person.ts';
import { nearDates } from '../near-dates.ts';

/** A moment in the tests of the store. */
export const NOW = '2027-01-11T09:00:00.000Z';
const DATES = nearDates(
  { earliest: '2027-02-01', preferred: '2027-02-16', legalLatest: '2027-02-25' },
  new Date().toISOString(),
);
/** Of the mailing below, not over yet today; it closes on its last day in summer and in winter. */
export const WINDOW = {
  opensAt: `${DATES.earliest}T00:00:00.000Z`,
  preferredAt: `${DATES.preferred}T08:00:00.000Z`,
  closesAt: `${DATES.legalLatest}T21:59:59.999Z`,
};

/** A change by somebody of the department, over the API, at NOW. */
export function provenance(change: Partial<Provenance> = {}): Provenance {
  const actor = { personId: randomUUID(), role: 'department' } as const;
  return { actor, origin: 'api' satisfies Origin, at: NOW, ...change };
}

/** The WOZ mailing to 100 addressees; every field can be set otherwise. */
export function mailingDetails(change: Partial<MailingDetails> = {}): MailingDetails {
  return {
    title: 'WOZ-beschikking 2027',
    kind: 'tax-assessment',
    purpose: 'De ontvanger controleert de gegevens en betaalt op tijd.',
    audience: { letter: 90, email: 10, portal: 0 },
    ...DATES,
    printedContact: {
      phone: '088-000 00 00',
      openingHours: 'maandag tot en met vrijdag van 8.30 tot 17.00 uur',
      webAddress: 'www.sluiswaard.example/woz',
    },
    texts: [{ name: 'brief', text: 'Geachte heer, mevrouw,' }],
    files: [],
    draftQuestions: ['Waarom is mijn WOZ-waarde gestegen?'],
    ...change,
  };
}

/** A department with a name of its own. */
export async function aDepartment(store: Store): Promise<string> {
  const id = randomUUID();
  await store.departments.save(
    { id, name: `Afdeling ${id}`, email: 'afdeling@sluiswaard.example' },
    provenance(),
  );
  return id;
}

/** An agent who can be rostered, with an e-mail address of their own. */
export async function aPerson(store: Store, change: Partial<Person> = {}): Promise<Person> {
  const id = randomUUID();
  const person: Person = {
    id,
    name: 'Sanne van Sluis',
    email: `${id}@sluiswaard.example`,
    roles: ['agent'],
    active: true,
    staff: {
      id,
      kind: 'agent',
      skills: [],
      handleTimeFactor: 1,
      contractHoursPerWeek: 24,
      maxHoursPerWeek: 32,
      costPerHour: 40,
      offers: [],
    },
    ...change,
  };
  return store.people.save(person, provenance());
}

/** A mailing that was submitted at NOW. */
export async function aSubmittedMailing(
  store: Store,
  change: Partial<MailingDetails> = {},
): Promise<{ mailing: SubmittedMailing; rowVersion: number }> {
  const departmentId = await aDepartment(store);
  return store.mailings.submit(
    { id: randomUUID(), departmentId, details: mailingDetails(change), window: WINDOW },
    provenance(),
  );
}

/** Records `events` on `mailing` as its workflow does; answers the mailing after them and its row's version. */
export async function record(
  store: Store,
  { mailing, rowVersion }: { mailing: Mailing; rowVersion: number },
  ...events: MailingEvent[]
): Promise<{ mailing: Mailing; rowVersion: number }> {
  const after = events.reduce(evolve, mailing);
  const recorded = await store.mailings.record({
    mailingId: mailing.id,
    expectedRowVersion: rowVersion,
    events,
    mailing: after,
    actor: { role: 'system' },
    origin: 'worker',
  });
  return { mailing: after, rowVersion: recorded.rowVersion };
}

/** A mailing that is held since NOW. */
export async function aHeldMailing(store: Store, change: Partial<MailingDetails> = {}) {
  return record(store, await aSubmittedMailing(store, change), { type: 'held', at: NOW });
}
