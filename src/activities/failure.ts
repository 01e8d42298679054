import { ApplicationFailure } from '@temporalio/common';

/** What trying again would not change; by name, because the classes belong to store and mail. */
const FINAL: ReadonlySet<string> = new Set([
  'MailPermanent',
  'NotFound',
  'VersionConflict',
  'Conflict',
  'ConstraintViolated',
  'OverlappingShift',
]);

type ActivityFunction = (input: never) => Promise<unknown>;

/** The same activities; what they throw is retried, unless trying again would not change it. */
export function retriedWhereItHelps<A extends { readonly [name: string]: ActivityFunction }>(
  activities: A,
): A {
  const entries = Object.entries(activities).map(([name, activity]) => [
    name,
    (input: never) => activity(input).catch(translated),
  ]);
  return Object.fromEntries(entries) as A;
}

/** Whether `error` is the store's or the mailer's error of that name. */
export function isNamed(error: unknown, ...names: readonly string[]): error is Error {
  return error instanceof Error && names.includes(error.name);
}

function translated(error: unknown): never {
  if (!isNamed(error, ...FINAL)) throw error;
  throw ApplicationFailure.create({ type: error.name, message: error.message, nonRetryable: true });
}
