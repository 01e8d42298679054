import { addAudiences, audienceSize, type Audience, CHANNELS } from './audience.ts';
import type { Calendar } from './calendar.ts';
import { isWorkingDay } from './calendar.ts';
import type { DemandInterval } from './demand.ts';
import type { DispatchDay } from './dispatch-days.ts';
import { type Batch, type DispatchPlan, type DispatchWindow, nextBatchNumber } from './dispatch-plan.ts'; // prettier-ignore
import type { ForecastInput } from './forecast.ts';
import { addDays, type Instant, type LocalDate } from './instant.ts';
import { localDateOf, type LocalTime, toInstant } from './local-time.ts';
import type { ShortageSummary } from './shortage.ts';
import type { StaffingPlanInput } from './staffing-model-input.ts';
import type { StaffingSettings } from './staffing-settings.ts';
import type { Text } from './text.ts';

/** Changes whenever the same input could give other plans. */
export const DISPATCH_OPTIONS_VERSION = 'dispatch-options-2';

/** Everything that plans for the dispatch of a mailing are made from. Plain data. */
export interface DispatchOptionsInput extends Pick<
  StaffingPlanInput,
  'people' | 'shifts' | 'departmentId' | 'skills' | 'askedAt' | 'pools' | 'prices' | 'wishes'
> {
  /** The mailing and the KCC as the forecast knows them; `audience` is that of the whole mailing. */
  readonly wave: Omit<ForecastInput, 'batches'>;
  readonly window: DispatchWindow;
  readonly settings: StaffingSettings;
  /** Batches that have left; the plans are for the rest. */
  readonly alreadyLeft?: readonly Batch[];
  /** What other mailings and events ask of the same people, beside the ordinary load. */
  readonly others?: readonly (readonly DemandInterval[])[];
  readonly choices?: Partial<DispatchChoices>;
}

/** What a department and its printer want; what is left out is DEFAULT_DISPATCH_CHOICES. */
export interface DispatchChoices {
  /** When a batch leaves, on the clocks of the municipality. */
  readonly releaseTime: LocalTime;
  readonly maxBatches: number;
  /** No batch is smaller than this share of the audience. */
  readonly leastShare: number;
  /** Addressees that can leave on one day: what the printer or the mail tool can do. */
  readonly mostPerDay: number;
  /** Euro that a batch more costs at the printer and in work. */
  readonly costPerBatch: number;
  /** Working days between the order and the first batch. */
  readonly preparationDays: number;
}

export const DEFAULT_DISPATCH_CHOICES: DispatchChoices = {
  releaseTime: '09:00',
  maxBatches: 6,
  leastShare: 0.05,
  mostPerDay: Infinity,
  costPerBatch: 150,
  preparationDays: 1,
};

export type DispatchOptionKind = 'all-at-once' | 'cheapest' | 'calmest';

/** One way to send the mailing, worked out with the exact requirement and with named people. */
export interface DispatchOption {
  readonly kind: DispatchOptionKind;
  readonly plan: DispatchPlan;
  /** Euro: extra people and extra batches. */
  readonly cost: number;
  readonly staffingCost: number;
  /** Share of the calls during the wave that is answered in time, with the extra people. */
  readonly serviceLevel: number;
  /** Most positions that a half hour needs, ordinary load included. */
  readonly peakPositions: number;
  readonly lastDate: LocalDate;
  /** Half hours that stay short with the extra people, because of this mailing. */
  readonly shortageHalfHours: number;
  readonly shortage: ShortageSummary;
  /** Extra shifts that are asked. */
  readonly extraShifts: number;
  /** Whether the KCC can carry it: nowhere a whole position short. */
  readonly carried: boolean;
  readonly days: readonly DispatchDay[];
  readonly text: Text;
}

/** The plans side by side. */
export interface DispatchOptions {
  readonly formulaVersion: string;
  /** All at once, cheapest, calmest; none when there is no day on which the mailing may leave. */
  readonly options: readonly DispatchOption[];
  /** Whether at least one of them can be carried within the window. */
  readonly meetsLegalDate: boolean;
  /** What the lead must know before signing off. */
  readonly text: Text;
  /** How good the release plans are proven to be under the linear model, by kind. */
  readonly proofs: readonly { readonly kind: DispatchOptionKind; readonly gap: number; readonly status: 'proven' | 'unproven' }[]; // prettier-ignore
  readonly seconds: number;
}

/** More days than this are not weighed against each other. */
const MOST_DAYS = 25;

