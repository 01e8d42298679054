import { collisionsOf, latestMove, WEEKS_AHEAD } from '../domain/collision-question.ts';
import { addSeconds } from '../domain/instant.ts';
import { forecastFacts, type MailingToForecast, staffingOf } from '../domain/mailing-forecast.ts';
import { localDateOf } from '../domain/local-time.ts';
import { learnedInput } from '../domain/learned-input.ts';
import { makeForecast } from '../domain/make-forecast.ts';
import type { ForecastFacts } from '../domain/mailing.ts';
import { type ActivityDeps, byWorker, houseRules, submittedMailing } from './deps.ts';

/** Forecasts of mailings. */
export function forecastActivities(deps: Pick<ActivityDeps, 'store' | 'clock' | 'ids'>) {
  const { store, clock, ids } = deps;
  return {
    /** Makes and keeps the forecast, with what it asks of the KCC and what the present roster lacks. */
    async makeForecast({
      mailingId,
      ...mailing
    }: MailingToForecast & { readonly mailingId: string }): Promise<ForecastFacts> {
      const [rules, { departmentId, details }, past] = await Promise.all([
        houseRules(deps),
        submittedMailing(deps, mailingId),
        store.pastMailings.all(),
      ]);
      const { calendar } = rules;
      const on = localDateOf(clock(), calendar.timeZone);
      const input = learnedInput(
        mailing,
        { departmentId, on, adjustments: details.adjustments },
        rules,
        past,
      );
      const forecast = makeForecast(input);
      const [first, last] = [forecast.intervals[0], forecast.intervals.at(-1)];
      const around = await store.waveCalendar.around(
        mailingId,
        first?.start ?? clock(),
        addSeconds(last ? endOf(last) : clock(), WEEKS_AHEAD * 7 * 86_400),
      );
      const staffing = staffingOf(forecast, rules, around.shifts, around.people);
      const latest = latestMove(mailing);
      const collisions = collisionsOf(input, around, rules.staffing, latest);
      const id = ids();
      await store.forecasts.save(
        { id, mailingId, forecast, ...staffing, collisions },
        byWorker(clock()),
      );
      return forecastFacts(id, mailing, forecast, staffing);
    },
  };
}

function endOf({ start, seconds }: { readonly start: string; readonly seconds: number }): string {
  return new Date(Date.parse(start) + seconds * 1000).toISOString();
}
