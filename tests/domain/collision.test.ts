import { describe, expect, it } from '@jest/globals';
import { type CollisionInput, findCollisions, type OtherWave } from '../../src/domain/collision.ts';
import { DEFAULT_CALENDAR } from '../../src/domain/calendar.ts';
import { DEFAULT_CONTACT_CHANNEL_SHARES } from '../../src/domain/contact-channel.ts';
import { eventDemand } from '../../src/domain/external-event.ts';
import { DEFAULT_PROFILES } from '../../src/domain/intraday-profile.ts';
import { addDemands, contactsOf, waveDemand } from '../../src/domain/demand.ts';
import { makeForecast } from '../../src/domain/make-forecast.ts';
import { pilotBatch, type PilotQuestion } from '../../src/domain/pilot-batch.ts';
import { DEFAULT_STAFFING_SETTINGS } from '../../src/domain/staffing-settings.ts';
import { waveRequirement } from '../../src/domain/wave-requirement.ts';
import { aForecastInput, anAudience, batchesOf } from '../support/forecast-builder.ts';

const letters = anAudience({ letter: 60_000 });
const wave = aForecastInput({ audience: letters });
const alonePeak = Math.max(
  ...waveRequirement(makeForecast(wave), DEFAULT_STAFFING_SETTINGS, 'p50').map(
    (row) => row.required,
  ),
);

/** A parking-permit letter to as many people, a day later. */
function parking(): OtherWave {
  const input = aForecastInput({
    audience: letters,
    batches: batchesOf(letters, ['2027-02-23T08:00:00Z']),
  });
  return {
    id: 'parking',
    title: 'Parkeervergunningen',
    demand: waveDemand(makeForecast(input), 'p50'),
  };
}

function aSituation(given: Partial<CollisionInput> = {}): CollisionInput {
  return {
    wave,
    others: [parking()],
    settings: DEFAULT_STAFFING_SETTINGS,
    level: 'p50',
    staffable: (intervals) => intervals.map(() => alonePeak),
    weeksAhead: 12,
    ...given,
  };
}

describe('two waves at once', () => {
  it('collide where either could be staffed alone, and the other is named', () => {
    const report = findCollisions(aSituation());
    expect(report.tooBigAlone).toBe(false);
    expect(report.weeks[0]).toMatchObject({ monday: '2027-02-22', with: [{ id: 'parking' }] });
    expect(report.text.nl).toContain('Parkeervergunningen');
  });

  it('do not where there are people enough, or nobody else', () => {
    const enough = findCollisions(aSituation({ staffable: (all) => all.map(() => 2 * alonePeak) }));
    expect(enough).toMatchObject({ weeks: [], tooBigAlone: false });
    expect(enough.earliestFreeWeek).toBeUndefined();
    expect(findCollisions(aSituation({ others: [] })).weeks).toEqual([]);
  });

  it('have an earliest week without collision, in which the wave indeed fits', () => {
    const { earliestFreeWeek = '' } = findCollisions(aSituation());
    expect(earliestFreeWeek > '2027-02-22').toBe(true);
    const moved = { ...wave, batches: batchesOf(letters, [`${earliestFreeWeek}T08:00:00Z`]) };
    expect(findCollisions(aSituation({ wave: moved })).weeks).toEqual([]);
  });

  it('keep to the latest date, and say when there is no such week', () => {
    const report = findCollisions(aSituation({ latestRelease: '2027-02-28T23:00:00Z' }));
    expect(report.earliestFreeWeek).toBeUndefined();
    expect(report.text.en).toContain('No later week was found');
  });

  it('tell a wave that is too big by itself from a collision', () => {
    const report = findCollisions(aSituation({ others: [], staffable: (all) => all.map(() => 1) }));
    expect(report).toMatchObject({ tooBigAlone: true });
    expect(report.weeks.every((week) => week.with.length === 0)).toBe(true);
    expect(report.text.nl).toContain('Verstuur in meer delen');
  });

  it('is too big by itself exactly when it is so without the others, however many people there are', () => {
    const answers = [0.2, 0.5, 0.8, 0.97, 1, 1.5].map((share) => {
      const staffable: CollisionInput['staffable'] = (all) =>
        all.map((_, i) => share * alonePeak * (i % 3 === 0 ? 0.9 : 1));
      const without = findCollisions(aSituation({ others: [], staffable, weeksAhead: 0 }));
      const among = findCollisions(aSituation({ staffable, weeksAhead: 0 }));
      expect(among.tooBigAlone).toBe(without.weeks.length > 0);
      return among.tooBigAlone;
    });
    expect(new Set(answers)).toEqual(new Set([true, false]));
  });

  it('leave half hours alone that were short already', () => {
    const nobodyWrites = {
      ...wave,
      audience: anAudience({}),
      batches: batchesOf(anAudience({}), ['2027-02-22T08:00:00Z']),
    };
    const report = findCollisions(
      aSituation({ wave: nobodyWrites, staffable: (all) => all.map(() => 0) }),
    );
    expect(report.weeks).toEqual([]);
  });

  it('are not taken for those that were looked at before', () => {
    const first = parking();
    const also = { ...parking(), id: 'waste', title: 'Afval' };
    const together = findCollisions(aSituation({ others: [first, also] }));
    expect(together.weeks[0]?.with).toHaveLength(2);
    expect(findCollisions(aSituation({ others: [first] }))).toEqual(
      findCollisions(aSituation({ others: [parking()] })),
    );
    expect(findCollisions(aSituation({ others: [first, also] }))).toEqual(together);
    // Events count like waves.
    expect(findCollisions(aSituation({ others: [first], events: [also] }))).toEqual(together);
  });

  it('add up', () => {
    const demand = waveDemand(makeForecast(wave), 'mean');
    const twice = addDemands(demand, demand);
    expect(twice.reduce((sum, one) => sum + contactsOf(one), 0)).toBeCloseTo(2 * 60_000 * 0.04, 6);
  });
});

