import type { Store } from '../store/client.ts';

/** The names of people by their id, of whom each may be asked for more than once. Who is not known any more is left out. */
export async function namesOf(
  { people }: Pick<Store, 'people'>,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const found = await people.findMany([...new Set(ids)]);
  return new Map(found.map(({ id, name }) => [id, name]));
}
