import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { backtestBaseLoad } from '../../src/domain/backtest-base-load.ts';
import { backtestWaves } from '../../src/domain/backtest-waves.ts';
import type { PastMailing, WaveHistory } from '../../src/domain/past-mailing.ts';
import { baseLoadForecast, type LoadDay } from '../../src/domain/base-load-forecast.ts';
import { DEFAULT_CALENDAR } from '../../src/domain/calendar.ts';
import { DEFAULT_CONTACT_RATES, meanContactRate } from '../../src/domain/contact-rate.ts';
import { forecastAccuracy } from '../../src/domain/forecast-accuracy.ts';
import { gammaQuantile } from '../../src/domain/gamma-distribution.ts';
import { addDays, weekdayOf } from '../../src/domain/instant.ts';
import { learnContactRate } from '../../src/domain/learn-contact-rate.ts';
import type { PastWave } from '../../src/domain/past-wave.ts';
import { learnFromHistory } from '../../src/domain/learn-from-history.ts';
import { learnedInput } from '../../src/domain/learned-input.ts';
import { learnDelay } from '../../src/domain/learn-delay.ts';
import { learnedBaseLoad } from '../../src/domain/learned-base-load.ts';
import type { MailingToForecast } from '../../src/domain/mailing-forecast.ts';
import { makeForecast } from '../../src/domain/make-forecast.ts';
import { readLoad, readWaves } from '../../src/domain/past-counts.ts';
import { DEFAULT_STAFFING_SETTINGS } from '../../src/domain/staffing-settings.ts';
import { aForecastInput, anAudience, batchesOf } from '../support/forecast-builder.ts';
import { type Random, seeded } from '../support/random.ts';
import { simulateWave } from '../support/wave-simulator.ts';

const question = { kind: 'tax-assessment', departmentId: 'belastingen', on: '2027-02-22' } as const;

function aPastWave(given: Partial<PastWave> = {}): PastWave {
  return {
    kind: 'tax-assessment',
    departmentId: 'belastingen',
    dispatchedOn: '2026-02-23',
    addressees: 40_000,
    contacts: 2400,
    ...given,
  };
}

function spreadOf(waves: readonly PastWave[]): number {
  const { alpha, beta } = learnContactRate(question, waves);
  return gammaQuantile(0.9, alpha, beta) / gammaQuantile(0.1, alpha, beta);
}

function rateAfter(given: Partial<PastWave>): number {
  return meanContactRate(learnContactRate(question, [aPastWave(given)]));
}