describe('an external event', () => {
  it('asks for the same people and is named like a mailing', () => {
    const storm = {
      id: 'storm',
      title: 'Storm',
      days: ['2027-02-25', '2027-02-27'].map((date) => ({
        date,
        contacts: { p10: 300, p50: 600, p90: 1200, mean: 700 },
      })),
    };
    const demand = eventDemand(
      storm,
      'p50',
      DEFAULT_CALENDAR,
      DEFAULT_PROFILES,
      DEFAULT_CONTACT_CHANNEL_SHARES,
    );
    // Nothing on Saturday, when the centre is closed
    expect(new Set(demand.map(({ date }) => date))).toEqual(new Set(['2027-02-25']));
    expect(demand.reduce((sum, one) => sum + contactsOf(one), 0)).toBeCloseTo(600, 9);
    const report = findCollisions(aSituation({ others: [{ ...storm, demand }] }));
    expect(report.weeks[0]?.with).toEqual([{ id: 'storm', title: 'Storm' }]);
  });
});

describe('a pilot batch', () => {
  const question: PilotQuestion = {
    input: aForecastInput(),
    precision: 0.2,
    waitDays: 8,
    settings: DEFAULT_STAFFING_SETTINGS,
  };

  it('is a part of the mailing, is known in time, and lets the rest do with fewer people', () => {
    const pilot = pilotBatch(question);
    expect(pilot.audience?.letter).toBeGreaterThan(500);
    expect(pilot.audience?.letter).toBeLessThan(20_000);
    expect(pilot.precisionThen).toBeLessThanOrEqual(0.2);
    expect(pilot.precisionNow).toBeCloseTo(1 / Math.sqrt(2), 9);
    expect(pilot.knownOn).toBe('2027-03-04');
    expect(pilot.positionsThen).toBeLessThan(pilot.positionsNow);
  });

  it('is larger for more precision, and smaller for more patience', () => {
    const [usual, precise, patient] = [{}, { precision: 0.17 }, { waitDays: 12 }].map(
      (given) => pilotBatch({ ...question, ...given }).audience?.letter ?? Infinity,
    );
    expect(precise).toBeGreaterThan(usual ?? Infinity);
    expect(patient).toBeLessThan(usual ?? 0);
  });

  it('that cannot be is said', () => {
    const pilot = pilotBatch({ ...question, precision: 0.01, waitDays: 1 });
    expect(pilot.audience).toBeUndefined();
    expect(pilot.text.nl).toContain('Wacht langer');
  });
});
