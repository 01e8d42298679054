import { audienceSize } from './audience.ts';
import type { FeedEntry } from './calendar-feed.ts';
import { counted, PEOPLE } from './counted-text.ts';
import type { ExternalEvent } from './external-event.ts';
import type { Forecast, ForecastBasis } from './forecast.ts';
import { addSeconds } from './instant.ts';
import { localDateOf } from './local-time.ts';
import { whole } from './number-text.ts';
import type { Language } from './text.ts';

const HALF_HOUR = 1800;
/** A day with less than this share of the busiest one is not shown as part of a wave. */
const SHOWN = 0.05;

/** A mailing that runs, with what its last forecast says in large. */
export interface KccWave
  extends Pick<Forecast, 'perDay' | 'totals'>, Pick<ForecastBasis, 'batches'> {
  readonly id: string;
  readonly title: string;
}

/** Everything the KCC has coming, as entries of a calendar: each batch, each wave, each external event. */
export function kccEntries(
  {
    waves,
    events,
  }: { readonly waves: readonly KccWave[]; readonly events: readonly ExternalEvent[] },
  language: Language,
): FeedEntry[] {
  const nl = language === 'nl';
  const entries = waves.flatMap((wave): FeedEntry[] => {
    const { id, title, perDay, batches, totals } = wave;
    const peak = Math.max(0, ...perDay.map(({ p50 }) => p50));
    const days = perDay.filter(({ p50 }) => p50 > 0 && p50 >= SHOWN * peak);
    const [first, last] = [days[0]?.date, days.at(-1)?.date];
    const contacts = whole(totals.p50, language);
    const batchEntries = batches.map(({ number, releaseAt, audience }): FeedEntry => {
      const people = counted(audienceSize(audience), PEOPLE);
      return {
        uid: `batch-${id}-${number}@sluis`,
        startsAt: releaseAt,
        endsAt: addSeconds(releaseAt, HALF_HOUR),
        summary: nl
          ? `Verzending ${number} van ${batches.length}: ${title} (${people.nl})`
          : `Dispatch ${number} of ${batches.length}: ${title} (${people.en})`,
      };
    });
    if (first === undefined || last === undefined) return batchEntries;
    const whenItRuns: FeedEntry = {
      uid: `wave-${id}@sluis`,
      firstDay: first,
      lastDay: last,
      summary: nl ? `Belgolf: ${title}` : `Wave: ${title}`,
      description: nl
        ? `Naar verwachting ${contacts} contacten.`
        : `${contacts} contacts are expected.`,
    };
    return [...batchEntries, whenItRuns];
  });
  const besides = events.map(({ id, title, days }): FeedEntry => {
    const dates = days.map(({ date }) => date).toSorted();
    const [firstDay = '', lastDay = ''] = [dates[0], dates.at(-1)];
    return { uid: `event-${id}@sluis`, firstDay, lastDay, summary: title };
  });
  return [...entries, ...besides];
}

/** The day before which events are no longer shown. */
export function feedStart(now: string): string {
  return localDateOf(addSeconds(now, -31 * 86_400));
}
