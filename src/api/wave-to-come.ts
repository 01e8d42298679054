import { draftWave } from '../domain/draft-wave.ts';
import type { ForecastInput } from '../domain/forecast.ts';
import type { Instant } from '../domain/instant.ts';
import { learnedInput } from '../domain/learned-input.ts';
import { localDateOf } from '../domain/local-time.ts';
import type { MailingToForecast } from '../domain/mailing-forecast.ts';
import { daysOf } from '../domain/make-forecast.ts';
import { forecastBasis } from '../domain/forecast-basis.ts';
import type { StaffingSettings } from '../domain/staffing-settings.ts';
import type { Call } from '../http/endpoint.ts';
import { Problem } from '../http/problem.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import type { ApiDeps } from './deps.ts';
import { mailingFor } from './mailing-access.ts';
import { organisationIn } from './organisation.ts';
import { forecastMailing } from './wave-forecast.ts';

/** The wave of a mailing in any state before it is over, a draft's too, and the time in which it runs. */
export interface WaveToCome {
  readonly mailingId: string;
  /** It is not submitted yet, so nothing was forecast. */
  readonly draft: boolean;
  readonly mailing: MailingToForecast;
  readonly input: ForecastInput;
  readonly staffing: StaffingSettings;
  readonly from: Instant;
  readonly to: Instant;
}

/** @throws Problem 404 when there is no wave to come, 409 when a draft does not say enough yet or the KCC is not open in time */
export async function waveToCome(
  call: Call<{ mailingId: string }>,
  deps: ApiDeps,
): Promise<WaveToCome> {
  const { record } = await mailingFor(call, deps, call.params.mailingId);
  const draft = record.status === 'draft' || record.status === 'announced';
  const known = draft ? await draftMailing(record, call, deps) : await submittedMailing(call, deps);
  const days = workingDays(known.input);
  return {
    mailingId: record.id,
    draft,
    ...known,
    from: days[0]?.intervals[0]?.start ?? call.now,
    to: days.at(-1)?.intervals.at(-1)?.start ?? call.now,
  };
}

function workingDays(input: ForecastInput) {
  try {
    return daysOf(forecastBasis(input));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Problem({ status: 409, code: 'never-open', text: NEVER_OPEN });
  }
}

/** The opening hours leave no working day for a wave. */
export const NEVER_OPEN = {
  nl: 'Met deze openingstijden is het KCC niet op tijd open om de vragen te beantwoorden.',
  en: 'With these opening hours the contact centre is not open in time to answer the questions.',
};

type Known = Pick<WaveToCome, 'mailing' | 'input' | 'staffing'>;

async function submittedMailing(call: Call<{ mailingId: string }>, deps: ApiDeps): Promise<Known> {
  const [{ mailing, input }, { staffing }] = await Promise.all([
    forecastMailing(call, deps),
    organisationIn(deps.store),
  ]);
  return { mailing, input, staffing };
}

/** A draft as `makeForecast` of the activities would take it, were it submitted now. */
async function draftMailing(
  { draft, departmentId }: MailingRecord,
  { now }: Call,
  { store }: ApiDeps,
): Promise<Known> {
  const [{ calendar, staffing, baseLoad }, past] = await Promise.all([
    organisationIn(store),
    store.pastMailings.all(),
  ]);
  const wave = draftWave(draft ?? {});
  if (!wave.known) {
    const { nl, en } = wave.missing;
    throw new Problem({
      status: 409,
      code: 'draft-incomplete',
      text: { nl: `Vul eerst ${nl} in.`, en: `Fill in ${en} first.` },
    });
  }
  const { mailing } = wave;
  const on = localDateOf(now, calendar.timeZone);
  const rules = { calendar, staffing, baseLoad };
  return {
    mailing,
    staffing,
    input: learnedInput(
      mailing,
      { departmentId, on, adjustments: draft?.adjustments },
      rules,
      past,
    ),
  };
}
