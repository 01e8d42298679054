import { organisationIn } from '../api/organisation.ts';
import { listWaveWeeks } from '../api/wave-weeks.ts';
import { isWorkingDay, openingIntervals } from '../domain/calendar.ts';
import { unmetConditions } from '../domain/condition.ts';
import { lastDayOf } from '../domain/dispatch-window.ts';
import { openEmergencyRequest } from '../domain/emergency-request.ts';
import { firstFrom } from '../domain/first-from.ts';
import { addDays, addSeconds, type Instant, type LocalDate, mondayOf } from '../domain/instant.ts';
import { DEFAULT_PROFILES, shareUntil } from '../domain/intraday-profile.ts';
import { localDateOf, toInstant } from '../domain/local-time.ts';
import type { Mailing } from '../domain/mailing.ts';
import type { Quantiles } from '../domain/quantiles.ts';
import { paceOf, type WavePace } from '../domain/wave-pace.ts';
import type { WaveWeek } from '../domain/wave-weeks.ts';
import type { ForecastOutline } from '../store/forecast.ts';
import type { MailingSummary } from '../store/mailing-row.ts';
import type { AppDeps } from './deps.ts';
import type { PageCall } from './page.ts';

/** As many as somebody can look through; how many more there are is said. */
const MOST_HELD = 60;
/** Of as many mailings on either side of their sign-off the wave itself is drawn. */
const MOST_WAVES = 30;
/** What has to leave within these days goes first. */
const SOON_DAYS = 7;
const RECENT_SECONDS = 7 * 86_400;
const MOST_BRIEFINGS = 6;
export const WEEKS_AHEAD = 8;

/** A mailing that waits for the KCC: until when it can, and how much is still to be done. */
export interface Waiting extends Pick<MailingSummary, 'id' | 'title'> {
  readonly unmet: number;
  readonly preferred: LocalDate;
  readonly last: LocalDate;
  /** Left, today included; 0 or less when the last day is past. */
  readonly daysLeft: number;
  /** The lead asked for changes, and the department has not made them yet. */
  readonly atDepartment: boolean;
}

/** A wave that is under way today. */
export interface TodaysWave extends WavePace {
  readonly id: string;
  readonly title: string;
  /** Of the whole day; undefined when nothing was forecast for it. */
  readonly forecast: Quantiles | undefined;
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
  /** Whether days of it are past; they are not counted. */
  readonly underWay: boolean;
  /** All waves, events and ordinary load of the week against its roster. */
  readonly load?: WaveWeek | undefined;
  readonly waves: readonly WeekWave[];
}

/** Everything that the board shows. */
export type Board = Awaited<ReturnType<typeof boardOf>>;

