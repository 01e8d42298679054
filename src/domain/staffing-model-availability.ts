import { mondayOf, type LocalDate } from './instant.ts';
import { mayWorkBeside, type WorkedSpan, workedSpan } from './rest-rule.ts';
import { isOwn, isTaken, type Shift, type StaffPerson } from './roster.ts';
import {
  type MsSpan,
  offeredPatterns,
  type PlanningDay,
  type ShiftPattern,
} from './shift-pattern.ts';
import type { StaffingPlanInput, StaffingPrices, StaffWish } from './staffing-model-input.ts';
import type { PlanningOption, PlanningPerson } from './planning-option.ts';

const HOUR = 3_600_000;
/** Extra time of an own agent on a day without a shift, and of others whose pool does not say. */
const LEAST_HOURS = 3;

/** What people's time is taken by. */
export interface TakenTime {
  /** Per person: shifts that count or are asked, and stretches that were declined. */
  readonly spans: ReadonlyMap<string, { taken: WorkedSpan[]; declined: MsSpan[] }>;
  readonly hoursInWeek: (personId: string, week: LocalDate) => number;
}

/** The time that `shifts` take, per person. */
export function takenSpans(shifts: readonly Shift[], timeZone: string): TakenTime {
  const spans = new Map<string, { taken: WorkedSpan[]; declined: MsSpan[] }>();
  const hours = new Map<string, number>();
  for (const shift of shifts) {
    const own = spans.get(shift.personId) ?? { taken: [], declined: [] };
    spans.set(shift.personId, own);
    const span = { from: Date.parse(shift.startsAt), to: Date.parse(shift.endsAt) };
    if (shift.status === 'declined') own.declined.push(span);
    if (!isTaken(shift)) continue;
    const worked = workedSpan(span, timeZone);
    own.taken.push(worked);
    const key = `${shift.personId} ${mondayOf(worked.date)}`;
    hours.set(key, (hours.get(key) ?? 0) + (span.to - span.from) / HOUR);
  }
  return { spans, hoursInWeek: (id, week) => hours.get(`${id} ${week}`) ?? 0 };
}

/**
 * Everything that could be asked of anybody: for each person and day the patterns that fit beside what they do already. Guests only in
 * the time that they offered; flex workers only with their notice; nobody for what they declined, over their hours, or against the law.
 */
export function availableOptions(
  input: StaffingPlanInput,
  days: readonly PlanningDay[],
  patternsOf: readonly (readonly ShiftPattern[])[],
  people: readonly PlanningPerson[],
  taken: TakenTime['spans'],
  prices: StaffingPrices,
): PlanningOption[] {
  const askedAt = Date.parse(input.askedAt);
  const asked = new Set(input.earlierPlan?.map(stretchKey));
  return people.flatMap(({ person, skilled, trainee, pool, hoursLeft }, index) => {
    const own = taken.get(person.id) ?? { taken: [], declined: [] };
    const offers = person.offers.map(msSpan);
    const wishes = (input.wishes ?? []).filter((wish) => wish.personId === person.id);
    const notice = person.kind === 'flex' ? person.noticeHours * HOUR : 0;
    const fallback = trainee ? 4 : LEAST_HOURS;
    const least = input.pools?.[pool]?.minHoursPerShift ?? fallback;
    let week = -1;
    return days.flatMap((day, d) => {
      if (day.week !== days[d - 1]?.week) week += 1;
      const left = hoursLeft[week] ?? 0;
      const busy = own.taken.some(({ date }) => date === day.date);
      const shapes = person.kind === 'guest' ? offeredPatterns(day, offers) : (patternsOf[d] ?? []);
      return shapes
        .filter(
          ({ stretches, hours }) =>
            hours <= left + 1e-9 &&
            (person.kind === 'guest' || hours >= least || (person.kind === 'agent' && busy)) &&
            stretches.every(
              (span, i) =>
                span.from > askedAt &&
                span.from >= askedAt + notice &&
                !own.declined.some((one) => one.from < span.to && span.from < one.to) &&
                mayWorkBeside({ ...span, date: day.date }, [
                  ...own.taken,
                  ...stretches.slice(0, i).map((one) => ({ ...one, date: day.date })),
                ]),
            ),
        )
        .map((pattern) => ({
          person: index,
          day: d,
          pattern,
          wage: pattern.hours * person.costPerHour,
          kept: pattern.stretches.every((span) => asked.has(spanKey(person.id, span))),
          preference:
            groupPreference(person, input.departmentId, skilled) * pattern.hours +
            offerPreference(offers, pattern) +
            wishPreference(wishes, pattern, prices) +
            0.05 * (input.recentExtraHours?.[person.id] ?? 0) * pattern.hours,
        }));
    });
  });
}

/** Own agents come before guests and these before flex workers; the liaison and the department's own people, and who has the skill, before others. */
function groupPreference(person: StaffPerson, departmentId: string, skilled: boolean): number {
  const group = { agent: 0, guest: 1, flex: 2 }[person.kind];
  return group + (isOwn(person, departmentId) ? 0 : 1) + (skilled ? 0 : 2);
}

function offerPreference(offers: readonly MsSpan[], { stretches, hours }: ShiftPattern): number {
  const offered = stretches.every((span) =>
    offers.some((offer) => offer.from <= span.from && offer.to >= span.to),
  );
  return offered ? -hours : 0;
}

function wishPreference(
  wishes: readonly StaffWish[],
  { stretches }: ShiftPattern,
  { unwantedHour }: StaffingPrices,
): number {
  let euro = 0;
  for (const wish of wishes) {
    const { from, to } = msSpan(wish);
    for (const span of stretches) {
      const overlap = Math.max(0, Math.min(to, span.to) - Math.max(from, span.from)) / HOUR;
      euro += overlap * (wish.wish === 'wants' ? -unwantedHour / 2 : unwantedHour);
    }
  }
  return euro;
}

function stretchKey({
  personId,
  startsAt,
  endsAt,
}: Pick<Shift, 'personId' | 'startsAt' | 'endsAt'>): string {
  return spanKey(personId, { from: Date.parse(startsAt), to: Date.parse(endsAt) });
}

function spanKey(personId: string, { from, to }: MsSpan): string {
  return `${personId} ${from} ${to}`;
}

function msSpan({ startsAt, endsAt }: { startsAt: string; endsAt: string }): MsSpan {
  return { from: Date.parse(startsAt), to: Date.parse(endsAt) };
}
