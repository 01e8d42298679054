import express, { type Router } from 'express';
import { z } from 'zod';
import { mayDo } from '../domain/access.ts';
import { calendarFeed, type FeedEntry } from '../domain/calendar-feed.ts';
import { addDays, addSeconds, type Instant } from '../domain/instant.ts';
import { feedStart, kccEntries } from '../domain/kcc-calendar.ts';
import type { Language } from '../domain/text.ts';
import { languageOf } from '../http/language.ts';
import { forbidden, notFound } from '../http/problem.ts';
import type { Store } from '../store/client.ts';
import { type ApiDeps, endpoint } from './deps.ts';

export const ICS = 'text/calendar';

/** A link in a calendar program lasts a year; whoever leaves sees nothing any more at once. */
const LINK_SECONDS = 365 * 86_400;
const PAST_SECONDS = 31 * 86_400;
const AHEAD_SECONDS = 200 * 86_400;
const KCC = 'kcc.';

export const getKccCalendar = endpoint({
  id: 'getKccCalendar',
  summary: 'Read all batches, waves and external events as a calendar (.ics)',
  gives: [ICS],
  answers: { 200: z.object({ ics: z.string() }) },
  handle: async (call, { store }) => {
    const ics = await kccFeed(store, call.language, call.now);
    if (call.accept !== ICS) return { status: 200, body: { ics } };
    const bytes = Buffer.from(ics, 'utf8');
    return { status: 200, file: { mediaType: ICS, name: 'kcc.ics', bytes } };
  },
});

export const makeCalendarLink = endpoint({
  id: 'makeCalendarLink',
  summary: 'Make a link that a calendar program can subscribe to: your own shifts, or all waves',
  description:
    'Whoever has the link can read that calendar for a year, as long as you may yourself.',
  body: z
    .strictObject({ calendar: z.enum(['own', 'kcc']).default('own') })
    .meta({ id: 'NewCalendarLink' }),
  answers: { 201: z.object({ url: z.string(), expiresAt: z.iso.datetime() }) },
  handle: async (call, { calendarLinks }) => {
    const { principal, now } = call;
    const kcc = call.body.calendar === 'kcc';
    if (kcc && !mayDo(principal, 'calendar.read', {})) throw forbidden('calendar.read');
    const expiresAt = addSeconds(now, LINK_SECONDS);
    const url = await calendarLinks.sign(
      'calendar',
      `${kcc ? KCC : ''}${principal.personId}`,
      expiresAt,
    );
    return { status: 201, body: { url: String(url), expiresAt }, secret: true };
  },
});

/** What calendar programs fetch; they cannot log in, so the address itself is the key. */
export function calendarFeedRouter(
  { store, calendarLinks }: Pick<ApiDeps, 'store' | 'calendarLinks'>,
  clock: () => Instant,
): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  router.get('/agenda/:token', async (req, res) => {
    const now = clock();
    const verdict = await calendarLinks.verify('calendar', String(req.params.token), now);
    if (verdict.status !== 'ok') throw gone();
    const kcc = verdict.subjectId.startsWith(KCC);
    const personId = kcc ? verdict.subjectId.slice(KCC.length) : verdict.subjectId;
    const person = await store.people.find(personId);
    if (!person?.active) throw gone();
    if (kcc && !mayDo({ personId, roles: person.roles }, 'calendar.read', {})) throw gone();
    const language = languageOf(req);
    const ics = kcc
      ? await kccFeed(store, language, now)
      : await ownFeed(store, personId, language, now);
    res.set('Cache-Control', 'private, max-age=900').type(ICS).send(ics);
  });
  return router;
}

async function kccFeed(store: Store, language: Language, now: Instant): Promise<string> {
  const from = feedStart(now);
  const [waves, events] = await Promise.all([
    store.waveCalendar.waves(),
    store.events.between(from, addDays(from, 800)),
  ]);
  const name = language === 'nl' ? 'Belgolven' : 'Waves';
  return calendarFeed(name, kccEntries({ waves, events }, language), now);
}

/** Shifts, among them those of accepted invitations. */
async function ownFeed(
  store: Store,
  personId: string,
  language: Language,
  now: Instant,
): Promise<string> {
  const shifts = await store.shifts.between(
    addSeconds(now, -PAST_SECONDS),
    addSeconds(now, AHEAD_SECONDS),
    { personId },
  );
  const [duty, help] =
    language === 'nl' ? ['Dienst KCC', 'Hulp bij het KCC'] : ['Shift', 'Helping'];
  const entries = shifts.map(({ id, startsAt, endsAt, kind }): FeedEntry => ({
    uid: `shift-${id}@sluis`,
    startsAt,
    endsAt,
    summary: kind === 'roster' ? duty : help,
  }));
  return calendarFeed(language === 'nl' ? 'Mijn diensten' : 'My shifts', entries, now);
}

function gone() {
  return notFound({ nl: 'deze agenda', en: 'this calendar' });
}
