import { holidayOn } from './holidays.ts';
import { addDays, type LocalDate, weekdayOf } from './instant.ts';

/** Whether letters are delivered on `date`: Tuesday to Saturday, not on public holidays (there is no Monday delivery in the Netherlands). */
export function isDeliveryDay(date: LocalDate): boolean {
  const weekday = weekdayOf(date);
  return weekday >= 2 && weekday <= 6 && !holidayOn(date);
}

/** The `count`-th delivery day after `date`; with 0 it is `date` itself. */
export function deliveryDayAfter(date: LocalDate, count: number): LocalDate {
  let day = date;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isDeliveryDay(day)) left -= 1;
  }
  return day;
}
