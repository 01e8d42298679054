import { draftWave } from '../domain/draft-wave.ts';
import type { ForecastInput } from '../domain/forecast.ts';
import type { Instant } from '../domain/instant.ts';
import { learnedInput } from '../domain/learned-input.ts';
import { localDateOf } from '../domain/local-time.ts';
import type { MailingToForecast } from '../domain/mailing-forecast.ts';
import { daysOf } from '../domain/make-forecast.ts';
import { forecastBasis } from '../domain/forecast-basis.ts';
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
  readonly mailing: MailingToForecast;
  readonly input: ForecastInput;
  readonly from: Instant;
  readonly to: Instant;
}

/** @throws Problem 404 when there is no wave to come, 409 when a draft does not say enough yet */
export async function waveToCome(
  call: Call<{ mailingId: string }>,
  deps: ApiDeps,
): Promise<WaveToCome> {
  const { record } = await mailingFor(call, deps, call.params.mailingId);
  const open = record.status === 'draft' || record.status === 'announced';
  const { mailing, input } = open
    ? await draftMailing(record, call, deps)
    : await forecastMailing(call, deps);
  const days = daysOf(forecastBasis(input));
  return {
    mailingId: record.id,
    mailing,
    input,
    from: days[0]?.intervals[0]?.start ?? call.now,
    to: days.at(-1)?.intervals.at(-1)?.start ?? call.now,
  };
}

async function draftMailing(
  { draft, departmentId }: MailingRecord,
  { now }: Call,
  { store }: ApiDeps,
): Promise<Pick<WaveToCome, 'mailing' | 'input'>> {
  const [{ calendar, staffing, baseLoad }, past] = await Promise.all([
    organisationIn(store),
    store.pastMailings.all(),
  ]);
  const wave = draftWave(draft ?? {}, calendar.timeZone);
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
    input: learnedInput(
      mailing,
      { departmentId, on, adjustments: draft?.adjustments },
      rules,
      past,
    ),
  };
}