/** `input.choices` with the defaults filled in. */
export function dispatchChoices({ choices }: DispatchOptionsInput): DispatchChoices {
  return { ...DEFAULT_DISPATCH_CHOICES, ...choices };
}

/** The part of the audience that has not left. */
export function remainingAudience({ wave, alreadyLeft = [] }: DispatchOptionsInput): Audience {
  const left = addAudiences(alreadyLeft.map(({ audience }) => audience));
  return {
    letter: Math.max(0, wave.audience.letter - left.letter),
    email: Math.max(0, wave.audience.email - left.email),
    portal: Math.max(0, wave.audience.portal - left.portal),
  };
}

/** The moments at which a batch may leave: working days within the window, after the preparation; at most `most`, from a week before the preferred day. */
export function releaseMoments(
  input: DispatchOptionsInput,
  until = input.window.closesAt,
  most = MOST_DAYS,
): Instant[] {
  const { calendar } = input.wave;
  const { releaseTime, preparationDays } = dispatchChoices(input);
  const { opensAt, preferredAt } = input.window;
  const from = maxDate(localDateOf(opensAt, calendar.timeZone), localDateOf(input.askedAt, calendar.timeZone)); // prettier-ignore
  const to = localDateOf(until, calendar.timeZone);
  const moments: Instant[] = [];
  let prepared = 0;
  for (
    let date = localDateOf(input.askedAt, calendar.timeZone);
    date <= to;
    date = addDays(date, 1)
  ) {
    if (!isWorkingDay(date, calendar)) continue;
    const at = toInstant(date, releaseTime, calendar.timeZone);
    if (prepared >= preparationDays && date >= from && isWithin(at, input, until)) moments.push(at);
    prepared += 1;
  }
  if (moments.length <= most) return moments;
  const preferred = moments.findIndex((at) => Date.parse(at) >= Date.parse(preferredAt));
  const start = Math.max(0, Math.min((preferred < 0 ? moments.length : preferred) - 5, moments.length - most)); // prettier-ignore
  return moments.slice(start, start + most);
}

function isWithin(at: Instant, { window, askedAt }: DispatchOptionsInput, until: Instant): boolean {
  const ms = Date.parse(at);
  return ms >= Date.parse(window.opensAt) && ms <= Date.parse(until) && ms > Date.parse(askedAt);
}

/** The moment of `moments` to send everything at once: the first at or after the preferred one, or else the last. */
export function momentForAll(
  moments: readonly Instant[],
  preferredAt: Instant,
  calendar: Calendar,
): number {
  const day = localDateOf(preferredAt, calendar.timeZone);
  const index = moments.findIndex((at) => localDateOf(at, calendar.timeZone) >= day);
  return index < 0 ? moments.length - 1 : index;
}

/**
 * The batches that let out `shares` (adding up to 1, 0 for none) of what has not left at `moments`: whole people, every channel divided alike,
 * and nobody lost to rounding.
 */
export function batchesFor(
  input: DispatchOptionsInput,
  moments: readonly Instant[],
  shares: readonly number[],
): Batch[] {
  const rest = remainingAudience(input);
  let passed = 0;
  const gone = { letter: 0, email: 0, portal: 0 };
  const first = nextBatchNumber(input.alreadyLeft ?? []);
  const batches: Batch[] = [];
  const last = shares.findLastIndex((share) => share > 0);
  for (const [i, share] of shares.entries()) {
    if (share <= 0) continue;
    passed += share;
    const audience = { letter: 0, email: 0, portal: 0 };
    for (const channel of CHANNELS) {
      // What has passed is rounded, not the parts: so that they add up.
      const upTo = i === last ? rest[channel] : Math.round(rest[channel] * passed);
      audience[channel] = upTo - gone[channel];
      gone[channel] = upTo;
    }
    const releaseAt = moments[i];
    if (releaseAt === undefined || audienceSize(audience) === 0) continue;
    batches.push({ number: first + batches.length, releaseAt, audience });
  }
  return batches;
}

/** `count` equal shares, `step` moments apart, from moment `from`; undefined when they do not fit. */
export function equalShares(
  moments: number,
  count: number,
  step: number,
  from: number,
): number[] | undefined {
  if (from < 0 || from + (count - 1) * step >= moments) return undefined;
  const shares = Array.from({ length: moments }, () => 0);
  for (let i = 0; i < count; i += 1) shares[from + i * step] = 1 / count;
  return shares;
}

function maxDate(left: LocalDate, right: LocalDate): LocalDate {
  return left > right ? left : right;
}
