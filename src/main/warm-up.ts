import { addSeconds, type Instant } from '../domain/instant.ts';
import type { Store } from '../store/client.ts';

/** As far as pages look ahead: a draft of next month, its wave, and the weeks to which it could move. */
const AHEAD_SECONDS = 26 * 7 * 86_400;

/** A quarter of a second is usual with sixty waves; a start never waits longer than this. */
const PATIENCE_MS = 3_000;

/** Both always come true, whatever becomes of the reading. */
export interface WarmUp {
  /** It is done, or took too long to be waited for. */
  readonly enough: Promise<void>;
  /** It asks nothing of the database any more. */
  readonly done: Promise<void>;
}

/**
 * Reads the waves that are coming, half a megabyte each, before the first board asks for them, and the past ones for who checks a draft. Whoever asks for a page meanwhile waits several times as long, so it is
 * waited for before anybody is let in. Nothing hangs on it: what cannot be read now is read by the page that needs it.
 */
export function warmUp(store: Waves, now: Instant, patienceMs = PATIENCE_MS): WarmUp {
  const done = readWaves(store, now).catch(() => {
    // The database is away; the first page tries again.
  });
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
  return { enough: Promise.race([done, tooLong]).finally(() => clearTimeout(timer)), done };
}

type Waves = Pick<Store, 'waveCalendar' | 'forecasts' | 'pastMailings'>;

async function readWaves(
  { waveCalendar, forecasts, pastMailings }: Waves,
  now: Instant,
): Promise<void> {
  await pastMailings.all();
  const { others } = await waveCalendar.between(now, addSeconds(now, AHEAD_SECONDS));
  await forecasts.outlinesOf(others.map(({ id }) => id));
}
