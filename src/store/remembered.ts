/**
 * Reads things by id that never change once they are written, each from the database once: the last `most` that were asked for are kept. What is not
 * there any more is left out of the answer only when its id is no longer asked for, so ask for ids that were just read.
 */
export function remembered<T>(
  most: number,
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): (ids: readonly string[]) => Promise<ReadonlyMap<string, T>> {
  const known = new Map<string, T>();
  return async (ids) => {
    const missing = ids.filter((id) => !known.has(id));
    const found = new Map([...known].filter(([id]) => ids.includes(id)));
    if (missing.length > 0) for (const [id, one] of await read(missing)) found.set(id, one);
    for (const [id, one] of found) {
      // Once more at the end: those at the front were asked for longest ago.
      known.delete(id);
      known.set(id, one);
    }
    for (const id of [...known.keys()].slice(0, Math.max(0, known.size - most))) known.delete(id);
    return found;
  };
}
