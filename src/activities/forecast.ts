import { collisionsOf, latestMove, WEEKS_AHEAD } from '../domain/collision-question.ts';
import { addSeconds } from '../domain/instant.ts';
import {
  forecastFacts,
  forecastInputOf,
  forecastOf,
  type MailingToForecast,
  staffingOf,
} from '../domain/mailing-forecast.ts';
import { localDateOf } from '../domain/local-time.ts';
import { learnFromHistory } from '../domain/learn-from-history.ts';
import { historyOf } from '../domain/past-mailing.ts';
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
      const [rules, { departmentId }, past] = await Promise.all([
        houseRules(deps),
        submittedMailing(deps, mailingId),
        store.pastMailings.all(),
      ]);
      const { calendar } = rules;
      const on = localDateOf(clock(), calendar.timeZone);
      const learned = learnFromHistory(
        { kind: mailing.content.kind, departmentId, on },
        past.flatMap((one) => historyOf(one, calendar) ?? []),
      );
      const kcc = { ...rules, ...learned };
      const forecast = forecastOf(mailing, kcc);
      const [first, last] = [forecast.intervals[0], forecast.intervals.at(-1)];
      const around = await store.waveCalendar.around(
        mailingId,
        first?.start ?? clock(),
        addSeconds(last ? endOf(last) : clock(), WEEKS_AHEAD * 7 * 86_400),
      );
      const staffing = staffingOf(forecast, kcc, around.shifts, around.people);
      const latest = latestMove(mailing);
      const input = forecastInputOf(mailing, kcc);
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
