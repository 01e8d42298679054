import { type Calendar, nextOpening, workingDaysBetween } from '../domain/calendar.ts';
import { addDays, addSeconds, compareInstants, type Instant } from '../domain/instant.ts';
import { localDateOf } from '../domain/local-time.ts';
import { waveEndsAt } from '../domain/mailing-due.ts';
import { positionsPresent } from '../domain/roster.ts';
import { liveTotals } from '../domain/live-forecast.ts';
import type { MailingToForecast } from '../domain/mailing-forecast.ts';
import { mailingToForecast, runningInput, waveCountsOf } from '../domain/running-wave.ts';
import { growthReason, hasEbbed, overloadReason, surpriseReason } from '../domain/wave-look.ts';
import { type ActivityDeps, houseRules, submittedMailing } from './deps.ts';
import { questionsPerDay } from './questions-per-day.ts';

export interface WaveLook {
  /** Left out: the staff can carry it. */
  readonly tooBig?: { readonly reason: string };
  readonly over: boolean;
  readonly nextLookAt: Instant;
}

/** Time within which counts are compared with who is there. */
const LOOK_BACK_SECONDS = 2 * 3600;

/** Looking at a running wave. */
export function waveActivities(deps: Pick<ActivityDeps, 'store'>) {
  const { store } = deps;
  return {
    /** Compares what came in until `now` with what the staff can carry and what was expected. */
    async lookAtWave({
      mailingId,
      now,
      checkMinutes,
    }: {
      readonly mailingId: string;
      readonly now: Instant;
      readonly checkMinutes: number;
    }): Promise<WaveLook> {
      const { calendar } = await houseRules(deps);
      const { mailing } = await submittedMailing(deps, mailingId);
      const nextLookAt = nextOpening(addSeconds(now, Math.max(1, checkMinutes) * 60), calendar);
      if (!('released' in mailing) || !('preparation' in mailing)) {
        return { over: true, nextLookAt };
      }
      const reason =
        (await overload(deps, now)) ??
        (await surprise(deps, mailingId, mailing.preparation.forecast?.id, now, calendar)) ??
        (await growth(deps, mailingId, mailingToForecast(mailing), now, calendar));
      const over =
        mailing.status === 'dispatched' &&
        (compareInstants(now, waveEndsAt(mailing)) >= 0 ||
          (await ebbed(
            deps,
            mailingId,
            mailing.released.at(-1)?.releasedAt ?? now,
            now,
            calendar,
          )));
      return { ...(reason && { tooBig: { reason } }), over, nextLookAt };
    },
  };

  async function overload({ store: { shifts, people } }: typeof deps, now: Instant) {
    const { staffing } = await houseRules(deps);
    const from = addSeconds(now, -LOOK_BACK_SECONDS);
    const counts = await store.contactCounts.between(from, now);
    const ended = counts.filter(
      ({ startsAt, seconds }) => compareInstants(addSeconds(startsAt, seconds), now) <= 0,
    );
    if (ended.length === 0) return undefined;
    const starts = new Map(ended.map(({ startsAt, seconds }) => [startsAt, seconds]));
    const intervals = [...starts].map(([start, seconds]) => ({ start, seconds }));
    const present = positionsPresent(
      intervals,
      await shifts.between(from, now),
      await people.staff(),
      staffing.shrinkage,
    );
    const counted = intervals.map(({ start, seconds }, i) => ({
      seconds,
      offered: ended.reduce((sum, one) => (one.startsAt === start ? sum + one.offered : sum), 0),
      present: present[i] ?? 0,
    }));
    return overloadReason(counted, staffing);
  }

  async function surprise(
    { store: { forecasts } }: typeof deps,
    mailingId: string,
    forecastId: string | undefined,
    now: Instant,
    calendar: Calendar,
  ) {
    if (!forecastId) return undefined;
    const today = localDateOf(now, calendar.timeZone);
    const made = await forecasts.find(forecastId);
    const expected = made?.forecast.perDay.find(({ date }) => date === today);
    const from = addSeconds(now, -24 * 3600);
    const perDay = await questionsPerDay(deps, mailingId, from, now, calendar.timeZone);
    return surpriseReason(perDay.get(today) ?? 0, expected);
  }
}

/** Only while a batch is still to come: afterwards there is nothing left to hold back. */
async function growth(
  { store: { forecasts, questions } }: Pick<ActivityDeps, 'store'>,
  mailingId: string,
  mailing: MailingToForecast | undefined,
  now: Instant,
  calendar: Calendar,
): Promise<string | undefined> {
  const [first] = mailing?.released ?? [];
  const made = await forecasts.latest(mailingId);
  if (!mailing || !first || !made) return undefined;
  const input = runningInput(made.forecast, mailing);
  if (input.batches.length === mailing.released.length) return undefined;
  const asked = await questions.countsPerInterval({ mailingId, from: first.releasedAt, to: now });
  const counts = waveCountsOf(asked, now, calendar.timeZone);
  const today = localDateOf(now, calendar.timeZone);
  const onToday = counts.perDay.find(({ date }) => date === today)?.contacts ?? 0;
  const expected = made.forecast.perDay.find(({ date }) => date === today);
  // Without more questions than expected there is no reason to look any further.
  if (!expected || onToday <= expected.p50) return undefined;
  return growthReason(onToday, expected, liveTotals(input, counts), made.forecast.totals);
}

async function ebbed(
  deps: Pick<ActivityDeps, 'store'>,
  mailingId: string,
  since: Instant,
  now: Instant,
  calendar: Calendar,
): Promise<boolean> {
  const { timeZone } = calendar;
  const perDay = await questionsPerDay(deps, mailingId, since, now, timeZone);
  const yesterday = addDays(localDateOf(now, timeZone), -1);
  const days = workingDaysBetween(localDateOf(since, timeZone), yesterday, calendar);
  return hasEbbed(days.map((day) => perDay.get(day) ?? 0));
}
