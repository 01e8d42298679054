import { describe, expect, it } from '@jest/globals';
import { type UnmetCondition, unmetConditions } from '../../src/domain/condition.ts';
import { CONDITION_CODES, WAIVABLE_CONDITIONS } from '../../src/domain/condition-code.ts';
import { conditionText } from '../../src/domain/condition-text.ts';
import type { ForecastFacts, HeldMailing, StaffingPlanFacts } from '../../src/domain/mailing.ts';
import {
  aForecastOf,
  after,
  aMailing,
  days,
  type Given,
  LEAD,
  NOW,
  POLICY,
  preparation,
  SLUIS,
  someContent,
  twoBatches,
  WRITER,
} from '../support/builders/mailing.ts';

const held = (...commands: Given[]) => after(aMailing('held'), ...commands) as HeldMailing;
const without = (type: Given['type'], ...more: Given[]) =>
  held(...preparation().filter((command) => command.type !== type), ...more);
const codes = (mailing: HeldMailing, now = NOW, signer?: string) =>
  unmetConditions(mailing, POLICY, now, signer).map(({ code }) => code);
const forecast = (changes: Partial<ForecastFacts>): Given => ({
  type: 'recordForecast',
  by: SLUIS,
  forecast: aForecastOf(someContent(), twoBatches(), changes),
});
const staffing = (plan: Partial<StaffingPlanFacts> = {}): Given => ({
  type: 'planStaffing',
  by: LEAD,
  version: 1,
  forecastId: 'forecast',
  uncoveredHalfHours: 0,
  ...plan,
});

describe('the conditions for sign-off', () => {
  it('are all met when the lead has prepared everything', () => {
    expect(codes(held(...preparation()), NOW, 'lead')).toEqual([]);
  });

  it('are all unmet at first, in working order; what there is to staff is not known yet', () => {
    expect(codes(held(), NOW, 'writer')).toEqual(
      CONDITION_CODES.filter((code) => code !== 'staffing-covers-shortage'),
    );
  });

  it.each([
    ['attachQaSheet', 'qa-sheet-ready'],
    ['checkContactDetails', 'contact-details-checked'],
    ['nameStakeholders', 'stakeholders-informed'],
    ['planBriefings', 'briefings-planned'],
  ] as const)('without %s: %s', (command, code) => {
    expect(codes(without(command))).toEqual([code]);
  });

  it('without a dispatch plan the forecast is of another wave too', () => {
    expect(codes(without('planDispatch'))).toEqual(['dispatch-plan-fits', 'forecast-current']);
  });

  it.each([
    { pairs: 2, unanswered: 0, unowned: 0 },
    { pairs: 3, unanswered: 1, unowned: 0 },
    { pairs: 3, unanswered: 0, unowned: 1 },
  ])('a Q&A sheet like %p is not ready', (facts) => {
    const sheet: Given = { type: 'attachQaSheet', by: LEAD, version: 2, ...facts };
    expect(codes(held(...preparation(), sheet))).toEqual(['qa-sheet-ready']);
  });

  it('wants everyone who was named told, and to have confirmed', () => {
    const named: Given[] = [
      ...preparation(),
      { type: 'nameStakeholders', by: WRITER, stakeholderIds: ['counter', 'web'] },
      { type: 'recordStakeholdersTold', by: SLUIS, stakeholderIds: ['counter'] },
      { type: 'confirmStakeholder', by: LEAD, stakeholderId: 'counter' },
    ];
    expect(unmetConditions(held(...named), POLICY, NOW)).toEqual([
      { code: 'stakeholders-informed', problem: 'waiting', notTold: 1, notConfirmed: 1 },
    ]);
    const rest: Given[] = [
      { type: 'recordStakeholdersTold', by: SLUIS, stakeholderIds: ['web'] },
      { type: 'confirmStakeholder', by: LEAD, stakeholderId: 'web' },
    ];
    expect(codes(held(...named, ...rest))).toEqual([]);
  });

  it('wants a staffing plan of the present forecast that covers a shortage', () => {
    const short = forecast({ shortageHalfHours: 6 });
    const base = [...preparation(), short];
    const problem = (...commands: Given[]) =>
      unmetConditions(held(...base, ...commands), POLICY, NOW).map(
        (unmet) => 'problem' in unmet && unmet.problem,
      );
    expect(problem()).toEqual(['missing']);
    expect(problem(staffing({ forecastId: 'older' }))).toEqual(['stale']);
    expect(problem(staffing({ uncoveredHalfHours: 2 }))).toEqual(['short']);
    expect(problem(staffing())).toEqual([]);
  });

  it('makes the forecast stale when the dispatch plan changes', () => {
    const [first, second] = twoBatches().batches;
    const later = { ...second!, releaseAt: days(30) };
    const plan = { batches: [first!, later] };
    expect(codes(held(...preparation(), { type: 'planDispatch', by: LEAD, plan }))).toEqual([
      'forecast-current',
    ]);
  });

  it('cannot be met when the window has closed', () => {
    expect(unmetConditions(held(...preparation()), POLICY, days(41))).toEqual([
      { code: 'dispatch-plan-fits', problem: 'window-closed' },
    ]);
  });

  it('never lets whoever wrote it sign', () => {
    expect(codes(held(...preparation()), NOW, 'writer')).toEqual(['signer-is-not-author']);
  });
});

