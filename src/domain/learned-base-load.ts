import { baseLoadForecast, type LoadDay } from './base-load-forecast.ts';
import type { BaseLoad } from './base-load.ts';
import type { ContactChannel } from './contact-channel.ts';
import { addDays, type LocalDate, weekdayOf } from './instant.ts';

/**
 * The ordinary load of a week from counts of one contact channel: per weekday and half hour the mean of the last eight same weekdays before `on`.
 * Weekdays without counts are left out. Days with a wave of their own should not be in `history`, or the wave counts as ordinary.
 */
export function learnedBaseLoad(
  channel: ContactChannel,
  history: readonly LoadDay[],
  on: LocalDate,
): BaseLoad {
  return [0, 1, 2, 3, 4, 5, 6].flatMap((offset) => {
    const date = addDays(on, offset);
    const earlier = history.filter((day) => day.date < on);
    const perTime = baseLoadForecast(earlier, date)?.perTime ?? {};
    return Object.entries(perTime).map(([time, { mean }]) => ({
      channel,
      weekday: weekdayOf(date),
      time,
      contacts: mean,
    }));
  });
}
