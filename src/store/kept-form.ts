import type { Instant } from '../domain/instant.ts';
import type { Db } from './db.ts';

/** What somebody had typed into a form that came after their session had ended, sealed with a key that only their browser has. */
export interface KeptForm {
  /** Names browser, person and page at once; tells none of them. */
  readonly id: string;
  readonly personId: string;
  readonly sealed: string;
  readonly keptAt: Instant;
}

/** So many forms are kept for one person; older ones make place. */
export const MOST_KEPT = 10;

/** Forms that wait until their person has logged in again. */
export function keptFormStore(db: Db) {
  return {
    /** Keeps a form, in place of what was kept under the same id, and forgets all that were kept before `keptSince`. */
    save: (form: KeptForm, keptSince: Instant): Promise<void> =>
      db.transaction(async (queries) => {
        const { id, ...rest } = form;
        await queries.keptForm.deleteMany({ where: { keptAt: { lt: new Date(keptSince) } } });
        await queries.keptForm.upsert({ where: { id }, create: form, update: rest });
        const { personId } = form;
        const tooMany = await queries.keptForm.findMany({
          where: { personId },
          orderBy: { keptAt: 'desc' },
          skip: MOST_KEPT,
          select: { id: true },
        });
        await queries.keptForm.deleteMany({ where: { id: { in: tooMany.map((one) => one.id) } } });
      }),

    /** What was kept under this id since `keptSince`. */
    find: (id: string, keptSince: Instant): Promise<string | undefined> =>
      db.read(async (queries) => {
        const row = await queries.keptForm.findFirst({
          where: { id, keptAt: { gte: new Date(keptSince) } },
        });
        return row?.sealed;
      }),

    /** Forgets what was kept under this id. */
    forget: (id: string): Promise<void> =>
      db.read(async (queries) => void (await queries.keptForm.deleteMany({ where: { id } }))),

    /** Forgets what was kept before `keptSince`; answers how many. */
    purge: (keptSince: Instant): Promise<number> =>
      db.read(async (queries) => {
        const { count } = await queries.keptForm.deleteMany({
          where: { keptAt: { lt: new Date(keptSince) } },
        });
        return count;
      }),
  };
}
