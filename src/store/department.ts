import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';

/** A department of the municipality; mailings are its own. */
export interface Department {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** The departments of the municipality. */
export function departmentStore(db: Db) {
  return {
    /** The department, or undefined. */
    find: (id: string): Promise<Department | undefined> =>
      db.read(
        async (queries) => (await queries.department.findUnique({ where: { id } })) ?? undefined,
      ),

    /** All of them by name. */
    list: (): Promise<Department[]> =>
      db.read((queries) => queries.department.findMany({ orderBy: { name: 'asc' } })),

    /** Writes the department over what is known under its id. Writing it unchanged leaves no trace. */
    save: ({ id, name, email }: Department, provenance: Provenance): Promise<Department> =>
      db.transaction(async (queries) => {
        const before = await queries.department.findUnique({ where: { id } });
        if (before && before.name === name && before.email === email) return before;
        const data = { id, name, email };
        const row = await queries.department.upsert({ where: { id }, create: data, update: data });
        await appendAudit(queries, provenance, [
          { action: 'department-saved', objectType: 'department', objectId: id },
        ]);
        return row;
      }),
  };
}
