import { describe, expect, it } from '@jest/globals';
import { evaluateWave } from '../../src/domain/evaluate-wave.ts';
import type { Evaluation, LoggedQuestion } from '../../src/domain/evaluation.ts';
import { forecastUntil } from '../../src/domain/forecast-until.ts';
import { makeForecast } from '../../src/domain/make-forecast.ts';
import { aForecastInput } from '../support/forecast-builder.ts';

const forecast = makeForecast(aForecastInput());
const asExpected = forecast.perDay.map(({ date, p50 }) => ({ date, contacts: p50 }));

function aQuestion(given: Partial<LoggedQuestion> = {}): LoggedQuestion {
  return {
    text: 'Waarom is mijn WOZ-waarde hoger?',
    outcome: 'answered',
    pairId: 'pair-1',
    ...given,
  };
}

describe('the evaluation of a wave', () => {
  it('that went as forecast has no error and is within on every day', () => {
    const evaluation = evaluateWave(forecast, asExpected, [aQuestion()]);
    expect(evaluation).toMatchObject({ dailyWape: 0, daysWithin: forecast.perDay.length });
    expect(evaluation.lessons[0]?.nl).toContain('De prognose klopte');
  });

  it('learns: the rate moves to what was seen', () => {
    const actual = [{ date: '2027-02-24', contacts: 640 }];
    const { learned, actualTotal, deviation } = evaluateWave(forecast, actual, []);
    expect(actualTotal).toBe(640);
    expect(deviation).toBeCloseTo(640 / forecast.totals.p50 - 1, 12);
    expect(learned.alpha / learned.beta).toBeLessThan(0.04);
    expect(learned.waves).toBe(1);
  });

  it('names the questions that the sheet missed, alike ones together', () => {
    const missed = ['Kan ik gespreid betalen?', 'kan ik gespreid  betalen', 'Waar is de bijlage?'];
    const questions = [
      aQuestion(),
      ...missed.map((text) => ({ text, outcome: 'transferred' as const })),
    ];
    const evaluation = evaluateWave(forecast, asExpected, questions);
    expect(evaluation.missed).toEqual([
      { text: 'Kan ik gespreid betalen?', times: 2 },
      { text: 'Waar is de bijlage?', times: 1 },
    ]);
    expect([evaluation.firstLineShare, evaluation.missedShare]).toEqual([0.25, 0.75]);
    expect(evaluation.lessons.map((one) => one.nl).join(' ')).toContain('Kan ik gespreid betalen?');
  });

  it('of a wave that did not come has no shares and no not-a-number', () => {
    const empty = makeForecast(aForecastInput({ batches: [] }));
    const evaluation = evaluateWave(empty, [], []);
    expect(evaluation).toMatchObject({
      deviation: null,
      dailyWape: null,
      firstLineShare: null,
      missedShare: null,
    });
    expect(JSON.stringify(evaluation)).not.toContain('NaN');
  });

  it('that was closed early is judged on what was to come by then, and learned from as much', () => {
    const until = '2027-02-25T11:00:00.000Z';
    const share = forecastUntil(forecast, until).share;
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.5);
    const rest = forecastUntil(forecast, until).perDay;
    const half = rest.map(({ date, p50 }) => ({ date, contacts: p50 }));
    const early = evaluateWave(forecast, half, [aQuestion()], until);
    expect(early.perDay.map(({ date }) => date).at(-1)).toBe('2027-02-25');
    expect(early).toMatchObject({ dailyWape: 0, daysWithin: rest.length, seenShare: share });
    expect(early.forecastTotal.p50).toBeCloseTo(share * forecast.totals.p50, 9);
    const means = rest.map(({ date, mean }) => ({ date, contacts: mean }));
    const asTold = evaluateWave(forecast, means, [aQuestion()], until);
    const { mean, p50: median } = forecast.totals;
    expect(asTold.deviation).toBeCloseTo(mean / median - 1, 9);
    expect(asTold.lessons[0]?.nl).toContain('De prognose klopte');
    expect(asTold.lessons[1]?.nl).toContain('afgesloten');
    const whole = evaluateWave(forecast, means, [aQuestion()]);
    const rateOf = ({ learned }: Evaluation) => learned.alpha / learned.beta;
    expect(rateOf(asTold)).toBeCloseTo(0.04, 3);
    expect(rateOf(asTold)).toBeGreaterThan(1.2 * rateOf(whole));
  });

  it('that had its time is judged as a whole', () => {
    const until = '2028-01-01T00:00:00.000Z';
    const late = evaluateWave(forecast, asExpected, [], until);
    expect(late.seenShare).toBeCloseTo(1, 12);
    expect(late.perDay).toHaveLength(forecast.perDay.length);
    expect(late.lessons.map(({ nl }) => nl).join(' ')).not.toContain('afgesloten');
    const before = evaluateWave(forecast, [], [], '2027-02-01T00:00:00.000Z');
    expect(before).toMatchObject({ perDay: [], seenShare: 0, deviation: null, dailyWape: null });
    expect(before.lessons[0]?.nl).toContain('afgesloten');
    expect(before.lessons.map(({ nl }) => nl).join(' ')).not.toContain('0 %');
  });

  it('counts contacts outside the days of the forecast, and several counts of a day', () => {
    const actual = [
      { date: '2026-01-01', contacts: 5 },
      { date: '2027-02-24', contacts: 3 },
      { date: '2027-02-24', contacts: 4 },
    ];
    const evaluation = evaluateWave(forecast, actual, []);
    expect(evaluation.actualTotal).toBe(12);
    expect(evaluation.perDay.find((day) => day.date === '2027-02-24')?.actual).toBe(7);
  });
});
