import type { PersonId } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { Shift, TimeSpan } from '../domain/roster.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import { violatedConstraint } from './database-error.ts';
import type { Db, Queries } from './db.ts';
import { NotFound, OverlappingShift } from './errors.ts';
import type { Prisma } from './generated/client.ts';
import { given, toInstant } from './json.ts';

export type ShiftKind = 'roster' | 'extra' | 'guest';

/** A shift as it is remembered; `status` is that of the domain: planned, accepted (by invitation) or cancelled. */
export interface RosteredShift extends Shift {
  readonly id: string;
  readonly kind: ShiftKind;
  readonly breakMinutes: number;
  readonly assignmentId?: string;
  readonly cancelledAt?: Instant;
}

export interface NewShift extends TimeSpan {
  readonly id: string;
  readonly personId: PersonId;
  readonly kind: ShiftKind;
  readonly breakMinutes?: number;
  readonly assignmentId?: string;
}

/** Who works when. */
export function shiftStore(db: Db) {
  return {
    /** Shifts that have a part between the two instants, in order of start; cancelled ones only when asked for. */
    between: (
      from: Instant,
      to: Instant,
      { personId, cancelled = false }: { personId?: PersonId; cancelled?: boolean } = {},
    ): Promise<RosteredShift[]> =>
      db.read(async (queries) => {
        const rows = await queries.shift.findMany({
          where: {
            startsAt: { lt: new Date(to) },
            endsAt: { gt: new Date(from) },
            ...(personId !== undefined && { personId }),
            ...(!cancelled && { cancelledAt: null }),
          },
          orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
        });
        return rows.map(shiftOf);
      }),

    /** The shift, or undefined. */
    find: (id: string): Promise<RosteredShift | undefined> =>
      db.read(async (queries) => {
        const row = await queries.shift.findUnique({ where: { id } });
        return row ? shiftOf(row) : undefined;
      }),

    /**
     * Adds all of the shifts or none; those whose id is known already are left as they are.
     * @throws OverlappingShift when somebody would be in two places at once
     */
    add: (shifts: readonly NewShift[], provenance: Provenance): Promise<RosteredShift[]> =>
      db.transaction(async (queries) => {
        const ids = shifts.map((shift) => shift.id);
        const known = await queries.shift.findMany({ where: { id: { in: ids } } });
        const knownIds = new Set(known.map((row) => row.id));
        const added = shifts.filter((shift) => !knownIds.has(shift.id));
        const rows = await createShifts(queries, added);
        await appendAudit(
          queries,
          provenance,
          added.map(({ id, personId, kind }) => ({
            action: 'shift-added',
            objectType: 'shift',
            objectId: id,
            detail: { personId, kind },
          })),
        );
        return [...known, ...rows].map(shiftOf);
      }),

    /** Shifts that were cancelled before they began and whose person has not been told. */
    notTold: (): Promise<RosteredShift[]> =>
      db.read(async (queries) => {
        const rows = await queries.shift.findMany({
          where: { toldAt: null, cancelledAt: { not: null, lt: queries.shift.fields.startsAt } },
          orderBy: { cancelledAt: 'asc' },
          take: 100,
        });
        return rows.map(shiftOf);
      }),

    /** Notes that the person was told of the cancellation. */
    markTold: (id: string, at: Instant): Promise<void> =>
      db.read(async (queries) => {
        await queries.shift.updateMany({ where: { id }, data: { toldAt: new Date(at) } });
      }),

    /**
     * Cancels `cancelled` and adds `added`, all of it or nothing; shifts that are cancelled already stay so.
     * @throws OverlappingShift when somebody would be in two places at once
     */
    replace: (
      { cancelled, added }: { cancelled: readonly string[]; added: readonly NewShift[] },
      provenance: Provenance,
    ): Promise<void> =>
      db.transaction(async (queries) => {
        const gone = await queries.shift.updateManyAndReturn({
          where: { id: { in: [...cancelled] }, cancelledAt: null },
          data: { cancelledAt: new Date(provenance.at) },
          select: { id: true },
        });
        const known = await queries.shift.findMany({
          where: { id: { in: added.map(({ id }) => id) } },
          select: { id: true },
        });
        const fresh = added.filter(({ id }) => !known.some((one) => one.id === id));
        await createShifts(queries, fresh);
        await appendAudit(queries, provenance, [
          ...gone.map(({ id }) => ({
            action: 'shift-cancelled',
            objectType: 'shift',
            objectId: id,
          })),
          ...fresh.map(({ id, personId, kind }) => ({
            action: 'shift-added',
            objectType: 'shift',
            objectId: id,
            detail: { personId, kind },
          })),
        ]);
      }),

    /** Cancels the shift; a second time does nothing. @throws NotFound */
    cancel: (id: string, provenance: Provenance): Promise<RosteredShift> =>
      db.transaction(async (queries) => {
        const { count } = await queries.shift.updateMany({
          where: { id, cancelledAt: null },
          data: { cancelledAt: new Date(provenance.at) },
        });
        const row = await queries.shift.findUnique({ where: { id } });
        if (!row) throw new NotFound('shift', id);
        if (count > 0) {
          await appendAudit(queries, provenance, [
            { action: 'shift-cancelled', objectType: 'shift', objectId: id },
          ]);
        }
        return shiftOf(row);
      }),
  };
}

/** Writes shifts in the caller's transaction. @throws OverlappingShift */
export async function createShifts(queries: Queries, shifts: readonly NewShift[]) {
  try {
    return await queries.shift.createManyAndReturn({
      data: shifts.map(({ id, personId, startsAt, endsAt, kind, breakMinutes, assignmentId }) => ({
        id,
        personId,
        startsAt: new Date(startsAt),
        endsAt: new Date(endsAt),
        kind,
        breakMinutes: breakMinutes ?? 0,
        assignmentId: assignmentId ?? null,
      })),
    });
  } catch (error) {
    if (violatedConstraint(error) === 'shifts_no_overlap') {
      throw new OverlappingShift(shifts.length === 1 ? (shifts[0]?.personId ?? '') : '');
    }
    throw error;
  }
}

/** A row as a shift. */
export function shiftOf(row: Prisma.ShiftGetPayload<object>): RosteredShift {
  const status = row.cancelledAt ? 'cancelled' : row.assignmentId === null ? 'planned' : 'accepted';
  return {
    id: row.id,
    personId: row.personId,
    startsAt: toInstant(row.startsAt),
    endsAt: toInstant(row.endsAt),
    status,
    kind: row.kind as ShiftKind,
    breakMinutes: row.breakMinutes,
    ...given('assignmentId', row.assignmentId, (id) => id),
    ...given('cancelledAt', row.cancelledAt, toInstant),
  };
}
