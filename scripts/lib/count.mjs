/** Tests by outcome. @typedef {{passed: number, failed: number, skipped: number}} Count */

export const none = { passed: 0, failed: 0, skipped: 0 };

/** The sum of two counts. */
export function add(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/**
 * What jest's JSON report says; a file that could not be loaded counts as one failure, and so does a jest that ends
 * badly without naming a failed test.
 *
 * @param report  the parsed report, or undefined when jest wrote none
 * @param code  jest's exit code
 */
export function countOf(report, code) {
  const count = {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0),
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/** The closing line of a run: `12 passed, 0 failed`, with `, 3 skipped` when some were. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** 0 only when something ran and nothing failed. */
export function exitCode({ passed, failed }) {
  return failed === 0 && passed > 0 ? 0 : 1;
}
