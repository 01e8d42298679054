import type { Role } from '../domain/actor.ts';
import type { StaffPerson } from '../domain/roster.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Db } from './db.ts';
import type { Prisma } from './generated/client.ts';
import { fromJson, given, toJson } from './json.ts';

/** Somebody who works with Sluis. `staff` is there for whoever can be rostered at the KCC. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly departmentId?: string;
  readonly active: boolean;
  readonly staff?: StaffPerson;
}

/** Which people are wanted; without fields all active ones. */
export interface PersonFilter {
  readonly role?: Role;
  readonly kind?: StaffPerson['kind'];
  readonly departmentId?: string;
  /** True when left out. */
  readonly activeOnly?: boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** People: users, agents, guests and the flex pool. */
export function personStore(db: Db) {
  const list = (filter: PersonFilter = {}): Promise<Person[]> =>
    db.read(async (queries) => {
      const { role, kind, departmentId, activeOnly = true } = filter;
      const rows = await queries.person.findMany({
        where: {
          ...(role !== undefined && { roles: { has: role } }),
          ...(kind !== undefined && { kind }),
          ...(departmentId !== undefined && { departmentId }),
          ...(activeOnly && { active: true }),
        },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
      return rows.map(personOf);
    });

  return {
    list,

    /** The person, or undefined; what acts here may also be a machine, whose name is no number of a person. */
    find: (id: string): Promise<Person | undefined> =>
      db.read(async (queries) => {
        if (!UUID.test(id)) return undefined;
        const row = await queries.person.findUnique({ where: { id } });
        return row ? personOf(row) : undefined;
      }),

    /** The person with this e-mail address in whatever case, or undefined. */
    findByEmail: (email: string): Promise<Person | undefined> =>
      db.read(async (queries) => {
        const row = await queries.person.findUnique({ where: { email: email.toLowerCase() } });
        return row ? personOf(row) : undefined;
      }),

    /** Everyone of these who exists, in no particular order. */
    findMany: (ids: readonly string[]): Promise<Person[]> =>
      db.read(async (queries) => {
        const known = ids.filter((id) => UUID.test(id));
        return (await queries.person.findMany({ where: { id: { in: known } } })).map(personOf);
      }),

    /** Everyone who can be rostered, as the staffing formulas take them. */
    staff: async (): Promise<StaffPerson[]> =>
      (await list()).flatMap((person) => (person.staff ? [person.staff] : [])),

    /** Writes the person over what is known under their id. Writing them unchanged leaves no trace. */
    save: (person: Person, provenance: Provenance): Promise<Person> =>
      db.transaction(async (queries) => {
        const { id } = person;
        const before = await queries.person.findUnique({ where: { id } });
        const saved = { ...person, email: person.email.toLowerCase() };
        if (before && canonicalJson(personOf(before)) === canonicalJson(saved)) return saved;
        const data = columnsOf(saved);
        const row = await queries.person.upsert({ where: { id }, create: data, update: data });
        await appendAudit(queries, provenance, [
          {
            action: 'person-saved',
            objectType: 'person',
            objectId: id,
            detail: { roles: [...saved.roles], active: saved.active },
          },
        ]);
        return personOf(row);
      }),
  };
}

function columnsOf({ id, name, email, roles, departmentId, active, staff }: Person) {
  return {
    id,
    name,
    email,
    roles: [...roles],
    active,
    kind: staff?.kind ?? null,
    departmentId: departmentId ?? null,
    terms: toJson(staff ?? {}),
  };
}

/** A row as a Person. */
export function personOf(row: Prisma.PersonGetPayload<object>): Person {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    roles: row.roles as Role[],
    ...given('departmentId', row.departmentId, (id) => id),
    active: row.active,
    ...(row.kind !== null && { staff: fromJson<StaffPerson>(row.terms) }),
  };
}
