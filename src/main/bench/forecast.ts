import { DEFAULT_CALENDAR } from '../../domain/calendar.ts';
import { dispatchWindow } from '../../domain/dispatch-window.ts';
import { forecastOf, staffingOf } from '../../domain/mailing-forecast.ts';
import { DEFAULT_STAFFING_SETTINGS } from '../../domain/staffing-settings.ts';
import { wozMailing } from '../demo/sample.ts';
import { type Figure, percentile } from './figures.ts';

const ROUNDS = 3;
const PER_ROUND = 50;

/** What the formulas take for the sample's tax mailing to 40,000 addressees, without reading and writing. */
export function measureForecast(): Figure[] {
  const { details } = wozMailing('2027-02-01', '2027-02-25');
  const { kind, audience } = details;
  const window = dispatchWindow(details);
  const content = { version: 1, contentDigest: '', kind, audience, window };
  const kcc = { calendar: DEFAULT_CALENDAR, staffing: DEFAULT_STAFFING_SETTINGS };
  const make = () => forecastOf({ content, released: [] }, kcc);
  const made = make();
  const timed = (work: () => unknown) =>
    Array.from({ length: ROUNDS }, () => {
      const times = Array.from({ length: PER_ROUND }, () => {
        const startedAt = performance.now();
        work();
        return performance.now() - startedAt;
      });
      return percentile(times, 0.5);
    });
  return [
    { what: 'Forecast of one mailing', unit: 'ms', values: timed(make), aim: '< 5' },
    {
      what: 'What it asks of the KCC',
      unit: 'ms',
      values: timed(() => staffingOf(made, kcc, [], [])),
    },
  ];
}
