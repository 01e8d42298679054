import { describe, expect, it } from '@jest/globals';
import { dispatchChart } from '../../src/charts/dispatch-chart.tsx';

const day = (date: string, peakPositions: number, rostered = 9, shortHalfHours = 0) => ({
  date,
  calls: peakPositions * 10,
  peakPositions,
  rostered,
  shortHalfHours,
});
const PLANS = [
  { name: 'Alles tegelijk', days: [day('2027-02-16', 29, 9, 12), day('2027-02-17', 22, 9, 4)] },
  { name: 'Het rustigst', days: [day('2027-02-17', 8), day('2027-02-18', 18)] },
];

describe('a chart of dispatch plans', () => {
  const { svg, alt, table } = dispatchChart({ plans: PLANS, language: 'nl' });

  it('tells in words what each plan asks at its busiest', () => {
    expect(alt).toBe(
      'Alles tegelijk: op het drukst 29 mensen nodig, op dinsdag 16 februari 2027; halve uren met tekort: 16. ' +
        'Het rustigst: op het drukst 18 mensen nodig, op donderdag 18 februari 2027; halve uren met tekort: 0.',
    );
    expect(svg).toContain(`<title id="plans-title">${alt}</title>`);
  });

  it('has a row for each day of any plan, and a dash where a plan has no calls', () => {
    expect(table.columns).toEqual(['Dag', 'Alles tegelijk', 'Het rustigst']);
    expect(table.rows).toEqual([
      ['dinsdag 16 februari 2027', '29', '–'],
      ['woensdag 17 februari 2027', '22', '8'],
      ['donderdag 18 februari 2027', '–', '18'],
    ]);
  });

  it('draws both plans on one scale, so that the calmer one looks lower', () => {
    const tops = [...svg.matchAll(/<path d="(M[^"]+)" fill="#b9d6ee"/g)].map(([, path = '']) =>
      Math.min(...[...path.matchAll(/M[\d.]+ ([\d.]+)H/g)].map(([, y]) => Number(y))),
    );
    const [first = 0, second = 0] = tops;
    expect(tops).toHaveLength(2);
    expect(second - 204).toBeGreaterThan(first);
  });

  it('stands in a page without style, script or ids that clash', () => {
    expect(svg).not.toMatch(/\sstyle=|<style|<script|href/);
    expect(dispatchChart({ plans: PLANS, language: 'en', id: 'other' }).svg).toContain('id="other-title"'); // prettier-ignore
  });

  it('says that there is nothing when there is nothing', () => {
    expect(dispatchChart({ plans: [], language: 'en' }).alt).toBe('There are no plans to show.');
  });
});