describe('a waiver', () => {
  const waive = (condition: (typeof WAIVABLE_CONDITIONS)[number]): Given => ({
    type: 'waiveCondition',
    by: LEAD,
    condition,
    reason: 'Landelijke mailing, vragen gaan naar het Rijk.',
  });

  it.each(WAIVABLE_CONDITIONS)('of %s takes it from the list', (condition) => {
    expect(codes(held(waive(condition)))).not.toContain(condition);
  });

  it.each(CONDITION_CODES.filter((code) => !WAIVABLE_CONDITIONS.includes(code)))(
    'of %s is refused',
    (condition) => {
      expect(() => held(waive(condition))).toThrow('condition-not-waivable');
    },
  );

  it('ends with the content it was given for', () => {
    const content = someContent({ version: 2, contentDigest: 'b'.repeat(64) });
    const amended = held(waive('qa-sheet-ready'), { type: 'amend', by: WRITER, content });
    expect(codes(amended)).toContain('qa-sheet-ready');
  });

  it('of the staffing ends with the plan it was given for', () => {
    const prepared = [...preparation(), forecast({ shortageHalfHours: 6 })];
    const waived = [...prepared, waive('staffing-covers-shortage')];
    expect(codes(held(...waived))).toEqual([]);
    const plan: Given = { type: 'planDispatch', by: LEAD, plan: twoBatches() };
    expect(codes(held(...waived, plan))).toEqual(['staffing-covers-shortage']);
  });
});

describe('the text of an unmet condition', () => {
  const every: UnmetCondition[] = [
    { code: 'qa-sheet-ready', problem: 'missing', minimum: 10 },
    {
      code: 'qa-sheet-ready',
      problem: 'incomplete',
      minimum: 10,
      pairs: 1,
      unanswered: 1,
      unowned: 2,
    },
    { code: 'contact-details-checked' },
    { code: 'stakeholders-informed', problem: 'not-answered' },
    { code: 'stakeholders-informed', problem: 'waiting', notTold: 0, notConfirmed: 1 },
    { code: 'stakeholders-informed', problem: 'waiting', notTold: 1, notConfirmed: 2 },
    { code: 'dispatch-plan-fits', problem: 'missing' },
    { code: 'dispatch-plan-fits', problem: 'window-closed' },
    { code: 'dispatch-plan-fits', problem: 'faults', faults: [{ code: 'no-batches' }] },
    { code: 'forecast-current', problem: 'missing' },
    { code: 'forecast-current', problem: 'stale' },
    { code: 'staffing-covers-shortage', problem: 'missing', halfHours: 1 },
    { code: 'staffing-covers-shortage', problem: 'stale', halfHours: 2 },
    { code: 'staffing-covers-shortage', problem: 'short', halfHours: 2 },
    { code: 'briefings-planned' },
    { code: 'signer-is-not-author' },
  ];

  it.each(every)('says in both languages what to do: %p', (unmet) => {
    const { nl, en } = conditionText(unmet);
    for (const text of [nl, en]) {
      expect(text).toMatch(/^\S.*\.$/s);
      expect(text).not.toMatch(/undefined|NaN|\[object/);
      for (const sentence of text.split(/[.:] /)) {
        expect(sentence.split(' ').length).toBeLessThanOrEqual(25);
      }
    }
    expect(nl).not.toBe(en);
  });

  it('counts in the singular and the plural', () => {
    expect(conditionText(every[4]!).nl).toContain('1 persoon');
    expect(conditionText(every[5]!).nl).toContain('2 personen');
  });
});
