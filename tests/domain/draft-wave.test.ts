import { describe, expect, it } from '@jest/globals';
import { draftWave } from '../../src/domain/draft-wave.ts';
import { anAudience } from '../support/forecast-builder.ts';

const full = {
  kind: 'tax-assessment',
  audience: anAudience(),
  preferred: '2027-02-16',
  legalLatest: '2027-02-25',
} as const;

describe('the wave of a draft', () => {
  it('is that of the whole mailing on its preferred date', () => {
    expect(draftWave(full)).toEqual({
      known: true,
      mailing: {
        content: {
          kind: 'tax-assessment',
          audience: anAudience(),
          window: {
            opensAt: '2027-02-15T23:00:00.000Z',
            preferredAt: '2027-02-16T07:00:00.000Z',
            closesAt: '2027-02-25T23:00:00.000Z',
          },
        },
        released: [],
      },
    });
  });

  it.each([
    [{}, 'de soort, het aantal mensen en de gewenste datum'],
    [{ ...full, audience: anAudience({ letter: 0 }) }, 'het aantal mensen'],
    [{ audience: anAudience(), preferred: '2027-02-16' }, 'de soort'],
    [{ kind: 'information' as const, audience: anAudience() }, 'de gewenste datum'],
  ])('is not known of %j, and says what is missing', (draft, missing) => {
    expect(draftWave(draft)).toMatchObject({
      known: false,
      missing: { nl: missing },
    });
  });
});
