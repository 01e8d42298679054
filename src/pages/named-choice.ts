import type { Store } from '../store/client.ts';

/** Something that has a number for machines and a name for people. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What somebody meant who typed a number or a part of a name. */
export type Meant =
  | { readonly id: string; readonly name?: string }
  /** Several have it in their name, and not all of them are among `some` when there are `more`. */
  | { readonly some: readonly Named[]; readonly more: boolean };

/** More names than this are no choice. */
const MOST_CHOICES = 10;

/**
 * Which one `typed` means, of those whose name has it: the only one, or the one that is called just so. What fits no name
 * is taken for a number.
 */
export function meantBy(typed: string, found: readonly Named[]): Meant {
  const exact = found.filter(({ name }) => name.toLowerCase() === typed.toLowerCase());
  const [one, ...others] = exact.length === 1 ? exact : found;
  if (!one) return { id: typed };
  if (others.length === 0) return one;
  return { some: found.slice(0, MOST_CHOICES), more: found.length > MOST_CHOICES };
}

/** The mailing with that title or number. */
export async function mailingMeant(
  { mailings }: Pick<Store, 'mailings'>,
  typed: string,
): Promise<Meant> {
  const found = await mailings.titled(typed, MOST_CHOICES + 1);
  return meantBy(
    typed,
    found.map(({ id, title }) => ({ id, name: title })),
  );
}

/** The person with that name or number; also one who has left. */
export async function personMeant(
  { people }: Pick<Store, 'people'>,
  typed: string,
): Promise<Meant> {
  const everyone = await people.list({ activeOnly: false });
  const part = typed.toLowerCase();
  return meantBy(
    typed,
    everyone.filter(({ name }) => name.toLowerCase().includes(part)),
  );
}
