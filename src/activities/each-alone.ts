/**
 * Pieces of work of which none keeps another from its turn. What went wrong is thrown together, by `end`, when all have
 * been done; each failure says with what.
 */
export function eachAlone() {
  const failures: Error[] = [];
  const alone = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      failures.push(new Error(`${what}: ${String(error)}`, { cause: error }));
    }
  };
  return {
    alone,
    /** Does `work` with each of `all`, in turn. */
    async each<T>(
      all: Iterable<T>,
      nameOf: (one: T) => string,
      work: (one: T) => Promise<unknown>,
    ): Promise<void> {
      for (const one of all) await alone(nameOf(one), () => work(one));
    },
    /** @throws AggregateError when something failed */
    end(): void {
      if (failures.length === 0) return;
      throw new AggregateError(failures, failures.map(({ message }) => message).join('; '));
    },
  };
}
