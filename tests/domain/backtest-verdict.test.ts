import { describe, expect, it } from '@jest/globals';
import { loadVerdicts, waveVerdicts } from '../../src/domain/backtest-verdict.ts';

const accuracy = (wape: number, coverage: number | null = null, count = 40) => ({
  count,
  wape,
  mape: wape,
  bias: 0,
  coverage,
});

describe('what a backtest comes to', () => {
  it('of ordinary load is whether it beats the week before, and whether its intervals hold', () => {
    const verdicts = loadVerdicts([
      { method: 'seasonal-naive', halfHour: accuracy(0.085), day: accuracy(0.069) },
      { method: 'mean-of-8', halfHour: accuracy(0.067, 0.91), day: accuracy(0.08, 0.7) },
    ]);
    expect(verdicts.map(({ met }) => met)).toEqual([true, true, false, false]);
    expect(verdicts[0]?.text).toContain('0.79 times');
    expect(verdicts[1]?.text).toContain(
      '91 % of the counts lie in their 90 % interval (85 to 95 %)',
    );
  });

  it('of waves is whether the error is half of last year’s curve, before and in the wave', () => {
    const verdicts = waveVerdicts([
      { method: 'sluis', day: accuracy(0.36, 0.9), total: accuracy(0.2, 0.8) },
      { method: 'last-year-scaled', day: accuracy(0.82), total: accuracy(0.45) },
      { method: 'sluis-live', day: accuracy(0.6, 0.9), total: accuracy(0.13, 0.5, 4) },
      { method: 'last-year-scaled-live', day: accuracy(1), total: accuracy(0.9) },
    ]);
    expect(verdicts.map(({ met }) => met)).toEqual([true, true, undefined, undefined]);
    expect(verdicts[3]?.text).toContain('that cannot be told from 4');
  });

  it('is nothing without anything to compare', () => {
    expect([...loadVerdicts([]), ...waveVerdicts([])]).toEqual([]);
  });
});
