import { Problem } from '../http/problem.ts';

/** Whether `error` is a journey that said no, which the page explains; every other error is ours to repair. */
export function isRefusal(error: unknown): boolean {
  if (error instanceof Problem) return error.parts.code === 'invitation-ended';
  return error instanceof Error && error.name === 'Refused';
}
