import { createHash } from 'node:crypto';
import { SYSTEM } from '../domain/actor.ts';
import { type Calendar, isWorkingDay } from '../domain/calendar.ts';
import { addDays, type Instant, type LocalDate, mondayOf, weekdayOf } from '../domain/instant.ts';
import { localDateOf, toInstant } from '../domain/local-time.ts';
import type { StaffPerson, TimeSpan } from '../domain/roster.ts';
import type { Provenance } from '../store/audit-line.ts';
import type { Store } from '../store/client.ts';
import { OverlappingShift } from '../store/errors.ts';
import type { NewShift } from '../store/shift.ts';
import { loadPast } from './load-past.ts';
import {
  type MunicipalityFile,
  type PersonInFile,
  readMunicipality,
  type RosterFile,
} from './municipality-file.ts';

/** What is known after loading; `skippedShifts` would have put somebody in two places at once. */
export interface LoadedMunicipality {
  readonly departments: number;
  readonly people: number;
  readonly shifts: number;
  readonly skippedShifts: number;
}

/** Half a year: far enough for a mailing that is announced now and its wave. */
const WEEKS_AHEAD = 26;

/**
 * Brings departments, people, settings, mailings of before and the roster from the Monday before `now` on into the store, from the files in
 * `folder`. May be done at every start: what is there already stays, and the roster grows with the weeks. Only shifts
 * on the phone are loaded, because those are what a wave is answered with.
 * @throws Error that lists every fault of the files; errors of the store
 */
export async function loadMunicipality(
  store: Store,
  folder: string,
  now: Instant,
  weeks: number = WEEKS_AHEAD,
): Promise<LoadedMunicipality> {
  const { municipality, roster } = await readMunicipality(folder);
  const by: Provenance = { actor: SYSTEM, origin: 'command', at: now };
  const { name, calendar, staffing, baseLoad, departments, people } = municipality;
  const days = openDays(now, weeks, calendar);

  if (!(await store.organisation.find())) {
    await store.organisation.save({ name, calendar, staffing, baseLoad }, by);
  }
  for (const { id, name: title, email } of departments) {
    if (await store.departments.find(id)) continue;
    await store.departments.save({ id, name: title.nl, email }, by);
  }
  for (const person of people) {
    await savePerson(store, person, staffOf(person, municipality, days), by);
  }
  await loadPast(store, folder, calendar, by);
  const shifts = shiftsOf(roster, days, calendar);
  const skippedShifts = await addShifts(store, shifts, by);
  return {
    departments: departments.length,
    people: people.length,
    shifts: shifts.length - skippedShifts,
    skippedShifts,
  };
}

function openDays(now: Instant, weeks: number, calendar: Calendar): LocalDate[] {
  const monday = mondayOf(localDateOf(now, calendar.timeZone));
  return Array.from({ length: weeks * 7 }, (_, day) => addDays(monday, day)).filter((date) =>
    isWorkingDay(date, calendar),
  );
}

function staffOf(
  { id, kind, departmentId, terms }: PersonInFile,
  { halfDays, calendar }: MunicipalityFile,
  days: readonly LocalDate[],
): StaffPerson | undefined {
  if (!kind || !terms) return undefined;
  const { skills, handleTimeFactor, maxHoursPerWeek, costPerHour, offeredHalfDays } = terms;
  const offers = days.flatMap((date): TimeSpan[] =>
    offeredHalfDays
      .filter(({ weekday }) => weekday === weekdayOf(date))
      .map(({ half }) => spanOn(date, halfDays[half], calendar)),
  );
  const basis = { id, skills, handleTimeFactor, maxHoursPerWeek, costPerHour, offers };
  switch (kind) {
    case 'agent': {
      const { contractHoursPerWeek = 0, liaisonOf } = terms;
      return { ...basis, kind, contractHoursPerWeek, ...(liaisonOf && { liaisonOf }) };
    }
    case 'guest':
      return departmentId === null ? undefined : { ...basis, kind, departmentId };
    case 'flex': {
      const { flexKind = 'on-call', noticeHours = 0 } = terms;
      return { ...basis, kind, flexKind, noticeHours };
    }
  }
}

function shiftsOf(
  { pattern }: RosterFile,
  days: readonly LocalDate[],
  calendar: Calendar,
): NewShift[] {
  return days.flatMap((date) =>
    pattern
      .filter(({ weekday, duty }) => duty === 'phone' && weekday === weekdayOf(date))
      .map(({ personId, start, end, break: pause }) => ({
        id: idOf(`${personId} ${date} ${start}`),
        personId,
        ...spanOn(date, { start, end }, calendar),
        kind: 'roster' as const,
        breakMinutes: pause?.minutes ?? 0,
      })),
  );
}

function spanOn(
  date: LocalDate,
  { start, end }: { start: string; end: string },
  calendar: Calendar,
) {
  return {
    startsAt: toInstant(date, start, calendar.timeZone),
    endsAt: toInstant(date, end, calendar.timeZone),
  };
}

/** Makes the person; of one who is there only the offers move on with the weeks. */
async function savePerson(
  store: Store,
  { id, name, email, roles, departmentId }: PersonInFile,
  staff: StaffPerson | undefined,
  by: Provenance,
): Promise<void> {
  const known = await store.people.find(id);
  if (!known) {
    const basis = { id, name, email, roles, active: true };
    const department = departmentId === null ? {} : { departmentId };
    await store.people.save({ ...basis, ...department, ...(staff && { staff }) }, by);
  } else if (known.staff && staff) {
    await store.people.save({ ...known, staff: { ...known.staff, offers: staff.offers } }, by);
  }
}

/** Adds the shifts per person; where one does not fit, that person's others are added all the same. */
async function addShifts(
  store: Store,
  shifts: readonly NewShift[],
  by: Provenance,
): Promise<number> {
  const add = (some: readonly NewShift[]) =>
    store.shifts.add(some, by).then(
      () => 0,
      (error: unknown) => {
        if (error instanceof OverlappingShift) return 1;
        throw error;
      },
    );
  let skipped = 0;
  for (const personId of new Set(shifts.map((shift) => shift.personId))) {
    const own = shifts.filter((shift) => shift.personId === personId);
    if ((await add(own)) === 0) continue;
    for (const shift of own) skipped += await add([shift]);
  }
  return skipped;
}

/** The same id for the same shift each time: a name-based UUID (RFC 9562, version 8). */
function idOf(name: string): string {
  const hex = createHash('sha256').update(`sluis-roster ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
