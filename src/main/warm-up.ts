import { addSeconds, type Instant } from '../domain/instant.ts';
import type { Store } from '../store/client.ts';

/** As far as pages look ahead: a draft of next month, its wave, and the weeks to which it could move. */
const AHEAD_SECONDS = 26 * 7 * 86_400;

/**
 * Reads the waves that are coming, half a megabyte each, before the first board asks for them. Nothing hangs on it: what cannot be read now is read by
 * the page that needs it.
 */
export async function warmUp(
  { waveCalendar, forecasts }: Pick<Store, 'waveCalendar' | 'forecasts'>,
  now: Instant,
): Promise<void> {
  try {
    const { others } = await waveCalendar.between(now, addSeconds(now, AHEAD_SECONDS));
    await forecasts.outlinesOf(others.map(({ id }) => id));
  } catch {
    // The database is away; the first page tries again.
  }
}
