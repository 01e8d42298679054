import type { Text } from '../../domain/text.ts';

/** `3 antwoorden`: a number with its word in singular or plural. */
export function counted(
  value: number,
  nl: readonly [one: string, more: string],
  en: readonly [one: string, more: string],
): Text {
  const at = value === 1 ? 0 : 1;
  return { nl: `${value} ${nl[at]}`, en: `${value} ${en[at]}` };
}
