import { INVITATION_NOT_OPEN } from '../workflows/contract.ts';

/** Whether `error` is a journey that said no, which the page explains; every other error is ours to repair. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'Refused') return true;
  return [error, error.cause].some(
    (one) =>
      typeof one === 'object' && one !== null && 'type' in one && one.type === INVITATION_NOT_OPEN,
  );
}
