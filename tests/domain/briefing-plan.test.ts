import { describe, expect, it } from '@jest/globals';
import { type BriefingNeeds, plannedBriefings } from '../../src/domain/briefing-plan.ts';
import { DEFAULT_CALENDAR } from '../../src/domain/calendar.ts';

const needs = (changes: Partial<BriefingNeeds> = {}): BriefingNeeds => ({
  ahead: ['2027-02-10T08:00:00.000Z'],
  waveDays: ['2027-02-12', '2027-02-15'],
  qaSheetVersion: 1,
  known: [],
  calendar: DEFAULT_CALENDAR,
  now: '2027-02-01T09:00:00.000Z',
  ...changes,
});
const sent = { occasion: 'ahead', plannedAt: '2027-02-10T08:00:00.000Z' } as const;
const sentAt = '2027-02-10T08:00:05.000Z';

describe('the briefings of a mailing', () => {
  it('are those that the lead planned, and one before opening on every wave day', () => {
    expect(plannedBriefings(needs())).toEqual([
      { occasion: 'ahead', plannedAt: '2027-02-10T08:00:00.000Z' },
      { occasion: 'wave-day', plannedAt: '2027-02-12T07:00:00.000Z' },
      { occasion: 'wave-day', plannedAt: '2027-02-15T07:00:00.000Z' },
    ]);
  });

  it('leave out mornings that have gone by', () => {
    const planned = plannedBriefings(needs({ now: '2027-02-13T09:00:00.000Z' }));
    expect(planned.filter(({ occasion }) => occasion === 'wave-day')).toHaveLength(1);
  });

  it('come at once when the Q&A sheet has changed since one was sent, and only then', () => {
    const now = '2027-02-11T09:00:00.000Z';
    const changed = (known: BriefingNeeds['known'], qaSheetVersion = 2) =>
      plannedBriefings(needs({ known, qaSheetVersion, now }))
        .filter(({ occasion }) => occasion === 'sheet-changed')
        .map(({ plannedAt }) => plannedAt);
    expect(changed([])).toEqual([]);
    expect(changed([{ ...sent, sentAt, qaSheetVersion: 1 }], 1)).toEqual([]);
    expect(changed([{ ...sent, sentAt, qaSheetVersion: 1 }])).toEqual([now]);
    const underWay = { occasion: 'sheet-changed', plannedAt: '2027-02-11T08:59:00.000Z' } as const;
    expect(
      changed([
        { ...sent, sentAt, qaSheetVersion: 1 },
        { ...underWay, qaSheetVersion: 2 },
      ]),
    ).toEqual([underWay.plannedAt]);
  });
});
