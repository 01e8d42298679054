import { audienceSize } from './audience.ts';
import { addSeconds, compareInstants, type Instant, secondsBetween } from './instant.ts';
import { nextBatch, releaseDueAt } from './mailing-decide-release.ts';
import { type DispatchedMailing, isApproved, type Mailing } from './mailing.ts';
import { notYetReleased } from './released-batch.ts';

/** Without a forecast (an emergency) the wave is followed for two weeks: most people who call have called by then. */
const WAVE_WITHOUT_FORECAST_SECONDS = 14 * 24 * 3600;

/**
 * When the wave of `mailing` has ebbed away: the end that was forecast, moved along when the last batch left later
 * than planned.
 */
export function waveEndsAt({ preparation, released, dispatchedAt }: DispatchedMailing): Instant {
  const { forecast, dispatchPlan } = preparation;
  const last = released.at(-1);
  if (!forecast || !last) return addSeconds(dispatchedAt, WAVE_WITHOUT_FORECAST_SECONDS);
  const planned = dispatchPlan?.batches.find((batch) => batch.number === last.number);
  const late = planned ? Math.max(0, secondsBetween(planned.releaseAt, last.releasedAt)) : 0;
  return addSeconds(forecast.waveEndsAt, late);
}

/**
 * When `mailing` needs attention again by itself; undefined when it waits for people only. Written in its row, so that
 * a timer that did not fire is noticed.
 */
export function dueAt(mailing: Mailing): Instant | undefined {
  if (mailing.status === 'held') return mailing.content.window.closesAt;
  if (mailing.status === 'dispatched') return waveEndsAt(mailing);
  if (!isApproved(mailing) || mailing.paused) return undefined;
  const next = nextBatch(mailing);
  if (!next || audienceSize(notYetReleased(mailing)) === 0) return undefined;
  const due = releaseDueAt(mailing, next);
  return compareInstants(due, mailing.content.window.closesAt) > 0 ? undefined : due;
}
