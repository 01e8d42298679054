import type { Mailing } from '../domain/mailing.ts';
import { STATUS_TEXTS } from '../domain/status-text.ts';
import type { Text } from '../domain/text.ts';

/** Says why nothing is decided about a mailing that is not held; undefined when it is held. */
export function notHeld({ status }: Mailing): Text | undefined {
  if (status === 'held') return undefined;
  const { nl, en } = STATUS_TEXTS[status];
  return { nl: `Dit kan nu niet. ${nl}`, en: `This is not possible now. ${en}` };
}
