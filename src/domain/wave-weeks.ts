import { baseLoadLookup, type BaseLoad } from './base-load.ts';
import { type Calendar, openingIntervals } from './calendar.ts';
import type { WaveCalendar } from './collision-question.ts';
import {
  CONTACT_CHANNELS,
  type ContactChannel,
  DEFAULT_CONTACT_CHANNEL_SHARES,
} from './contact-channel.ts';
import { type DemandInterval, startsOf } from './demand.ts';
import { eventDemand } from './external-event.ts';
import { addDays, type LocalDate, weekdayOf } from './instant.ts';
import { DEFAULT_PROFILES } from './intraday-profile.ts';
import { positionsPresent } from './roster.ts';
import { type ShortageInterval, shortageOf, type ShortageSummary } from './shortage.ts';
import type { StaffingSettings } from './staffing-settings.ts';
import { demandRequirement } from './wave-requirement.ts';

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
}

/** How this KCC works. */
export interface KccRules {
  readonly calendar: Calendar;
  readonly staffing: StaffingSettings;
  readonly baseLoad: BaseLoad;
}

/** What takes less than this share of the contacts in the short half hours is no part of a clash. */
const NAMED = 0.05;

/** `count` weeks from `monday` on, each with what it needs and has: ordinary load, every wave and event together against the roster. */
export function waveWeeks(
  around: WaveCalendar,
  rules: KccRules,
  monday: LocalDate,
  count: number,
): WaveWeek[] {
  const { staffing } = rules;
  const all = ordinaryLoad(rules, monday, count);
  const waves = addWaves(all, around, rules.calendar);
  const required = demandRequirement(all, staffing).map((one) => one.required);
  const present = positionsPresent(all, around.shifts, around.people, staffing.shrinkage);
  return Array.from({ length: count }, (_, at) => {
    const week = addDays(monday, 7 * at);
    const next = addDays(week, 7);
    const own = all.flatMap(({ date }, i) => (date >= week && date < next ? [i] : []));
    const pick = (from: readonly number[]): number[] => own.map((i) => from[i] ?? 0);
    const { intervals, summary } = shortageOf(
      own.flatMap((i) => all[i] ?? []),
      pick(required),
      pick(present),
      staffing.shrinkage,
    );
    const busiest = busiestOf(intervals);
    const short = own.filter((_index, i) => (intervals[i]?.shortage ?? 0) > 0);
    return {
      monday: week,
      rostered: pick(present).some((positions) => positions > 0),
      ...(busiest && { busiest }),
      shortage: summary,
      clash: clashOf(short, waves),
    };
  });
}

/** Contacts of all channels that a mailing or event brings in each half hour of the weeks. */
interface WaveLoad {
  readonly id: string;
  readonly title: string;
  readonly contacts: Float64Array;
}

/** Half hours of which the contacts are still being added up. */
type Sum = DemandInterval & { readonly contacts: { [channel in ContactChannel]: number } };

/** Adds every wave and event to `all`, and answers what each of them adds. */
function addWaves(
  all: readonly Sum[],
  { others, events }: WaveCalendar,
  calendar: Calendar,
): WaveLoad[] {
  const places = new Map(all.map(({ start }, i) => [Date.parse(start), i]));
  const load = (
    { id, title }: { readonly id: string; readonly title: string },
    demand: readonly DemandInterval[],
  ): WaveLoad => {
    const contacts = new Float64Array(all.length);
    const begins = startsOf(demand);
    for (const [at, one] of demand.entries()) {
      const i = places.get(begins[at] ?? Number.NaN);
      const sum = i === undefined ? undefined : all[i];
      if (i === undefined || !sum) continue;
      let total = 0;
      for (const channel of CONTACT_CHANNELS) {
        sum.contacts[channel] += one.contacts[channel];
        total += one.contacts[channel];
      }
      contacts[i] = total;
    }
    return { id, title, contacts };
  };
  return [
    ...others.map((wave) => load(wave, wave.demand)),
    ...events.map((event) =>
      load(
        event,
        eventDemand(event, 'p50', calendar, DEFAULT_PROFILES, DEFAULT_CONTACT_CHANNEL_SHARES),
      ),
    ),
  ];
}

function ordinaryLoad({ calendar, baseLoad }: KccRules, monday: LocalDate, count: number): Sum[] {
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

function clashOf(short: readonly number[], waves: readonly WaveLoad[]) {
  const parts = waves
    .map(({ id, title, contacts }) => ({
      id,
      title,
      contacts: short.reduce((sum, i) => sum + (contacts[i] ?? 0), 0),
    }))
    .filter(({ contacts }) => contacts > 0);
  const total = parts.reduce((sum, { contacts }) => sum + contacts, 0);
  const named = parts
    .filter(({ contacts }) => contacts >= NAMED * total)
    .toSorted((a, b) => b.contacts - a.contacts)
    .map(({ id, title }) => ({ id, title }));
  return named.length > 1 ? named : [];
}
