import type { BaseLoad } from './base-load.ts';
import type { Calendar } from './calendar.ts';
import type { ContactRate } from './contact-rate.ts';
import { type Batch, type DispatchPlan, dispatchPlanKey } from './dispatch-plan.ts';
import type { Forecast, ForecastInput } from './forecast.ts';
import type { DelayBelief } from './delay-curve.ts';
import { makeForecast } from './make-forecast.ts';
import type { ForecastFacts, MailingContent, ReleasedBatch } from './mailing.ts';
import { positionsPresent, type Shift, type StaffPerson } from './roster.ts';
import { rosteredFor } from './round-up.ts';
import { type Shortage, shortageOf } from './shortage.ts';
import { type StaffingRequirement, staffingRequirement } from './staffing-requirement.ts';
import type { StaffingSettings } from './staffing-settings.ts';
import {
  ordinaryRequirement,
  targetOf,
  waveRequirement,
  type WaveRequirementInterval,
} from './wave-requirement.ts';

/** A mailing as far as it decides the wave. Without a plan everything leaves at the preferred time. */
export interface MailingToForecast {
  readonly content: Pick<MailingContent, 'kind' | 'audience' | 'contactFactor' | 'window'>;
  readonly dispatchPlan?: DispatchPlan;
  readonly released: readonly ReleasedBatch[];
}

/** The KCC as far as it decides who carries the wave. */
export interface KccToForecast {
  readonly calendar: Calendar;
  readonly staffing: StaffingSettings;
  readonly baseLoad?: BaseLoad;
  /** As learned from earlier mailings of the kind; left out: the default assumption. */
  readonly contactRate?: ContactRate;
  /** The same of the delay between mailing and contact. */
  readonly delay?: DelayBelief;
}

/** The batches that make the wave: those that have left, when they left, and those that are planned. */
export function batchesOf({ content, dispatchPlan, released }: MailingToForecast): Batch[] {
  const left = released.map(({ number, releasedAt, audience }) => ({
    number,
    releaseAt: releasedAt,
    audience,
  }));
  const planned = dispatchPlan?.batches ?? [
    { number: 1, releaseAt: content.window.preferredAt, audience: content.audience },
  ];
  const numbers = new Set(left.map((batch) => batch.number));
  return [...left, ...planned.filter((batch) => !numbers.has(batch.number))];
}

/** The wave of `mailing`. */
export function forecastOf(mailing: MailingToForecast, kcc: KccToForecast): Forecast {
  return makeForecast(forecastInputOf(mailing, kcc));
}

/** What the forecast of `mailing` is made from. */
export function forecastInputOf(mailing: MailingToForecast, kcc: KccToForecast): ForecastInput {
  return {
    kind: mailing.content.kind,
    audience: mailing.content.audience,
    batches: batchesOf(mailing),
    calendar: kcc.calendar,
    ...(kcc.contactRate && { contactRate: kcc.contactRate }),
    ...(kcc.delay && { delay: kcc.delay }),
    ...(kcc.baseLoad && { baseLoad: kcc.baseLoad }),
  };
}

/**
 * What the wave asks of the KCC half of the time (P50), and where the roster falls short of it. A mailing answers for what
 * it adds: where the roster is too small for an ordinary day already, only the positions for the wave count as short.
 */
export function staffingOf(
  forecast: Forecast,
  { staffing }: KccToForecast,
  shifts: readonly Shift[],
  people: readonly StaffPerson[],
): { readonly requirement: StaffingRequirement; readonly shortage: Shortage } {
  const wave = waveRequirement(forecast, staffing, 'p50');
  const ordinary = ordinaryRequirement(forecast, staffing);
  const present = positionsPresent(wave, shifts, people, staffing.shrinkage);
  const required = wave.map((interval, i) => {
    const alreadyShort = Math.max(0, (ordinary[i]?.required ?? 0) - (present[i] ?? 0));
    return interval.required - alreadyShort;
  });
  return {
    requirement: requirementOf(wave, staffing),
    shortage: shortageOf(wave, required, present, staffing.shrinkage),
  };
}

/** Service level and the like as all contacts would have them with these positions, as if they were calls. */
function requirementOf(
  wave: readonly WaveRequirementInterval[],
  staffing: StaffingSettings,
): StaffingRequirement {
  const { maxOccupancy, maxAbandonment, patienceSeconds, ...target } = targetOf(staffing);
  const requirement = staffingRequirement({
    intervals: wave.map(({ contacts, seconds, required }) => ({
      contacts,
      seconds,
      handleTimeSeconds: staffing.handleTimeSeconds,
      agents: required,
    })),
    target,
    shrinkage: staffing.shrinkage,
    ...(maxOccupancy !== undefined && { maxOccupancy }),
    ...(maxAbandonment !== undefined && { maxAbandonment }),
    ...(patienceSeconds !== undefined && { patienceSeconds }),
  });
  return {
    ...requirement,
    intervals: requirement.intervals.map((interval, i) => {
      const positions = wave[i]?.required ?? interval.positions;
      return { ...interval, positions, rostered: rosteredFor(positions, staffing.shrinkage) };
    }),
  };
}

/** What the mailing's own state keeps of a forecast. */
export function forecastFacts(
  id: string,
  { content, dispatchPlan }: MailingToForecast,
  forecast: Forecast,
  { requirement, shortage }: ReturnType<typeof staffingOf>,
): ForecastFacts {
  const { p10, p50, p90 } = forecast.totals;
  return {
    id,
    audience: content.audience,
    kind: content.kind,
    ...(content.contactFactor !== undefined && { contactFactor: content.contactFactor }),
    dispatchPlanKey: dispatchPlan ? dispatchPlanKey(dispatchPlan) : '',
    contacts: { p10, p50, p90 },
    peakPositions: Math.max(0, ...requirement.intervals.map(({ positions }) => positions)),
    shortageHalfHours: shortage.summary.halfHours,
    waveEndsAt: forecast.waveEndsAt ?? content.window.closesAt,
  };
}
