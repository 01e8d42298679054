import type { PersonId } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { OpenCall, WishAnswer } from '../domain/open-call.ts';
import type { TimeSpan } from '../domain/roster.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import { NotFound } from './errors.ts';
import type { Prisma } from './generated/client.ts';
import { fromJson, given, toInstant } from './json.ts';
import { actorName } from './provenance.ts';

export interface NewOpenCall {
  readonly id: string;
  readonly question: string;
  readonly spans: readonly TimeSpan[];
  readonly people: readonly PersonId[];
  readonly answerBy: Instant;
}

const WITH_PEOPLE = { people: { orderBy: { personId: 'asc' } } } satisfies Prisma.OpenCallInclude;

/** Open calls to the team, with what each person answered. */
export function openCallStore(db: Db) {
  return {
    /** Asks; one with a known id is left as it is. */
    ask: (call: NewOpenCall, provenance: Provenance): Promise<OpenCall> =>
      db.transaction(async (queries) => {
        const { id, question, spans, people, answerBy } = call;
        const where = { id };
        const before = await queries.openCall.findUnique({ where, include: WITH_PEOPLE });
        if (before) return openCallOf(before);
        const row = await queries.openCall.create({
          data: {
            id,
            question,
            spans: spans.map(({ startsAt, endsAt }) => ({ startsAt, endsAt })),
            askedBy: actorName(provenance.actor),
            askedAt: new Date(provenance.at),
            answerBy: new Date(answerBy),
            lastEnd: new Date(Math.max(...spans.map(({ endsAt }) => Date.parse(endsAt)))),
            people: { createMany: { data: people.map((personId) => ({ personId })) } },
          },
          include: WITH_PEOPLE,
        });
        await appendAudit(queries, provenance, [
          {
            action: 'open-call-asked',
            objectType: 'open-call',
            objectId: id,
            detail: { people: people.length, stretches: spans.length },
          },
        ]);
        return openCallOf(row);
      }),

    /** The call, or undefined. */
    find: (id: string): Promise<OpenCall | undefined> =>
      db.read(async (queries) => {
        const row = await queries.openCall.findUnique({ where: { id }, include: WITH_PEOPLE });
        return row ? openCallOf(row) : undefined;
      }),

    /** Calls about time that is not over at `now`, the last asked first; of one person when given. */
    current: (now: Instant, personId?: PersonId): Promise<OpenCall[]> =>
      db.read(async (queries) => {
        const rows = await queries.openCall.findMany({
          where: {
            lastEnd: { gt: new Date(now) },
            ...(personId !== undefined && { people: { some: { personId } } }),
          },
          orderBy: [{ askedAt: 'desc' }, { id: 'asc' }],
          take: 100,
          include: WITH_PEOPLE,
        });
        return rows.map(openCallOf);
      }),

    /** Keeps what somebody answered, over what they answered before. @throws NotFound when they are not asked */
    answer: (
      id: string,
      personId: PersonId,
      answers: readonly (WishAnswer | null)[],
      provenance: Provenance,
    ): Promise<OpenCall> =>
      db.transaction(async (queries) => {
        const { count } = await queries.openCallPerson.updateMany({
          where: { callId: id, personId },
          data: { answers: [...answers], answeredAt: new Date(provenance.at) },
        });
        if (count === 0) throw new NotFound('open call', id);
        await appendAudit(queries, provenance, [
          { action: 'open-call-answered', objectType: 'open-call', objectId: id },
        ]);
        const row = await queries.openCall.findUniqueOrThrow({ where: { id }, include: WITH_PEOPLE }); // prettier-ignore
        return openCallOf(row);
      }),

    /** Takes no more answers; a second time does nothing. @throws NotFound */
    close: (id: string, provenance: Provenance): Promise<OpenCall> =>
      db.transaction(async (queries) => {
        const { count } = await queries.openCall.updateMany({
          where: { id, closedAt: null },
          data: { closedAt: new Date(provenance.at) },
        });
        const row = await queries.openCall.findUnique({ where: { id }, include: WITH_PEOPLE });
        if (!row) throw new NotFound('open call', id);
        if (count > 0) {
          await appendAudit(queries, provenance, [
            { action: 'open-call-closed', objectType: 'open-call', objectId: id },
          ]);
        }
        return openCallOf(row);
      }),

    /** Who was not told by mail yet of a call that still takes answers at `now`. */
    notTold: (now: Instant): Promise<{ call: OpenCall; personId: PersonId }[]> =>
      db.read(async (queries) => {
        const rows = await queries.openCallPerson.findMany({
          where: { toldAt: null, call: { closedAt: null, answerBy: { gt: new Date(now) } } },
          take: 100,
          include: { call: { include: WITH_PEOPLE } },
        });
        return rows.map(({ call, personId }) => ({ call: openCallOf(call), personId }));
      }),

    /** Notes that the mail with the question went. */
    markTold: (id: string, personId: PersonId, at: Instant): Promise<void> =>
      db.read(async (queries) => {
        await queries.openCallPerson.updateMany({
          where: { callId: id, personId },
          data: { toldAt: new Date(at) },
        });
      }),
  };
}

type Row = Prisma.OpenCallGetPayload<{ include: typeof WITH_PEOPLE }>;

function openCallOf(row: Row): OpenCall {
  return {
    id: row.id,
    question: row.question,
    spans: fromJson(row.spans),
    askedAt: toInstant(row.askedAt),
    answerBy: toInstant(row.answerBy),
    ...given('closedAt', row.closedAt, toInstant),
    people: row.people.map(({ personId, answers, answeredAt }) => ({
      personId,
      ...given('answers', answers, (json) => fromJson<(WishAnswer | null)[]>(json)),
      ...given('answeredAt', answeredAt, toInstant),
    })),
  };
}
