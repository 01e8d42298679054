import { evaluateWave } from '../domain/evaluate-wave.ts';
import type { Instant } from '../domain/instant.ts';
import { forecastOf } from '../domain/mailing-forecast.ts';
import { type ActivityDeps, byWorker, houseRules, submittedMailing } from './deps.ts';
import { questionsPerDay } from './questions-per-day.ts';

/** Looking back on a wave. */
export function evaluationActivities(deps: Pick<ActivityDeps, 'store' | 'clock' | 'ids'>) {
  const { store, clock, ids } = deps;
  return {
    /**
     * Judges the wave against the forecast that was signed off, by the questions that were logged; a mailing that never
     * had one (an emergency) against the forecast of what left. Answers with the one evaluation there is.
     */
    async evaluate({
      mailingId,
      now,
    }: {
      readonly mailingId: string;
      readonly now: Instant;
    }): Promise<{ readonly evaluationId: string }> {
      const { mailing } = await submittedMailing(deps, mailingId);
      if (!('preparation' in mailing)) throw new Error(`Mailing ${mailingId} cannot be evaluated.`);
      const { content, released, preparation } = mailing;
      const rules = await houseRules(deps);
      const made = preparation.forecast && (await store.forecasts.find(preparation.forecast.id));
      const forecast =
        made?.forecast ?? forecastOf({ content, released, dispatchPlan: { batches: [] } }, rules);
      const since = released[0]?.releasedAt ?? now;
      const perDay = await questionsPerDay(deps, mailingId, since, now, rules.calendar.timeZone);
      const questions = await store.questions.forMailing(mailingId);
      const evaluation = evaluateWave(
        forecast,
        [...perDay].map(([date, contacts]) => ({ date, contacts })),
        questions.map(({ text, outcome, qaPairNumber }) => ({
          text,
          outcome,
          ...(qaPairNumber !== undefined && { pairId: String(qaPairNumber) }),
        })),
        now,
      );
      const saved = await store.evaluations.save(
        { id: ids(), mailingId, evaluation },
        byWorker(clock()),
      );
      return { evaluationId: saved.id };
    },
  };
}
