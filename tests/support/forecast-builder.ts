import type { Audience } from '../../src/domain/audience.ts';
import { DEFAULT_CALENDAR } from '../../src/domain/calendar.ts';
import type { ForecastInput } from '../../src/domain/forecast.ts';
import type { Instant } from '../../src/domain/instant.ts';

/** An audience of letters only, unless told otherwise. */
export function anAudience(given: Partial<Audience> = { letter: 40_000 }): Audience {
  return { letter: 0, email: 0, portal: 0, ...given };
}

/** A tax assessment to 40,000 people by letter, all at once on Monday 22 February 2027. */
export function aForecastInput(given: Partial<ForecastInput> = {}): ForecastInput {
  const audience = given.audience ?? anAudience();
  return {
    kind: 'tax-assessment',
    audience,
    batches: batchesOf(audience, ['2027-02-22T08:00:00Z']),
    calendar: DEFAULT_CALENDAR,
    ...given,
  };
}

/** Equal batches, one per release; the first gets what does not divide. */
export function batchesOf(
  audience: Audience,
  releases: readonly Instant[],
): ForecastInput['batches'] {
  const part = (count: number, i: number): number => {
    const each = Math.floor(count / releases.length);
    return i === 0 ? count - each * (releases.length - 1) : each;
  };
  return releases.map((releaseAt, i) => ({
    number: i + 1,
    releaseAt,
    audience: {
      letter: part(audience.letter, i),
      email: part(audience.email, i),
      portal: part(audience.portal, i),
    },
  }));
}
