import { mayDo } from '../domain/access.ts';
import { type QaPair, withoutNote } from '../domain/qa-sheet.ts';
import type { Call } from '../http/endpoint.ts';
import { qaPair } from './qa-pair.ts';

/** A pair as it is answered: with its internal note only for whom that is meant. */
export const shownPair = qaPair.partial({ internalNote: true }).meta({ id: 'ShownQaPair' });

/** The pairs as the caller may see them in a mailing of `departmentId`: agents, KCC leads and the department read internal notes. */
export function pairsFor(
  { principal }: Pick<Call, 'principal'>,
  departmentId: string,
  pairs: readonly QaPair[],
): readonly (Omit<QaPair, 'internalNote'> & Partial<Pick<QaPair, 'internalNote'>>)[] {
  return mayDo(principal, 'internal-notes.read', { departmentId }) ? pairs : pairs.map(withoutNote);
}
