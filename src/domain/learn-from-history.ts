import { audienceSize } from './audience.ts';
import type { ContactRate } from './contact-rate.ts';
import type { DelayBelief } from './delay-curve.ts';
import type { LocalDate } from './instant.ts';
import { learnContactRate } from './learn-contact-rate.ts';
import type { PastWave, RateQuestion } from './past-wave.ts';
import { learnDelay } from './learn-delay.ts';
import { localDateOf } from './local-time.ts';
import type { WaveHistory } from './past-mailing.ts';

/** What earlier waves say of a mailing; `delay` only when there was one of its kind. */
export interface Learned {
  readonly contactRate: ContactRate;
  readonly delay?: DelayBelief;
}

/**
 * Contact rate (pooled over kinds and departments, forgetting with the years) and delay (of waves of the same kind) to expect, from the `waves`
 * that were released before the day of the question.
 */
export function learnFromHistory(question: RateQuestion, waves: readonly WaveHistory[]): Learned {
  const earlier = waves.filter((wave) => releasedOn(wave) < question.on);
  const delay = learnDelay(earlier.filter(({ input }) => input.kind === question.kind));
  return {
    contactRate: learnContactRate(question, earlier.map(pastWave)),
    ...(delay && { delay }),
  };
}

/** The day on which the first batch of the wave left. */
export function releasedOn({ input: { batches, calendar } }: WaveHistory): LocalDate {
  const [first = ''] = batches.map(({ releaseAt }) => releaseAt).toSorted();
  return first === '' ? '' : localDateOf(first, calendar.timeZone);
}

function pastWave(wave: WaveHistory): PastWave {
  return {
    ...(wave.title !== undefined && { title: wave.title }),
    ...(wave.adjustments && { adjustments: wave.adjustments }),
    kind: wave.input.kind,
    departmentId: wave.departmentId,
    dispatchedOn: releasedOn(wave),
    // Those who had not had the time to call tell nothing.
    addressees: (wave.seenShare ?? 1) * audienceSize(wave.input.audience),
    contacts: wave.counts.perDay.reduce((sum, { contacts }) => sum + contacts, 0),
  };
}
