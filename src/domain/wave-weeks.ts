import { baseLoadLookup, type BaseLoad } from './base-load.ts';
import { type Calendar, openingIntervals } from './calendar.ts';
import type { WaveCalendar } from './collision-question.ts';
import { DEFAULT_CONTACT_CHANNEL_SHARES } from './contact-channel.ts';
import { addByStart, contactsDuring, type DemandInterval, minuteOf } from './demand.ts';
import { sumByStart } from './demand-sum.ts';
import { eventDemand } from './external-event.ts';
import { addDays, type LocalDate, mondayOf, weekdayOf } from './instant.ts';
import { DEFAULT_PROFILES } from './intraday-profile.ts';
import { localMomentOf } from './local-time.ts';
import { positionsPresent } from './roster.ts';
import { type ShortageInterval, shortageOf, type ShortageSummary } from './shortage.ts';
import type { StaffingSettings } from './staffing-settings.ts';
import { demandRequirement } from './wave-requirement.ts';

/** Half a day of the KCC: its morning, or what comes after it. */
export interface DayPart {
  readonly date: LocalDate;
  readonly part: 'morning' | 'afternoon';
  /** The half hour that lacks most people, or needs most when none is short. */
  readonly busiest: ShortageInterval;
  readonly shortHalfHours: number;
}

/** One week of the KCC with everything that comes in it, at P50. */
export interface WaveWeek {
  readonly monday: LocalDate;
  /** Whether anybody is on the roster; far ahead nobody is yet, and then a shortage says nothing. */
  readonly rostered: boolean;
  /** The half hour that lacks most people, or needs most when none is short; undefined when the KCC is closed all week. */
  readonly busiest?: ShortageInterval | undefined;
  readonly shortage: ShortageSummary;
  /** Mailings and events that together ask for more than the roster has, the largest first; empty when at most one does. */
  readonly clash: readonly { readonly id: string; readonly title: string }[];
  /** Half days on which the KCC is open, in their order. */
  readonly dayParts: readonly DayPart[];
}

/** How this KCC works. */
export interface KccRules {
  readonly calendar: Calendar;
  readonly staffing: StaffingSettings;
  readonly baseLoad: BaseLoad;
}

/** What takes less than this share of the contacts in the short half hours is no part of a clash. */
const NAMED = 0.05;

/** Wall-clock time at which the afternoon begins. */
const NOON = '12:30';

/**
 * `count` weeks, each with what it needs and has: ordinary load, every wave and event together against the roster.
 * The first is the week of `first`, counted from that day on: who lacked on days before it lacks no more.
 */
export function waveWeeks(
  around: WaveCalendar,
  rules: KccRules,
  first: LocalDate,
  count: number,
): WaveWeek[] {
  const { staffing } = rules;
  const monday = mondayOf(first);
  const events = around.events.map((event) => ({
    ...event,
    demand: eventDemand(event, 'p50', rules.calendar, DEFAULT_PROFILES, DEFAULT_CONTACT_CHANNEL_SHARES), // prettier-ignore
  }));
  const sums = [around.others, events].map((waves) =>
    sumByStart(waves.map(({ demand }) => demand)),
  );
  const all = addByStart(ordinaryLoad(rules, monday, count), sums);
  const required = demandRequirement(all, staffing).map((one) => one.required);
  const present = positionsPresent(all, around.shifts, around.people, staffing.shrinkage);
  return Array.from({ length: count }, (_, at) => {
    const week = addDays(monday, 7 * at);
    const next = addDays(week, 7);
    const since = at === 0 ? first : week;
    const own = all.flatMap(({ date }, i) => (date >= since && date < next ? [i] : []));
    const pick = (from: readonly number[]): number[] => own.map((i) => from[i] ?? 0);
    const { intervals, summary } = shortageOf(
      own.flatMap((i) => all[i] ?? []),
      pick(required),
      pick(present),
      staffing.shrinkage,
    );
    const busiest = busiestOf(intervals);
    const short = intervals.filter(({ shortage }) => shortage > 0);
    return {
      monday: week,
      rostered: pick(present).some((positions) => positions > 0),
      ...(busiest && { busiest }),
      shortage: summary,
      clash: clashOf(short, [...around.others, ...events]),
      dayParts: dayPartsOf(intervals, rules.calendar),
    };
  });
}

function dayPartsOf(intervals: readonly ShortageInterval[], { timeZone }: Calendar): DayPart[] {
  const parts = new Map<string, ShortageInterval[]>();
  for (const one of intervals) {
    const { date, time } = localMomentOf(one.start, timeZone);
    const key = `${date} ${time < NOON ? 'morning' : 'afternoon'}`;
    parts.set(key, [...(parts.get(key) ?? []), one]);
  }
  return [...parts].flatMap(([key, own]) => {
    const [date, part] = key.split(' ') as [LocalDate, DayPart['part']];
    const busiest = busiestOf(own);
    const shortHalfHours = own.filter(({ shortage }) => shortage > 0).length;
    return busiest ? [{ date, part, busiest, shortHalfHours }] : [];
  });
}

function ordinaryLoad(
  { calendar, baseLoad }: KccRules,
  monday: LocalDate,
  count: number,
): DemandInterval[] {
  const load = baseLoadLookup(baseLoad);
  return Array.from({ length: 7 * count }, (_, at) => addDays(monday, at)).flatMap((date) =>
    openingIntervals(date, calendar).map(({ start, seconds, time }) => {
      const contactsBy = (channel: keyof DemandInterval['contacts']): number =>
        load(channel, weekdayOf(date), time);
      const contacts = {
        phone: contactsBy('phone'),
        counter: contactsBy('counter'),
        email: contactsBy('email'),
        callback: contactsBy('callback'),
      };
      return { start, seconds, date, contacts };
    }),
  );
}

function busiestOf(intervals: readonly ShortageInterval[]): ShortageInterval | undefined {
  return intervals.reduce<ShortageInterval | undefined>((most, one) => {
    if (!most) return one;
    const [more, less] = [one.shortage - most.shortage, one.required - most.required];
    return more > 0 || (more === 0 && less > 0) ? one : most;
  }, undefined);
}

function clashOf(short: readonly ShortageInterval[], waves: WaveCalendar['others']) {
  const starts = short.map(({ start }) => minuteOf(start));
  const parts = waves
    .map(({ id, title, demand }) => ({ id, title, contacts: contactsDuring(demand, starts) }))
    .filter(({ contacts }) => contacts > 0);
  const total = parts.reduce((sum, { contacts }) => sum + contacts, 0);
  const named = parts
    .filter(({ contacts }) => contacts >= NAMED * total)
    .toSorted((a, b) => b.contacts - a.contacts)
    .map(({ id, title }) => ({ id, title }));
  return named.length > 1 ? named : [];
}
