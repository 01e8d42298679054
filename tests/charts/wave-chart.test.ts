import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { axisTicks } from '../../src/charts/axis.ts';
import { readableOn } from '../../src/charts/colour.ts';
import { toPng } from '../../src/charts/png.ts';
import { waveChart } from '../../src/charts/wave-chart.tsx';
import { sampleWave } from './sample-wave.ts';

const THREE_DAYS = sampleWave('2027-02-17', '2027-02-19');

describe('a wave chart', () => {
  const { svg, alt, table } = waveChart(THREE_DAYS);

  it('has what it shows as words, in the picture and beside it', () => {
    expect(alt).toBe(
      'Verwachte belgolf, woensdag 17 februari 2027 tot en met vrijdag 19 februari 2027. ' +
        'De drukste dag is woensdag 17 februari 2027: ongeveer 450 vragen, waarschijnlijk tussen 315 en 675. ' +
        'In 51 halve uren zijn er te weinig mensen.',
    );
    expect(svg).toContain(`<title id="wave-title">${alt}</title>`);
    expect(svg).toMatch(/<svg [^>]*role="img" aria-labelledby="wave-title"/);
  });

  it('has its figures as a table, a row for each day', () => {
    expect(table.columns).toHaveLength(6);
    expect(table.rows.map(([day]) => day)).toEqual([
      'woensdag 17 februari 2027',
      'donderdag 18 februari 2027',
      'vrijdag 19 februari 2027',
    ]);
    expect(table.rows[0]?.slice(1)).toEqual(['315', '450', '675', '22', '17']);
  });

  it('shows a shortage by hatching and the requirement by dashes, so not by colour alone', () => {
    expect(svg).toContain('fill="url(#wave-hatch)"');
    expect(svg).toContain('stroke-dasharray');
  });

  it('can stand in a page that allows neither style nor script', () => {
    expect(svg).not.toMatch(/\sstyle=|<style|<script|\son\w+=|href/);
  });

  it('speaks English when asked', () => {
    const english = waveChart({ ...THREE_DAYS, language: 'en' });
    expect(english.alt).toContain('The busiest day is Wednesday 17 February 2027');
    expect(english.svg).toContain('>Wed 17 Feb<');
    expect(english.table.columns[0]).toBe('Day');
  });

  it('keeps the ids of several charts on one page apart', () => {
    const ids = ['one', 'two'].flatMap((id) =>
      [...waveChart({ ...THREE_DAYS, id }).svg.matchAll(/\sid="([^"]+)"/g)].map(([, each]) => each),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows the hours when there is one day', () => {
    const { svg: oneDay } = waveChart(sampleWave('2027-02-17', '2027-02-17'));
    expect(oneDay).toContain('>8.30<');
  });

  it('shows the wave alone without a roster', () => {
    const { staffing: _left, ...alone } = THREE_DAYS;
    const chart = waveChart(alone);
    expect(chart.svg).not.toContain('rooster');
    expect(chart.table.columns).toHaveLength(4);
    expect(chart.alt).not.toContain('mensen');
  });

  it('says that there is nothing when there is no wave', () => {
    expect(waveChart({ ...THREE_DAYS, perDay: [], staffing: [] }).alt).toBe(
      'Er is geen belgolf te laten zien.',
    );
  });

  it('places a half hour before midnight on the day it is in Amsterdam', () => {
    const start = '2027-02-17T23:30:00.000Z';
    const half = { start, seconds: 1800, required: 2, present: 1, shortage: 1 };
    const { table: late } = waveChart({ ...THREE_DAYS, perDay: [], staffing: [half] });
    expect(late.rows[0]?.[0]).toBe('donderdag 18 februari 2027');
  });

  it('draws only finite numbers inside the picture, whatever the wave', () => {
    const amount = fc.double({ min: 0, max: 1e7, noNaN: true });
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 60 }), (amounts) => {
        const perDay = amounts.map((value, index) => ({
          p10: value / 2,
          p50: value,
          p90: value * 2,
          mean: value,
          ordinary: 0,
          date: new Date(Date.UTC(2027, 1, 1 + index)).toISOString().slice(0, 10),
        }));
        const drawn = waveChart({ ...THREE_DAYS, perDay, staffing: [] }).svg;
        expect(drawn).not.toMatch(/NaN|Infinity|undefined|\d,\d+ ?[HV]/);
        for (const [, y] of drawn.matchAll(/V(-?[\d.]+)/g)) {
          expect(Number(y)).toBeGreaterThanOrEqual(0);
          expect(Number(y)).toBeLessThanOrEqual(214);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('becomes a PNG of twice the size', async () => {
    const png = await toPng(svg);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(1520);
  });
});

describe('an axis', () => {
  it('reaches the highest value in whole, equal steps', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (highest) => {
        const ticks = axisTicks(highest, 4);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest * (1 - 1e-9));
        expect(ticks.every(Number.isInteger)).toBe(true);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe('text on a municipality’s colour', () => {
  it.each([
    ['#00558c', '#ffffff'],
    ['#ffd200', '#000000'],
    ['#ffffff', '#000000'],
    ['#000000', '#ffffff'],
  ])('on %s is %s', (background, text) => expect(readableOn(background)).toBe(text));

  it('says what a colour looks like when it is none', () => {
    expect(() => readableOn('red')).toThrow('#rrggbb');
  });
});
