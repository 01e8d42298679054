import { z } from 'zod';
import { DEFAULT_CALENDAR } from '../domain/calendar.ts';
import { CONTACT_CHANNELS } from '../domain/contact-channel.ts';
import { STAFFING_LIMITS } from '../domain/staffing-requirement-faults.ts';
import { DEFAULT_STAFFING_SETTINGS } from '../domain/staffing-settings.ts';
import type { Weekday } from '../domain/instant.ts';
import { MAILING_KINDS } from '../domain/mailing.ts';
import type { Given } from '../http/endpoint.ts';
import { etagOf } from '../http/etag.ts';
import type { Store } from '../store/client.ts';
import type { Organisation } from '../store/organisation.ts';
import { calendar } from './calendar.ts';
import { endpoint, provenance } from './deps.ts';
import { line } from './fields.ts';
import { actorOn } from './mailing-access.ts';
import { mailIntroductions } from './mail-introductions.ts';
import { retentionTermsSchema } from './retention.ts';

const seconds = z.number().gt(0).max(86_400);
const share = z.number().min(0).max(1);
/** Contacts that one person handles at the same time. */
const atOnce = z.number().min(1).max(10);

const staffing = z
  .strictObject({
    target: z.strictObject({ fraction: z.number().gt(0).max(0.9999), withinSeconds: seconds }),
    handleTimeSeconds: seconds,
    otherHandleTimeSeconds: z
      .strictObject({ counter: seconds, email: seconds, callback: seconds })
      .optional(),
    concurrency: z
      .strictObject({ counter: atOnce, email: atOnce, callback: atOnce })
      .partial()
      .optional(),
    shrinkage: z.number().min(0).max(0.9),
    maxOccupancy: z.number().min(STAFFING_LIMITS.leastOccupancy).max(1),
    patienceSeconds: seconds,
    maxAbandonment: share,
    minimumPositions: z.int().min(0).max(1000),
  })
  .meta({ id: 'StaffingSettings' });

const baseLoadEntry = z.strictObject({
  channel: z.enum(CONTACT_CHANNELS),
  weekday: z
    .int()
    .min(1)
    .max(7)
    .transform((day) => day as Weekday)
    .meta({ type: 'integer', minimum: 1, maximum: 7 }),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  contacts: z.number().min(0).max(100_000),
});

/** When journeys remind and wait (domain/journey-policy.ts); for mailings that are submitted from then on. */
const terms = z
  .strictObject({
    reminderWorkingDays: z.int().min(1).max(30),
    escalationWorkingDays: z.int().min(1).max(60),
    invitationWorkingHours: z.int().min(1).max(80),
    waveCheckMinutes: z.int().min(5).max(240),
  })
  .meta({ id: 'JourneyTerms' });

const organisation = z
  .strictObject({
    name: line(200),
    calendar,
    staffing,
    baseLoad: z.array(baseLoadEntry).max(5000),
    terms: terms.partial().optional(),
    starterQuestions: z
      .partialRecord(z.enum(MAILING_KINDS), z.array(line(500)).max(200))
      .optional(),
    mailIntroductions: mailIntroductions.optional(),
    retention: retentionTermsSchema.optional(),
  })
  .meta({ id: 'Organisation' });

/** As it is answered; without a name as long as nothing was set. */
const answered = organisation.extend({ name: z.string() }).meta({ id: 'OrganisationAnswer' });

/** How the municipality works; the defaults of the domain where nothing was set. */
export async function organisationIn({ organisation: stored }: Store): Promise<Organisation> {
  return (
    (await stored.find()) ?? {
      name: '',
      calendar: DEFAULT_CALENDAR,
      staffing: DEFAULT_STAFFING_SETTINGS,
      baseLoad: [],
    }
  );
}

export const getOrganisation = endpoint({
  id: 'getOrganisation',
  summary: 'Read opening hours, staffing settings and ordinary load',
  answers: { 200: answered },
  handle: async (_call, { store }) => answerOf(store),
});

export const putOrganisation = endpoint({
  id: 'putOrganisation',
  summary: 'Set opening hours, staffing settings and ordinary load',
  description:
    'Terms hold for mailings that are submitted from then on. If-Match is wanted: "0" while nothing was set.',
  body: organisation,
  ifMatch: 'required',
  answers: { 200: answered },
  handle: async (call, { store }) => {
    const given = call.body as Given<typeof call.body>;
    await store.organisation.save(given, provenance(call, actorOn(call, {})), call.ifMatch);
    return answerOf(store);
  },
});

async function answerOf(store: Store) {
  // The version first: with an older one nobody's change is overwritten.
  const version = await store.organisation.version();
  return {
    status: 200 as const,
    body: await organisationIn(store),
    headers: { ETag: etagOf(version) },
  };
}
