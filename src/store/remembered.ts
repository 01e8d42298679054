import { keepRecent } from '../domain/keep-recent.ts';

/** So that a reader of much does not keep everybody else waiting. */
const AT_ONCE = 8;

/**
 * Reads things by id that never change once they are written, each from the database once: the last `most` that were asked for are kept. What is not
 * there any more is left out of the answer only when its id is no longer asked for, so ask for ids that were just read. One reads at a time: whoever
 * asks for the same meanwhile finds it read.
 */
export function remembered<T>(
  most: number,
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): (ids: readonly string[]) => Promise<ReadonlyMap<string, T>> {
  const known = new Map<string, T>();
  let last: Promise<unknown> = Promise.resolve();

  const knownOf = (ids: readonly string[]) => [...known].filter(([id]) => ids.includes(id));
  const keep = (found: ReadonlyMap<string, T>) => {
    for (const [id, one] of found) keepRecent(known, id, one, most);
  };
  const readMissing = async (ids: readonly string[], found: Map<string, T>) => {
    for (const [id, one] of knownOf(ids)) found.set(id, one);
    const missing = ids.filter((id) => !found.has(id));
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      const some = await read(missing.slice(at, at + AT_ONCE));
      for (const [id, one] of some) found.set(id, one);
    }
    keep(found);
  };

  return async (ids) => {
    const found = new Map(knownOf(ids));
    if (ids.every((id) => found.has(id))) {
      keep(found);
      return found;
    }
    const reading = last.then(() => readMissing(ids, found));
    last = reading.catch(() => undefined);
    await reading;
    return found;
  };
}
