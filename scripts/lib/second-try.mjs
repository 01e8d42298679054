import path from 'node:path';
import { add, none } from './count.mjs';

// More than these are no accident of a busy machine.
const MOST_FILES = 3;

/**
 * The files of a jest report that may be tried once more alone: tests with servers can fail because others starve
 * them. What was found at random (a name or message that tells its seed) is a finding and never tried again, and
 * neither is a file that could not be loaded.
 *
 * @param report  the parsed report of jest, or undefined when it wrote none
 * @returns paths of test files; none when more failed than a busy machine explains
 */
export function worthASecondTry(report) {
  const failed = (report?.testResults ?? []).filter(({ status }) => status === 'failed');
  if (failed.length > MOST_FILES || !failed.every(mayBeChance)) return [];
  return failed.map(({ name }) => name);
}

function mayBeChance({ assertionResults }) {
  const failures = assertionResults.filter(({ status }) => status === 'failed');
  return (
    failures.length > 0 &&
    failures.every((one) => ![one.fullName, ...one.failureMessages].some((text) => SEED.test(text)))
  );
}

const SEED = /\bseed\b/i;

/**
 * The count of a run of which some files were tried once more: their second outcome instead of their first.
 *
 * @param first  the report of the whole run
 * @param files  what was tried again, as `worthASecondTry` returned it
 * @param second  the count of the second try
 */
export function withSecondTry(first, files, second) {
  const others = first.testResults.filter(({ name }) => !files.includes(name));
  return add(others.map(countOfFile).reduce(add, none), second);
}

function countOfFile({ assertionResults }) {
  const of = (...wanted) => assertionResults.filter(({ status }) => wanted.includes(status)).length;
  return { passed: of('passed'), failed: of('failed'), skipped: of('pending', 'todo') };
}

/** The files in one line, by their paths from `root` on. */
export function listed(root, files) {
  return files.map((file) => path.relative(root, file).split(path.sep).join('/')).join(', ');
}

/** What the last lines of a run say of files that only passed alone. */
export function secondTryText(root, files) {
  return `failed beside others and passed alone, which wants a look: ${listed(root, files)}`;
}
