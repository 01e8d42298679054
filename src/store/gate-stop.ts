import {
  decideGate,
  type GateCommand,
  type GateDecision,
  type GateStop,
} from '../domain/gate-stop.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db, Queries } from './db.ts';
import type { GateStop as Row } from './generated/client.ts';
import { toInstant } from './json.ts';

/** What leads and auditors are told of a stop. */
export type StopNews = 'stopped' | 'asked' | 'resumed';

const ACTIONS: { readonly [type in GateCommand['type']]: string } = {
  stop: 'gate-stopped',
  'ask-resumption': 'gate-resumption-asked',
  'take-back': 'gate-resumption-taken-back',
  resume: 'gate-resumed',
};

/** The switch that stops everything that leaves: e-mail, single mails, permits and print releases. */
export function gateStopStore(db: Db) {
  return {
    /** The stop that stands now; undefined while things may leave. */
    current: (): Promise<GateStop | undefined> => db.read(standing),

    /**
     * Whether nothing may leave. Before something is let out, `sluis_gate_is_open()` asks the same inside the
     * transaction that lets it out, and only that answer holds until its end.
     */
    isStopped: async (): Promise<boolean> => (await db.read(standing)) !== undefined,

    /** Every stop, the last one first, at most `limit`. */
    list: (limit: number): Promise<GateStop[]> =>
      db.read(async (q) => {
        const rows = await q.gateStop.findMany({ orderBy: { stoppedAt: 'desc' }, take: limit });
        return rows.map(stopOf);
      }),

    /**
     * Moves the switch, or says why not. Resolves when it holds: of what asks afterwards whether it may leave, nothing
     * is told yes; `underWay` counts what was told so before.
     * @param stopId  the stop that it is about; left out when it is pressed
     */
    give: (command: GateCommand, provenance: Provenance, stopId?: string): Promise<GateDecision> =>
      db.transaction(async (q) => {
        // Those who were told that they may go on are waited for; the whole wait stays below the transaction's own limit.
        await q.$executeRaw`SET LOCAL lock_timeout = '12s'`;
        await q.$executeRaw`SELECT pg_advisory_xact_lock(7484302)`;
        const before = await (stopId === undefined ? standing(q) : found(q, stopId));
        const decision = decideGate(before, command);
        if ('refusal' in decision) return decision;
        const stop =
          command.type === 'stop'
            ? { ...decision.stop, underWay: await countUnderWay(q) }
            : decision.stop;
        if (command.type === 'stop') await q.gateStop.create({ data: { ...columnsOf(stop) } });
        else await q.gateStop.update({ where: { id: stop.id }, data: changedBy(command, stop) });
        await appendAudit(q, provenance, [
          {
            action: ACTIONS[command.type],
            objectType: 'gate',
            objectId: stop.id,
            ...(command.type === 'stop' && { detail: { underWay: stop.underWay } }),
          },
        ]);
        return { stop };
      }),

    /** Stops of which the latest news was not told yet, with that news. */
    untold: (): Promise<{ readonly stop: GateStop; readonly news: StopNews }[]> =>
      db.read(async (q) => {
        const rows = await q.gateStop.findMany({
          where: { OR: [{ told: null }, { told: { not: 'resumed' } }] },
          orderBy: { stoppedAt: 'asc' },
        });
        return rows
          .map((row) => ({ row, stop: stopOf(row), news: newsOf(row) }))
          .filter(({ row, news }) => row.told !== news)
          .map(({ stop, news }) => ({ stop, news }));
      }),

    /** Notes that `news` of the stop was told. */
    markTold: async (id: string, news: StopNews): Promise<void> => {
      await db.transaction((q) => q.gateStop.updateMany({ where: { id }, data: { told: news } }));
    },
  };
}

async function standing(q: Queries): Promise<GateStop | undefined> {
  const row = await q.gateStop.findFirst({ where: { resumedAt: null } });
  return row ? stopOf(row) : undefined;
}

async function found(q: Queries, id: string): Promise<GateStop | undefined> {
  const row = await q.gateStop.findUnique({ where: { id } });
  return row ? stopOf(row) : undefined;
}

async function countUnderWay(q: Queries): Promise<number> {
  return q.delivery.count({ where: { status: 'data-opened' } });
}

function columnsOf({ id, reason, by, at, underWay }: GateStop) {
  return { id, reason, stoppedBy: by, stoppedAt: at, underWay };
}

function changedBy({ type }: GateCommand, { request, resumed }: GateStop) {
  return {
    askedBy: request?.by ?? null,
    askedAt: request?.at ?? null,
    askedReason: request?.reason ?? null,
    ...(resumed && { resumedBy: resumed.by, resumedAt: resumed.at }),
    // That a request was taken back is no alarm, but the next request is.
    ...(type === 'take-back' && { told: 'stopped' }),
  };
}

function newsOf({ askedAt, resumedAt }: Row): StopNews {
  if (resumedAt) return 'resumed';
  return askedAt ? 'asked' : 'stopped';
}

function stopOf(row: Row): GateStop {
  const { askedBy, askedAt, askedReason, resumedBy, resumedAt } = row;
  return {
    id: row.id,
    reason: row.reason,
    by: row.stoppedBy,
    at: toInstant(row.stoppedAt),
    underWay: row.underWay,
    ...(askedBy !== null &&
      askedAt && {
        request: { by: askedBy, at: toInstant(askedAt), reason: askedReason ?? '' },
      }),
    ...(resumedBy !== null &&
      resumedAt && { resumed: { by: resumedBy, at: toInstant(resumedAt) } }),
  };
}
