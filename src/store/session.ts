import type { Instant } from '../domain/instant.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import type { Prisma } from './generated/client.ts';
import { fromJson, given, toInstant, toJson } from './json.ts';
import { type Person, personOf } from './person.ts';

/** Somebody who is logged in with a browser. */
export interface SessionRecord {
  /** SHA-256 of what the cookie holds, in hex. */
  readonly idHash: string;
  readonly personId: string;
  /** Who the identity provider says it is. */
  readonly subject: string;
  /** The provider's own number for this login. */
  readonly providerSession?: string;
  /** Names the person to the provider when logging out there. */
  readonly idToken?: string;
  readonly csrfSecret: string;
  /** When the person last proved at the provider who they are. */
  readonly authenticatedAt: Instant;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
}

/** What is told once on the next page. */
export interface Flash {
  readonly nl: string;
  readonly en: string;
}

/** A session that was not used since `idleSince` or was begun before `begunAfter` is over. */
export interface SessionLimits {
  readonly idleSince: Instant;
  readonly begunAfter: Instant;
}

/** Sessions of browsers. */
export function sessionStore(db: Db) {
  return {
    /** Keeps a new session, in place of `replaces`: a login never goes on under the number it had before. */
    begin: (session: SessionRecord, provenance: Provenance, replaces?: string): Promise<void> =>
      db.transaction(async (queries) => {
        if (replaces !== undefined) {
          await queries.session.deleteMany({ where: { idHash: replaces } });
        }
        await queries.session.create({ data: session });
        await appendAudit(queries, provenance, [
          { action: 'logged-in', objectType: 'person', objectId: session.personId },
        ]);
      }),

    /** The session and whose it is, with the roles of this moment; undefined when it is over or they may not come in. */
    find: (
      idHash: string,
      { idleSince, begunAfter }: SessionLimits,
    ): Promise<{ session: SessionRecord; person: Person } | undefined> =>
      db.read(async (queries) => {
        const row = await queries.session.findFirst({
          where: {
            idHash,
            seenAt: { gt: new Date(idleSince) },
            createdAt: { gt: new Date(begunAfter) },
          },
          include: { person: true },
        });
        if (!row?.person.active) return undefined;
        return { session: sessionOf(row), person: personOf(row.person) };
      }),

    /** Notes that the session was used. */
    touch: (idHash: string, at: Instant): Promise<void> =>
      db.read(async (queries) => {
        await queries.session.updateMany({ where: { idHash }, data: { seenAt: new Date(at) } });
      }),

    /** Keeps what is told once on the next page. */
    setFlash: (idHash: string, flash: Flash): Promise<void> =>
      db.read(async (queries) => {
        await queries.session.updateMany({ where: { idHash }, data: { flash: toJson(flash) } });
      }),

    /** What was kept to be told, which is told then. */
    takeFlash: (idHash: string): Promise<Flash | undefined> =>
      db.read(async (queries) => {
        const [row] = await queries.$queryRaw<{ flash: Prisma.JsonValue }[]>`
          WITH told AS (SELECT id_hash, flash FROM sessions WHERE id_hash = ${idHash} AND flash IS NOT NULL FOR UPDATE)
          UPDATE sessions SET flash = NULL FROM told WHERE sessions.id_hash = told.id_hash RETURNING told.flash`;
        return row ? fromJson<Flash>(row.flash) : undefined;
      }),

    /** Ends the session. */
    end: (idHash: string, provenance: Provenance): Promise<void> =>
      db.transaction(async (queries) => {
        const row = await queries.session.findUnique({ where: { idHash } });
        if (!row) return;
        await queries.session.delete({ where: { idHash } });
        await appendAudit(queries, provenance, [
          { action: 'logged-out', objectType: 'person', objectId: row.personId },
        ]);
      }),

    /** Ends what the provider says is over: one of its logins, or all of a person's. Answers how many. */
    endOf: (
      by: { subject: string } | { providerSession: string },
      provenance: Provenance,
    ): Promise<number> =>
      db.transaction(async (queries) => {
        const rows = await queries.session.findMany({ where: by });
        await queries.session.deleteMany({
          where: { idHash: { in: rows.map(({ idHash }) => idHash) } },
        });
        await appendAudit(
          queries,
          provenance,
          rows.map(({ personId }) => ({
            action: 'logged-out',
            objectType: 'person',
            objectId: personId,
          })),
        );
        return rows.length;
      }),

    /** Forgets sessions that are over; answers how many. */
    purge: ({ idleSince, begunAfter }: SessionLimits): Promise<number> =>
      db.read(async (queries) => {
        const { count } = await queries.session.deleteMany({
          where: {
            OR: [
              { seenAt: { lte: new Date(idleSince) } },
              { createdAt: { lte: new Date(begunAfter) } },
            ],
          },
        });
        return count;
      }),
  };
}

function sessionOf(row: Prisma.SessionGetPayload<object>): SessionRecord {
  return {
    idHash: row.idHash,
    personId: row.personId,
    subject: row.subject,
    ...given('providerSession', row.providerSession, (one) => one),
    ...given('idToken', row.idToken, (one) => one),
    csrfSecret: row.csrfSecret,
    authenticatedAt: toInstant(row.authenticatedAt),
    createdAt: toInstant(row.createdAt),
    seenAt: toInstant(row.seenAt),
  };
}