describe('the contact rate that past waves teach', () => {
  it('is the default of the kind without any', () => {
    const rate = learnContactRate(question, []);
    expect(rate).toMatchObject({ alpha: 2, beta: 50, waves: 0 });
  });

  it('is mostly what was seen after one wave, and narrower after three, but never certain', () => {
    const one = learnContactRate(question, [aPastWave()]);
    expect(meanContactRate(one)).toBeGreaterThan(0.05);
    expect(meanContactRate(one)).toBeLessThan(0.06);
    const years = ['2026-02-23', '2025-02-24', '2024-02-26'];
    const three = years.map((dispatchedOn) => aPastWave({ dispatchedOn }));
    expect(spreadOf([])).toBeGreaterThan(spreadOf([aPastWave()]));
    expect(spreadOf([aPastWave()])).toBeGreaterThan(spreadOf(three));
    expect(spreadOf(three)).toBeGreaterThan(1.3);
  });

  it('forgets: a recent wave weighs more than an old one', () => {
    const waves = [
      aPastWave({ contacts: 800, dispatchedOn: '2024-02-26' }),
      aPastWave({ contacts: 3200 }),
    ];
    const swapped = [
      aPastWave({ contacts: 3200, dispatchedOn: '2024-02-26' }),
      aPastWave({ contacts: 800 }),
    ];
    expect(meanContactRate(learnContactRate(question, waves))).toBeGreaterThan(
      meanContactRate(learnContactRate(question, swapped)),
    );
  });

  it('hears other departments and other kinds a little, in proportion to their own default', () => {
    const own = rateAfter({ contacts: 400 });
    const department = rateAfter({ contacts: 400, departmentId: 'burgerzaken' });
    // 15 in 100 is usual for a reminder, so 3.75 in 100 is a quarter of the usual, as 1 in 100 is here
    const kind = rateAfter({ kind: 'payment-reminder', contacts: 1500 });
    expect([own, department, kind, 0.04]).toEqual(
      [own, department, kind, 0.04].toSorted((a, b) => a - b),
    );
  });

  it('widens when years differ much', () => {
    const alike = ['2024-02-26', '2025-02-24', '2026-02-23'].map((dispatchedOn) =>
      aPastWave({ dispatchedOn }),
    );
    const unlike = alike.map((wave, i) => ({ ...wave, contacts: [800, 2400, 7200][i] ?? 0 }));
    expect(spreadOf(unlike)).toBeGreaterThan(spreadOf(alike));
  });

  it('takes what is known to be different this year, with its doubt, and says so', () => {
    const adjustments = [{ factor: 1.2, reason: 'de WOZ-waarden stegen 8 %' }];
    const plain = learnContactRate(question, [aPastWave()]);
    const more = learnContactRate({ ...question, adjustments }, [aPastWave()]);
    expect(meanContactRate(more) / meanContactRate(plain)).toBeCloseTo(1.2, 12);
    expect(more.alpha).toBeLessThan(plain.alpha);
    expect(more.basis.nl).toContain('1 eerdere mailing met belastingaanslagen');
    expect(more.basis.nl).toContain(
      'naar verwachting 20 % meer (met 90 % kans 3 % meer tot 39 % meer) dan gewoonlijk, want: de WOZ-waarden stegen 8 %',
    );
  });

  it('takes it on top of the default of the kind, too', () => {
    const adjustments = [
      { factor: 0.5, reason: 'een duidelijker bijsluiter' },
      { factor: 1.2, reason: 'de WOZ-waarden stegen 8 %' },
    ];
    const rate = learnContactRate({ ...question, adjustments }, []);
    expect(meanContactRate(rate)).toBeCloseTo(0.04 * 0.6, 12);
    expect(rate).toMatchObject({ waves: 0 });
    expect(rate.basis.en).toContain('40 % less');
    expect(rate.basis.en).toContain('een duidelijker bijsluiter; de WOZ-waarden stegen 8 %');
  });

  it('pools years that were known to differ as if they had not', () => {
    const years = [
      { dispatchedOn: '2024-02-26', contacts: 1200, factor: 0.5 },
      { dispatchedOn: '2025-02-24', contacts: 2400, factor: 1 },
      { dispatchedOn: '2026-02-23', contacts: 4800, factor: 2 },
    ];
    const told = years.map(({ factor, ...wave }) =>
      aPastWave({ ...wave, adjustments: [{ factor, reason: 'x' }] }),
    );
    const untold = years.map(({ factor: _, ...wave }) => aPastWave(wave));
    expect(meanContactRate(learnContactRate(question, told))).toBeCloseTo(0.06, 2);
    expect(spreadOf(told)).toBeLessThan(spreadOf(untold));
  });

  it('learns nothing from the future, nor from nobody', () => {
    const waves = [aPastWave({ dispatchedOn: '2028-01-01' }), aPastWave({ addressees: 0 })];
    expect(learnContactRate(question, waves).alpha).toBe(
      DEFAULT_CONTACT_RATES['tax-assessment'].alpha,
    );
  });
});

/**
 * Four yearly waves of a municipality of its own: rate and delay differ from others', and from year to year. Years also differ in ways that are
 * known when `told`: in how many parts the mailing left, and in what the department expected of it, which is off by a third of itself.
 */
function aMunicipality(random: Random, told = false): WaveHistory[] {
  const rate = random.gamma(6, 0.04);
  const shiftDays = random.uniform() < 0.5 ? 0 : 1;
  const speed = Math.exp(0.3 * random.normal());
  return [2025, 2026, 2027, 2028].map((year) => {
    const audience = anAudience({ letter: Math.round(18_000 + 4000 * random.uniform()) });
    const first = addDays(`${year}-02-20`, Math.floor(7 * random.uniform()));
    const parts = told ? 1 + Math.floor(3 * random.uniform()) : 1;
    const releases = Array.from({ length: parts }, (_, i) => `${addDays(first, 7 * i)}T08:00:00Z`);
    const input = aForecastInput({ audience, batches: batchesOf(audience, releases) });
    const late = random.uniform() < 0.3 ? 1 : 0;
    const delay = {
      weight: 1,
      shiftDays: shiftDays + late,
      speed: speed * Math.exp(0.1 * random.normal()),
    };
    const expected = told ? 0.4 * random.normal() : 0;
    const truth = expected * (1 + 0.33 * random.normal());
    const ownRate = rate * Math.exp(truth + 0.2 * random.normal());
    const { perDay } = simulateWave(input, delay, ownRate, 0.1, random);
    const counts = { perDay, countedUntil: '2040-01-01T00:00:00Z' };
    const adjustments = [{ factor: Math.exp(expected), reason: 'synthetic' }];
    return { departmentId: 'belastingen', ...(told && { adjustments }), input, counts };
  });
}