export async function boardOf(call: PageCall, { store, policy, house }: AppDeps) {
  const { now, person, ask } = call;
  const { timeZone } = house;
  const soon = addSeconds(now, SOON_DAYS * 86_400);
  const [held, under, loads, { calendar }] = await Promise.all([
    store.mailings.heldByUrgency(soon, MOST_HELD),
    store.mailings.underWay(MOST_WAVES),
    ask(listWaveWeeks, { query: { weeks: String(WEEKS_AHEAD) } }),
    organisationIn(store),
  ]);
  const today = localDateOf(now, timeZone);
  const all = [...held.results.slice(0, MOST_WAVES), ...under.results];
  const [forecasts, doubts, briefings] = await Promise.all([
    store.forecasts.outlinesOf(all.map(({ id }) => id)),
    call.may('doubts.read') ? store.doubts.count() : 0,
    // Who reads the last one no longer needs those before it.
    store.briefings.unreadSince(addSeconds(now, -RECENT_SECONDS), MOST_BRIEFINGS),
  ]);
  const waves = all.flatMap((mailing) => {
    const outline = forecasts.get(mailing.id);
    return outline ? [{ ...mailing, outline }] : [];
  });
  const from = toInstant(today, '00:00', timeZone);
  const counts = await store.questions.countsPerMailing({ from, to: now });
  const asked = new Map(counts.map(({ mailingId, questions }) => [mailingId, questions]));
  const share = shareUntil(now, openingIntervals(today, calendar), DEFAULT_PROFILES.intraday.phone);
  const todays = waves.filter(isUnderWay).flatMap(({ id, title, outline }): TodaysWave[] => {
    const forecast = outline.forecast.perDay.find(({ date }) => date === today);
    const logged = asked.get(id) ?? 0;
    // Residents also call on days for which nothing was forecast.
    return forecast || logged > 0
      ? [{ id, title, forecast, logged, ...paceOf(logged, forecast, share) }]
      : [];
  });
  const waiting = held.results.flatMap(({ id, title, mailing }): Waiting[] => {
    if (mailing.status !== 'held') return [];
    const { window } = mailing.content;
    const last = lastDayOf(window, timeZone);
    return [
      {
        id,
        title,
        unmet: unmetConditions(mailing, policy, now, person.id).length,
        preferred: localDateOf(window.preferredAt, timeZone),
        last,
        daysLeft: Math.round((Date.parse(last) - Date.parse(today)) / 86_400_000) + 1,
        atDepartment: mailing.preparation.changesRequested !== undefined,
      },
    ];
  });
  return {
    /** Somebody who only plans is led to the staffing, and not to a page that is not for them. */
    signsOff: call.may('mailings.sign-off'),
    held: waiting,
    /** Held ones that are not listed. */
    heldMore: held.count - held.results.length,
    emergencies: held.results.filter(
      ({ mailing }) =>
        mailing.status === 'held' && openEmergencyRequest(mailing, now) !== undefined,
    ),
    paused: under.results.filter(({ mailing }) => 'paused' in mailing && mailing.paused),
    doubts,
    briefings,
    today,
    closed: !isWorkingDay(today, calendar),
    todays,
    /** Mailings whose wave is in the load of its weeks alone. */
    wavesMore: held.count + under.count - all.length,
    weeks: weeksOf(waves, today, timeZone).map((week) => ({
      ...week,
      load: loads.body.results.find(({ monday }) => monday === week.monday),
    })),
  };
}

function isUnderWay({ mailing }: { readonly mailing: Mailing }): boolean {
  return mailing.status === 'releasing' || mailing.status === 'dispatched';
}

interface Wave extends Pick<MailingSummary, 'id' | 'title' | 'mailing'> {
  readonly outline: ForecastOutline;
}

/** The next weeks with the waves in each, the largest first; this week from `today` on. */
export function weeksOf(waves: readonly Wave[], today: LocalDate, timeZone: string): BoardWeek[] {
  return Array.from({ length: WEEKS_AHEAD }, (_, at) => {
    const monday = addDays(mondayOf(today), 7 * at);
    const underWay = monday < today;
    const week = [underWay ? today : monday, addDays(monday, 7)] as const;
    const [from, until] = week.map((day) => toInstant(day, '00:00', timeZone));
    const span = { week, from: from ?? '', until: until ?? '' };
    return {
      monday,
      underWay,
      waves: waves
        .flatMap((wave) => inWeek(wave, span))
        .toSorted((left, right) => right.contacts - left.contacts),
    };
  });
}

/** A week, or what is left of it, as days and as moments; the second of each is that of the next week. */
interface WeekSpan {
  readonly week: readonly [LocalDate, LocalDate];
  readonly from: Instant;
  readonly until: Instant;
}

function inWeek({ id, title, mailing, outline }: Wave, { week, from, until }: WeekSpan) {
  const { perDay } = outline.forecast;
  const days = perDay.slice(...week.map((day) => firstFrom(perDay, ({ date }) => date, day)));
  const contacts = days.reduce((sum, { p50 }) => sum + p50, 0);
  const [first, ...others] = days;
  if (!first || contacts < 1) return [];
  const busiest = others.reduce((most, day) => (day.p50 > most.p50 ? day : most), first);
  const { intervals } = outline.shortage;
  // Compared as text, for all are written by toInstant.
  const [begin, end] = [from, until].map((at) => firstFrom(intervals, ({ start }) => start, at));
  const halfHours = intervals.slice(begin, end);
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
