import type { Instant, LocalDate } from '../domain/instant.ts';
import { localDateOf } from '../domain/local-time.ts';
import type { ActivityDeps } from './deps.ts';

/** Questions about the mailing that agents logged, per day of the municipality; days without any do not occur. */
export async function questionsPerDay(
  { store }: Pick<ActivityDeps, 'store'>,
  mailingId: string,
  from: Instant,
  to: Instant,
  timeZone: string,
): Promise<ReadonlyMap<LocalDate, number>> {
  const perDay = new Map<LocalDate, number>();
  for (const { start, questions } of await store.questions.countsPerInterval({
    mailingId,
    from,
    to,
  })) {
    const day = localDateOf(start, timeZone);
    perDay.set(day, (perDay.get(day) ?? 0) + questions);
  }
  return perDay;
}