function backtested(told: boolean) {
  const random = seeded(11);
  const results = Array.from({ length: 12 }, () => backtestWaves(aMunicipality(random, told)));
  return (method: string, part: 'day' | 'total' = 'day'): number =>
    results.reduce(
      (sum, rows) => sum + (rows.find((row) => row.method === method)?.[part].wape ?? 0),
      0,
    );
}

describe('what a list of past mailings teaches', () => {
  const audience = anAudience({ letter: 18_000 });
  const past: readonly PastMailing[] = ['2024', '2025', '2026'].map((year, i) => ({
    name: year,
    title: `Aanslag ${year}`,
    kind: 'tax-assessment',
    departmentId: 'belastingen',
    batches: batchesOf(audience, [`${year}-02-20T08:00:00Z`]),
    counts: [21, 22, 23].map((day) => ({ date: `${year}-02-${day}`, contacts: 90 + 40 * i })),
  }));
  const window = {
    opensAt: '2027-02-22T00:00:00Z',
    preferredAt: '2027-02-22T08:00:00Z',
    closesAt: '2027-03-01T00:00:00Z',
  };
  const mailing: MailingToForecast = {
    content: { kind: 'tax-assessment', audience, window },
    released: [],
  };
  const who = { departmentId: 'belastingen', on: '2027-02-22' };
  const learned = (list: readonly PastMailing[], calendar = DEFAULT_CALENDAR) =>
    learnedInput(
      mailing,
      who,
      { calendar, staffing: DEFAULT_STAFFING_SETTINGS, baseLoad: [] },
      list,
    );

  it('is the same when it is asked again, and another for other hours or another list', () => {
    const first = learned(past);
    expect(learned(past)).toEqual(first);
    expect(learned([...past])).toEqual(first);
    const wednesdays = { ...DEFAULT_CALENDAR.openingHours, 1: [], 2: [], 4: [], 5: [] };
    const closed = { ...DEFAULT_CALENDAR, openingHours: wednesdays };
    expect(learned(past, closed).delay).toEqual(learned([...past], closed).delay);
    expect(learned(past, closed).delay).not.toEqual(first.delay);
    expect(learned(past.slice(1)).delay).not.toEqual(first.delay);
    expect(learned(past)).toEqual(first);
  });
});

describe('a wave that was closed early', () => {
  it('teaches the rate of those who had had the time to call', () => {
    const wave = aMunicipality(seeded(7))[0]!;
    const rate = (seenShare?: number) =>
      meanContactRate(
        learnFromHistory(question, [{ ...wave, ...(seenShare !== undefined && { seenShare }) }])
          .contactRate,
      );
    expect(rate(1)).toBe(rate());
    expect(rate(0.5)).toBeGreaterThan(1.5 * rate());
  });
});

