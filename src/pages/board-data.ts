import { listWaveWeeks } from '../api/wave-weeks.ts';
import { unmetConditions } from '../domain/condition.ts';
import { addDays, addSeconds, type Instant, type LocalDate, mondayOf } from '../domain/instant.ts';
import { localDateOf, toInstant } from '../domain/local-time.ts';
import type { Mailing } from '../domain/mailing.ts';
import type { Quantiles } from '../domain/quantiles.ts';
import type { WaveWeek } from '../domain/wave-weeks.ts';
import type { WaveOutline } from '../store/forecast.ts';
import type { MailingSummary } from '../store/mailing-row.ts';
import type { AppDeps } from './deps.ts';
import type { PageCall } from './page.ts';

const MOST = { page: 1, pageSize: 30 } as const;
const RECENT_SECONDS = 7 * 86_400;
const MOST_BRIEFINGS = 6;
export const WEEKS_AHEAD = 8;
const NOTHING: Quantiles = { mean: 0, p10: 0, p50: 0, p90: 0 };

/** A mailing that waits for the KCC, with how much is still to be done. */
export interface Waiting extends Pick<MailingSummary, 'id' | 'title' | 'mailing'> {
  readonly unmet: number;
}

/** A wave that is under way today. */
export interface TodaysWave {
  readonly id: string;
  readonly title: string;
  readonly forecast: Quantiles;
  readonly logged: number;
}

/** A wave in one week. */
export interface WeekWave {
  readonly id: string;
  readonly title: string;
  readonly certain: boolean;
  readonly contacts: number;
  readonly busiest: LocalDate;
  readonly shortHalfHours: number;
  readonly peakPositions: number;
}

export interface BoardWeek {
  readonly monday: LocalDate;
  /** All waves, events and ordinary load of the week against its roster. */
  readonly load?: WaveWeek | undefined;
  readonly waves: readonly WeekWave[];
}

/** Everything that the board shows. */
export async function boardOf({ now, person, ask }: PageCall, { store, policy, house }: AppDeps) {
  const [held, under, loads] = await Promise.all([
    store.mailings.list({ ...MOST, status: ['held'] }),
    store.mailings.list({ ...MOST, status: ['signed-off', 'releasing', 'dispatched'] }),
    ask(listWaveWeeks, { query: { weeks: String(WEEKS_AHEAD) } }),
  ]);
  const today = localDateOf(now, house.timeZone);
  const all = [...held.results, ...under.results];
  const [forecasts, doubts, briefings] = await Promise.all([
    store.forecasts.outlinesOf(all.map(({ id }) => id)),
    store.doubts.count(),
    unreadBriefings(addSeconds(now, -RECENT_SECONDS), store),
  ]);
  const waves = all.flatMap((mailing) => {
    const outline = forecasts.get(mailing.id);
    return outline ? [{ ...mailing, outline }] : [];
  });
  const from = toInstant(today, '00:00', house.timeZone);
  const counts = await store.questions.countsPerMailing({ from, to: now });
  const asked = new Map(counts.map(({ mailingId, questions }) => [mailingId, questions]));
  const todays = waves.filter(isUnderWay).flatMap(({ id, title, outline }): TodaysWave[] => {
    const forecast = outline.perDay.find(({ date }) => date === today);
    const logged = asked.get(id) ?? 0;
    // Residents also call on days for which nothing was forecast.
    return forecast || logged > 0 ? [{ id, title, forecast: forecast ?? NOTHING, logged }] : [];
  });
  return {
    held: held.results.map(({ id, title, mailing }) => ({
      id,
      title,
      mailing,
      unmet:
        mailing.status === 'held' ? unmetConditions(mailing, policy, now, person.id).length : 0,
    })),
    emergencies: held.results.filter(
      ({ mailing }) => mailing.status === 'held' && mailing.emergencyRequest !== undefined,
    ),
    paused: under.results.filter(({ mailing }) => 'paused' in mailing && mailing.paused),
    doubts,
    briefings,
    today,
    todays,
    weeks: weeksOf(waves, mondayOf(today), house.timeZone).map((week) => ({
      ...week,
      load: loads.body.results.find(({ monday }) => monday === week.monday),
    })),
  };
}

function isUnderWay({ mailing }: { readonly mailing: Mailing }): boolean {
  return mailing.status === 'releasing' || mailing.status === 'dispatched';
}

async function unreadBriefings(from: string, store: AppDeps['store']) {
  const sent = (await store.briefings.sentSince(from)).slice(0, MOST_BRIEFINGS);
  const unread = await Promise.all(sent.map(({ id }) => store.briefings.unreadBy(id)));
  return sent
    .map(({ mailingId, sentAt }, at) => ({ mailingId, sentAt, unread: unread[at]?.length ?? 0 }))
    .filter((one) => one.unread > 0);
}

interface Wave extends Pick<MailingSummary, 'id' | 'title' | 'mailing'> {
  readonly outline: WaveOutline;
}

/** The next weeks with the waves in each, the largest first. */
export function weeksOf(waves: readonly Wave[], first: LocalDate, timeZone: string): BoardWeek[] {
  return Array.from({ length: WEEKS_AHEAD }, (_, at) => {
    const monday = addDays(first, 7 * at);
    const week = [monday, addDays(monday, 7)] as const;
    const [from, until] = week.map((day) => toInstant(day, '00:00', timeZone));
    const span = { week, from: from ?? '', until: until ?? '' };
    return {
      monday,
      waves: waves
        .flatMap((wave) => inWeek(wave, span))
        .toSorted((left, right) => right.contacts - left.contacts),
    };
  });
}

/** A week as days and as moments; the second of each is that of the next week. */
interface WeekSpan {
  readonly week: readonly [LocalDate, LocalDate];
  readonly from: Instant;
  readonly until: Instant;
}

function inWeek({ id, title, mailing, outline }: Wave, { week, from, until }: WeekSpan) {
  const days = outline.perDay.filter(({ date }) => date >= week[0] && date < week[1]);
  const contacts = days.reduce((sum, { p50 }) => sum + p50, 0);
  const busiest = days.toSorted((left, right) => right.p50 - left.p50)[0];
  if (!busiest || contacts < 1) return [];
  const begin = firstFrom(outline.shortage, from);
  const halfHours = outline.shortage.slice(begin, firstFrom(outline.shortage, until));
  return [
    {
      id,
      title,
      certain: mailing.status !== 'held',
      contacts,
      busiest: busiest.date,
      shortHalfHours: halfHours.filter(({ shortage }) => shortage > 0).length,
      peakPositions: Math.max(0, ...halfHours.map(({ required }) => Math.ceil(required))),
    } satisfies WeekWave,
  ];
}

/** Where the half hours from `at` on begin; they are in order, and compared as text, for both are written by toInstant. */
function firstFrom(halfHours: readonly { readonly start: Instant }[], at: Instant): number {
  let [low, high] = [0, halfHours.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((halfHours[middle]?.start ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
