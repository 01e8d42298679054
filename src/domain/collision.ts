import { addByStart, contactsDuring, contactsOf, type DemandInterval, minuteOf } from './demand.ts';
import { CONTACT_CHANNELS } from './contact-channel.ts';
import { type CollisionFacts, collisionText, type CollisionWeek } from './collision-text.ts';
import { type DayDemand, demandPerDay } from './demand-per-day.ts';
import { sumByStart } from './demand-sum.ts';
import type { ForecastInput } from './forecast.ts';
import { addDays, type Instant, type LocalDate, mondayOf } from './instant.ts';
import { localDateOf, localTimeOf, toInstant } from './local-time.ts';
import type { Level } from './quantiles.ts';
import type { RosterInterval } from './roster.ts';
import { shortageOf } from './shortage.ts';
import type { StaffingSettings } from './staffing-settings.ts';
import type { Text } from './text.ts';
import { demandRequirement } from './wave-requirement.ts';

/** Another wave or an external event (a storm, a mailing of the national government) that asks for the same people. */
export interface OtherWave {
  readonly id: string;
  readonly title: string;
  readonly demand: readonly DemandInterval[];
}

export interface CollisionInput {
  readonly wave: ForecastInput;
  readonly others: readonly OtherWave[];
  /** The same for what is worked out anew each time, as external events are; none when left out. */
  readonly events?: readonly OtherWave[];
  readonly settings: StaffingSettings;
  /** How high the wave is taken to turn out; P50 unless one wants to be careful. */
  readonly level: Level;
  /** Positions that can be staffed in each interval, in the same order. */
  readonly staffable: (intervals: readonly RosterInterval[]) => readonly number[];
  /** No later week is looked at when its last batch would leave after this. */
  readonly latestRelease?: Instant;
  readonly weeksAhead: number;
}

/** With which weeks a wave collides, also in words. */
export interface CollisionReport extends CollisionFacts {
  readonly text: Text;
}

/** An other wave with less than this share of the contacts in the short half hours is not named. */
const NAMED = 0.05;

/**
 * Looks for the half hours in which the wave, on top of ordinary load and of `others`, needs more positions than can be staffed, and for the first
 * later week in which it would not. Half hours that are short without the wave, too, and get no worse, do not count.
 */
export function findCollisions(input: CollisionInput): CollisionReport {
  const { wave, weeksAhead } = input;
  const others = [input.others, input.events ?? []].map((waves) =>
    sumByStart(waves.map(({ demand }) => demand)),
  );
  const looked = Array.from(demandPerDay(wave, input.level), (day) => ({
    day,
    ...shortHalfHours(day, others, input),
  }));
  const now = looked.flatMap(({ worse }) => worse);
  // More contacts never ask for fewer positions, so a day on which all of it fits is not too much without the others either.
  const tooBigAlone = looked.some(
    ({ day, short }) => short > 0 && shortHalfHours(day, [], input).worse.length > 0,
  );
  const weeks = weeksOf(now, input);
  let earliestFreeWeek: LocalDate | undefined;
  for (let week = 1; weeks.length > 0 && week <= weeksAhead; week += 1) {
    const later = inWeeks(wave, week);
    if (leavesTooLate(later, input.latestRelease)) break;
    if (fits(demandPerDay(later, input.level), others, input)) {
      earliestFreeWeek = firstMonday(later);
      break;
    }
  }
  const report = {
    weeks,
    tooBigAlone,
    ...(earliestFreeWeek !== undefined && { earliestFreeWeek }),
  };
  return { ...report, text: collisionText(report) };
}

interface ShortHalfHour {
  readonly demand: DemandInterval;
  readonly required: number;
  readonly present: number;
}

type Staffing = Pick<CollisionInput, 'settings' | 'staffable'>;
type OthersByStart = readonly ReadonlyMap<number, DemandInterval>[];

/** How many half hours of the day are short, and those of them that are only so, or more so, because of the wave. */
function shortHalfHours(
  { ordinary, wave }: DayDemand,
  others: OthersByStart,
  { settings, staffable }: Staffing,
): { readonly short: number; readonly worse: readonly ShortHalfHour[] } {
  const rest = addByStart(ordinary, others);
  const all = rest.map((one, i) => plus(one, wave[i]));
  const required = demandRequirement(all, settings);
  const present = staffable(all);
  const short = all.flatMap((demand, i): ShortHalfHour[] => {
    const [needs, has] = [required[i]?.required ?? 0, present[i] ?? 0];
    return needs - has > 0.01 ? [{ demand, required: needs, present: has }] : [];
  });
  if (short.length === 0) return { short: 0, worse: [] };
  const without = demandRequirement(rest, settings);
  const before = new Map(without.map((one) => [one.start, one.required]));
  const worse = short.filter((one) => one.required > (before.get(one.demand.start) ?? 0));
  return { short: short.length, worse };
}

/** Whether no half hour gets short by the wave; later days are not worked out once one does. */
function fits(days: Iterable<DayDemand>, others: OthersByStart, staffing: Staffing): boolean {
  for (const day of days) {
    if (shortHalfHours(day, others, staffing).worse.length > 0) return false;
  }
  return true;
}

function plus(one: DemandInterval, other: DemandInterval | undefined): DemandInterval {
  if (!other) return one;
  const contacts = { ...one.contacts };
  for (const channel of CONTACT_CHANNELS) contacts[channel] += other.contacts[channel];
  return { ...one, contacts };
}

function weeksOf(
  short: readonly ShortHalfHour[],
  { others, events = [], settings }: CollisionInput,
): CollisionWeek[] {
  const weeks = new Map<LocalDate, ShortHalfHour[]>();
  for (const one of short) {
    const monday = mondayOf(one.demand.date);
    const sameWeek = weeks.get(monday);
    if (sameWeek) sameWeek.push(one);
    else weeks.set(monday, [one]);
  }
  return [...weeks].map(([monday, rows]) => {
    const { summary } = shortageOf(
      rows.map(({ demand }) => demand),
      rows.map(({ required }) => required),
      rows.map(({ present }) => present),
      settings.shrinkage,
    );
    const total = rows.reduce((sum, { demand }) => sum + contactsOf(demand), 0);
    const starts = rows.map(({ demand }) => minuteOf(demand.start));
    return {
      monday,
      shortage: summary,
      with: [...others, ...events]
        .map(({ id, title, demand }) => ({ id, title, contacts: contactsDuring(demand, starts) }))
        .filter(({ contacts }) => contacts >= NAMED * total)
        .toSorted((a, b) => b.contacts - a.contacts)
        .map(({ id, title }) => ({ id, title })),
    };
  });
}

/** The same mailing `weeks` weeks later, at the same local time of day. */
function inWeeks(input: ForecastInput, weeks: number): ForecastInput {
  const { timeZone } = input.calendar;
  const batches = input.batches.map((batch) => ({
    ...batch,
    releaseAt: toInstant(
      addDays(localDateOf(batch.releaseAt, timeZone), 7 * weeks),
      localTimeOf(batch.releaseAt, timeZone),
      timeZone,
    ),
  }));
  return { ...input, batches };
}

function leavesTooLate({ batches }: ForecastInput, latest: Instant | undefined): boolean {
  if (latest === undefined) return false;
  return batches.some(({ releaseAt }) => Date.parse(releaseAt) > Date.parse(latest));
}

function firstMonday({ batches, calendar }: ForecastInput): LocalDate | undefined {
  const [first] = batches.map(({ releaseAt }) => releaseAt).toSorted();
  return first === undefined ? undefined : mondayOf(localDateOf(first, calendar.timeZone));
}
