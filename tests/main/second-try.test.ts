import { describe, expect, it } from '@jest/globals';
import {
  type Report,
  secondTryText,
  withSecondTry,
  worthASecondTry,
} from '../../scripts/lib/second-try.mjs';
import { mayTryAgain } from '../../scripts/lib/suites.mjs';

type File = Report['testResults'][number];

describe('a second try of a test file', () => {
  const test = (status: string, fullName = 'a journey ends', message = 'Exceeded timeout') => ({
    fullName,
    status,
    failureMessages: status === 'failed' ? [message] : [],
  });
  const file = (name: string, ...assertionResults: File['assertionResults']): File => ({
    name,
    status: assertionResults.every(({ status }) => status !== 'failed') ? 'passed' : 'failed',
    assertionResults,
  });
  const fine = file('/s/tests/api/fine.test.ts', test('passed'), test('passed'), test('pending'));
  const starved = file('/s/tests/api/starved.test.ts', test('passed'), test('failed'));

  it('is for the files that failed, and counts instead of the first', () => {
    const report = { testResults: [fine, starved] };
    expect(worthASecondTry(report)).toEqual([starved.name]);
    expect(withSecondTry(report, [starved.name], { passed: 1, failed: 1, skipped: 0 })).toEqual({
      passed: 3,
      failed: 1,
      skipped: 1,
    });
    expect(withSecondTry(report, [starved.name], { passed: 2, failed: 0, skipped: 0 })).toEqual({
      passed: 4,
      failed: 0,
      skipped: 1,
    });
    expect(secondTryText('/s', [starved.name])).toBe(
      'failed beside others and passed alone, which wants a look: tests/api/starved.test.ts',
    );
  });

  it.each([
    ['was found with a seed in its name', [file('a', test('failed', 'keeps HOLD (seed 7)'))]],
    [
      'was found by a property that names its seed',
      [file('a', test('failed', 'holds', 'Property failed after 3 tests\n{ seed: -42 }'))],
    ],
    ['could not be loaded', [{ name: 'a', status: 'failed', assertionResults: [] }]],
    ['fails in many files', ['a', 'b', 'c', 'd'].map((name) => ({ ...starved, name }))],
    ['did not fail', [fine]],
  ])('is not for what %s', (_, testResults) => {
    expect(worthASecondTry({ testResults })).toEqual([]);
  });

  it('is not for a run that wrote no report', () => {
    expect(worthASecondTry(undefined)).toEqual([]);
  });

  it.each([
    ['all', 'integration', true],
    ['all', 'journeys', true],
    ['all', 'unit', false],
    ['all', 'faults-short', false],
    ['integration', 'integration', false],
  ])('of %s, %s: %s', (suite, step, may) => {
    expect(mayTryAgain(suite, step)).toBe(may);
  });
});
