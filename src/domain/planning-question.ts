import { MOST_DELAYS, type WaveCalendar } from './collision-question.ts';
import type { DispatchOptionsInput } from './dispatch-options.ts';
import type { Batch } from './dispatch-plan.ts';
import { eventDemand } from './external-event.ts';
import { forecastBasis } from './forecast-basis.ts';
import type { Forecast } from './forecast.ts';
import type { Instant } from './instant.ts';
import { batchesOf, type MailingToForecast } from './mailing-forecast.ts';
import { likelyOnes } from './wave-scenario.ts';
import { runningInput } from './running-wave.ts';
import type { StaffingSettings } from './staffing-settings.ts';

/** The long calculations that somebody can ask for. */
export const PLANNING_KINDS = ['dispatch-options', 'staffing-proposal'] as const;
export type PlanningKind = (typeof PLANNING_KINDS)[number];

/** What a mailing's dispatch and staffing are planned from, at one moment. */
export interface PlanningQuestion {
  readonly mailing: MailingToForecast;
  readonly departmentId: string;
  /** Its last forecast. */
  readonly forecast: Forecast;
  readonly around: WaveCalendar;
  readonly settings: StaffingSettings;
  readonly askedAt: Instant;
}

/** The question as the planner takes it: plain data, with the demand of other mailings and events at P50. */
export function planningInput(question: PlanningQuestion): DispatchOptionsInput {
  const { mailing, departmentId, forecast, around, settings, askedAt } = question;
  const { batches: _, delay, ...wave } = runningInput(forecast, mailing);
  const { profiles, contactChannels } = forecastBasis({ ...wave, batches: [] });
  const { others, events, people, shifts } = around;
  return {
    wave: {
      ...wave,
      ...(delay && {
        delay: {
          ...delay,
          scenarios: likelyOnes(
            delay.scenarios.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_DELAYS),
          ),
        },
      }),
    },
    window: mailing.content.window,
    settings,
    alreadyLeft: left(mailing),
    others: [
      ...others.map(({ demand }) => demand),
      ...events.map((event) => eventDemand(event, 'p50', wave.calendar, profiles, contactChannels)),
    ],
    people,
    shifts,
    departmentId,
    skills: [],
    askedAt,
  };
}

/** The batches that have not left, as they are planned now. */
export function batchesToCome(mailing: MailingToForecast): Batch[] {
  const gone = new Set(mailing.released.map(({ number }) => number));
  return batchesOf(mailing).filter(({ number }) => !gone.has(number));
}

function left({ released }: MailingToForecast): Batch[] {
  return released.map(({ number, releasedAt, audience }) => ({
    number,
    releaseAt: releasedAt,
    audience,
  }));
}