describe('the backtest of waves', () => {
  it('where years differ by chance alone, beats last year’s curve scaled, and halves its error once the wave runs', () => {
    const wape = backtested(false);
    expect(wape('sluis')).toBeLessThan(0.95 * wape('last-year-scaled'));
    expect(wape('sluis-live')).toBeLessThan(0.5 * wape('last-year-scaled-live'));
  });

  it('where years differ in known ways, halves its error before the first contact', () => {
    const wape = backtested(true);
    expect(wape('sluis')).toBeLessThan(0.5 * wape('last-year-scaled'));
    expect(wape('sluis-live')).toBeLessThan(0.5 * wape('last-year-scaled-live'));
  });

  it('learns the delay of the municipality', () => {
    const [one] = aMunicipality(seeded(3));
    const learned = learnDelay(one ? [one] : []);
    expect(learned?.scenarios.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(learnDelay([])).toBeUndefined();
  });

  it('says nothing of a municipality with one wave', () => {
    expect(backtestWaves(aMunicipality(seeded(5)).slice(0, 1))).toEqual([]);
  });
});

/** Half a year of weekdays with a Monday peak, synthetic. */
function aHistory(random: Random): LoadDay[] {
  const dates = Array.from({ length: 180 }, (_, i) => addDays('2026-01-05', i));
  return dates
    .filter((date) => weekdayOf(date) <= 5)
    .map((date) => {
      const busy = (weekdayOf(date) === 1 ? 1.2 : 1) * random.gamma(100, 1);
      const counts = Object.fromEntries(
        ['09:00', '09:30', '10:00', '10:30'].map((time, i) => [
          time,
          random.poisson(busy * (30 + 5 * i)),
        ]),
      );
      return { date, counts };
    });
}

describe('the ordinary load', () => {
  it('is the mean of the last eight same weekdays, fewer when there are no more', () => {
    const days = Array.from({ length: 10 }, (_, week) => ({
      date: addDays('2026-01-05', 7 * week),
      counts: { '09:00': week },
    }));
    expect(baseLoadForecast(days, '2026-03-16')).toMatchObject({ weeks: 8, day: { mean: 5.5 } });
    expect(baseLoadForecast(days, '2026-01-19')).toMatchObject({ weeks: 2, day: { mean: 0.5 } });
    expect(baseLoadForecast(days, '2026-03-17')).toBeUndefined();
  });

  it('becomes the ordinary load of a week for the forecast', () => {
    const load = learnedBaseLoad('phone', aHistory(seeded(4)), '2026-06-29');
    expect(load).toHaveLength(5 * 4);
    const onMonday = load.find(({ weekday, time }) => weekday === 1 && time === '09:00');
    expect(onMonday?.contacts).toBeGreaterThan(30);
    const forecast = makeForecast(aForecastInput({ baseLoad: load }));
    expect(
      forecast.intervals.find(({ start }) => start === '2027-02-22T08:00:00.000Z')?.ordinary,
    ).toBe(onMonday?.contacts);
  });

  it('has 90 % intervals that hold 85 to 95 % of the counts, on synthetic days', () => {
    const rows = backtestBaseLoad(aHistory(seeded(2)));
    const mean = rows.find(({ method }) => method === 'mean-of-8');
    const naive = rows.find(({ method }) => method === 'seasonal-naive');
    expect(mean?.halfHour.coverage).toBeGreaterThan(0.85);
    expect(mean?.halfHour.coverage).toBeLessThan(0.97);
    expect(mean?.halfHour.wape).toBeLessThan(naive?.halfHour.wape ?? 0);
  });
});

const callHistory = process.env['SLUIS_CALL_HISTORY'] ?? '';
const onFile = existsSync(callHistory) ? describe : describe.skip;
onFile('the ordinary load of the file SLUIS_CALL_HISTORY (skipped when there is none)', () => {
  it('is forecast no worse than was measured on a US bank', () => {
    const read = readLoad(readFileSync(callHistory, 'utf8'));
    const rows = backtestBaseLoad(read.ok ? read.value : []);
    const mean = rows.find(({ method }) => method === 'mean-of-8');
    expect(mean?.halfHour.wape).toBeLessThan(0.0675);
    expect(mean?.day.mape).toBeLessThan(0.0555);
  });
});

describe('the measures', () => {
  it('are those of the books', () => {
    const accuracy = forecastAccuracy([
      { expected: 12, low: 5, high: 15, actual: 10 },
      { expected: 8, low: 5, high: 9, actual: 10 },
      { expected: 1, actual: 0 },
    ]);
    expect(accuracy).toEqual({ count: 3, wape: 5 / 20, mape: 0.2, bias: 1 / 20, coverage: 0.5 });
    expect(forecastAccuracy([])).toEqual({
      count: 0,
      wape: null,
      mape: null,
      bias: null,
      coverage: null,
    });
  });
});

describe('files of past counts', () => {
  it('are read, with quotes, semicolons and several batches', () => {
    const mailings = [
      'mailing;title;kind;department;channel;dispatchDate;recipients',
      'woz;"Aanslag; ""verzonnen""";tax-assessment;belastingen;letter;2026-02-10;20000',
      'woz;x;tax-assessment;belastingen;email;2026-02-17;19400',
    ].join('\r\n');
    const read = readWaves(mailings, 'mailing,date,contacts\nwoz,2026-02-11,5\nwoz,2026-02-12,7\n');
    expect(read).toMatchObject({
      ok: true,
      value: [
        { departmentId: 'belastingen', input: { audience: { letter: 20_000, email: 19_400 } } },
      ],
    });
  });

  it('with faults are refused with every line and column, and nothing is taken', () => {
    const mailings =
      'mailing,kind,department,channel,dispatchDate,recipients\nwoz,wat,b,letter,2026-02-30,-1\n';
    const read = readWaves(mailings, 'mailing,date,contacts\nwoz,vandaag,veel\n');
    const faults = read.ok ? [] : read.faults.map(({ path }) => path);
    expect(faults).toEqual([
      'line 2, column kind',
      'line 2, column dispatchDate',
      'line 2, column recipients',
      'line 2, column date',
      'line 2, column contacts',
    ]);
    expect(readLoad('when,calls\n1,2\n')).toMatchObject({
      ok: false,
      faults: [{ path: 'line 1' }],
    });
  });
});
