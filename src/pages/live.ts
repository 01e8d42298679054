import express, { type Request, type RequestHandler, type Response } from 'express';
import { reachesOf } from '../domain/access.ts';
import { addDays, type Instant } from '../domain/instant.ts';
import { localDateOf, toInstant } from '../domain/local-time.ts';
import type { Sessions } from '../http/session.ts';
import type { Store } from '../store/client.ts';

const GATHER_MS = 100;
const BEAT_MS = 20_000;
/** A reader logs in anew with each connection, so that nobody goes on reading after they were logged out. */
const LONGEST_MS = 5 * 60_000;
const RETRY_MS = 1_000;

export interface LiveParts {
  readonly store: Pick<Store, 'changes' | 'questions'>;
  readonly sessions: Pick<Sessions, 'of'>;
  readonly clock: () => Instant;
  readonly timeZone: string;
}

interface Reader {
  readonly res: Response;
  /** Reads figures about every mailing; others are only told that something changed. */
  readonly figures: boolean;
}

/** What keeps open pages up to date, and how to end it. */
export type Live = ReturnType<typeof createLive>;

/**
 * The stream of news for open pages (server-sent events). `changes` lists the tables in which something changed (`*`:
 * anything), `questions` holds the questions logged today per mailing. It starts with everything, so that a page that
 * lost its connection, to this process or to another, has missed nothing once it is back. `beat` says that the line still holds.
 */
export function createLive(parts: LiveParts) {
  const readers = new Set<Reader>();
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  let stopListening: (() => Promise<void>) | undefined;

  const gather = (table: string) => {
    changed.add(table === 'anything' ? '*' : table);
    if (!busy) timer ??= setTimeout(() => void tell(), GATHER_MS);
  };
  /** One question to the database for all readers, however many there are and however fast the news comes. */
  const tell = async () => {
    timer = undefined;
    busy = true;
    const tables = [...changed];
    changed.clear();
    try {
      const counts = tables.some((table) => table === 'questions' || table === '*')
        ? await countsToday(parts)
        : undefined;
      for (const { res, figures } of readers) {
        if (figures && counts) send(res, 'questions', counts);
        send(res, 'changes', tables);
      }
    } catch {
      // The database is away. Once it is back there is news of everything.
      changed.add('*');
    }
    busy = false;
    if (changed.size > 0 && readers.size > 0) timer ??= setTimeout(() => void tell(), GATHER_MS);
  };

  const handler: RequestHandler = async (req, res) => {
    const session = await parts.sessions.of(req, 'by-itself');
    if (!session) {
      res.status(401).end();
      return;
    }
    stopListening ??= parts.store.changes.listen(gather);
    const figures = reachesOf(session.principal, 'questions.list').includes('all');
    if (req.destroyed) return;
    open(req, res);
    // From here on nothing is missed; what changed just before is in the figures below.
    const reader = { res, figures };
    readers.add(reader);
    const beat = setInterval(() => send(res, 'beat', 0), BEAT_MS);
    const end = setTimeout(() => res.end(), LONGEST_MS);
    res.once('close', () => {
      readers.delete(reader);
      clearInterval(beat);
      clearTimeout(end);
    });
    // A browser that comes back says what it saw last; whatever that was, it looks again.
    if (req.headers['last-event-id'] !== undefined) send(res, 'changes', ['*']);
    if (figures) send(res, 'questions', await countsToday(parts));
  };

  return {
    router: express.Router({ strict: true, caseSensitive: true }).get('/live', handler),
    /** Ends every stream; browsers go to another process by themselves. */
    async close() {
      clearTimeout(timer);
      for (const { res } of readers) res.end();
      await stopListening?.();
    },
  };
}

function open(req: Request, res: Response) {
  req.socket.setNoDelay(true);
  res.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  res.flushHeaders();
  res.write(`retry: ${RETRY_MS}\n\n`);
}

let events = 0;

function send(res: Response, event: string, data: unknown) {
  events += 1;
  res.write(`id: ${events}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** Questions logged today: by mailing, and `all` of them together. */
async function countsToday({ store, clock, timeZone }: LiveParts) {
  const today = localDateOf(clock(), timeZone);
  const counts = await store.questions.countsPerMailing({
    from: toInstant(today, '00:00', timeZone),
    to: toInstant(addDays(today, 1), '00:00', timeZone),
  });
  const all = counts.reduce((sum, { questions }) => sum + questions, 0);
  const byMailing = counts.map(({ mailingId, questions }) => [mailingId ?? 'none', questions]);
  return { all, ...(Object.fromEntries(byMailing) as Record<string, number>) };
}
