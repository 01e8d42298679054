import type { Instant } from '../domain/instant.ts';
import { addSeconds } from '../domain/instant.ts';
import type { MessageShape } from '../domain/resemblance.ts';
import { type Run, RUN_SECONDS, runOf } from '../domain/unannounced.ts';
import type { Db } from './db.ts';
import type { UnannouncedRun } from './generated/client.ts';
import { fromJson, toJson } from './json.ts';

/** A mailing that nobody announced, of which the leads have not been told yet. */
export interface OpenedRun {
  readonly id: string;
  readonly mailingId: string;
  readonly addressees: number;
  readonly firstAt: Instant;
}

/** Runs of alike messages that named no mailing. */
export function unannouncedStore(db: Db) {
  return {
    /** Counts one message with `addressees` to the run it continues, or to a new one with id `newId`; answers the run after it. */
    count: (message: {
      readonly newId: string;
      readonly credentialId: string;
      readonly shape: MessageShape;
      readonly addressees: number;
      readonly at: Instant;
    }): Promise<Run> =>
      db.transaction(async (q) => {
        const { newId, credentialId, shape, addressees, at } = message;
        // One message of a tool at a time, so that two alike ones never begin two runs.
        await q.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${credentialId}, 7))`;
        const rows = await q.unannouncedRun.findMany({
          where: { credentialId, lastAt: { gte: addSeconds(at, -RUN_SECONDS) } },
          orderBy: { lastAt: 'desc' },
          take: 200,
        });
        const known = runOf(rows.map(runFrom), shape, at);
        const row = known
          ? await q.unannouncedRun.update({
              where: { id: known.id },
              data: { addressees: { increment: addressees }, lastAt: at },
            })
          : await q.unannouncedRun.create({
              data: {
                id: newId,
                credentialId,
                shape: toJson(shape),
                addressees,
                firstAt: at,
                lastAt: at,
              },
            });
        return runFrom(row);
      }),

    /** Gives the run and those of its messages that have not left the mailing that was opened for it. */
    assign: (runId: string, mailingId: string): Promise<void> =>
      db.transaction(async (q) => {
        await q.unannouncedRun.updateMany({
          where: { id: runId, mailingId: null },
          data: { mailingId },
        });
        await q.heldMessage.updateMany({
          where: { runId, mailingId: null, permitId: null },
          data: { mailingId },
        });
      }),

    /**
     * Gives opened mailings also those of their messages that were being stored at the very moment in which they were
     * opened. Answers how many.
     */
    gather: (): Promise<number> =>
      db.transaction(
        (q) => q.$executeRaw`
          update held_messages m set mailing_id = r.mailing_id from unannounced_runs r
          where r.id = m.run_id and r.mailing_id is not null and m.mailing_id is null and m.permit_id is null`,
      ),

    /** Opened runs that the leads have not been told of. */
    notAlerted: (): Promise<OpenedRun[]> =>
      db.read(async (q) => {
        const rows = await q.unannouncedRun.findMany({
          where: { mailingId: { not: null }, alertedAt: null },
          orderBy: { firstAt: 'asc' },
        });
        return rows.map((row) => ({
          id: row.id,
          mailingId: row.mailingId ?? '',
          addressees: row.addressees,
          firstAt: row.firstAt.toISOString(),
        }));
      }),

    /** Notes that the leads were told. */
    markAlerted: async (id: string, at: Instant): Promise<void> => {
      await db.transaction((q) =>
        q.unannouncedRun.updateMany({ where: { id }, data: { alertedAt: at } }),
      );
    },
  };
}

function runFrom(row: UnannouncedRun): Run {
  return {
    id: row.id,
    shape: fromJson<MessageShape>(row.shape),
    addressees: row.addressees,
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    ...(row.mailingId !== null && { mailingId: row.mailingId }),
  };
}
