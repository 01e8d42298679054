/** Many messages share one commit, so that being durable before saying so costs little. */
export interface GroupCommit<T, R> {
  /** Resolves with the answer for `item` after the transaction that holds it was committed. */
  add(item: T): Promise<R>;
  /** Resolves when everything that was added has been answered. */
  drained(): Promise<void>;
}

export interface GroupCommitOptions<T, R> {
  /** Commits items in one transaction and answers in the same order. */
  readonly commit: (items: readonly T[]) => Promise<readonly R[]>;
  readonly sizeOf: (item: T) => number;
  /** Items, and bytes, of one transaction at most. */
  readonly maxItems: number;
  readonly maxBytes: number;
  /** Transactions at the same time at most. */
  readonly maxInFlight: number;
  /** Whether the transaction may have failed because of one item alone, so that the others deserve another go. */
  readonly isItemsFault: (error: unknown) => boolean;
}

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (answer: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A GroupCommit that sends what has gathered as soon as a transaction is free: alone a message waits for nobody, under
 * load the batches grow by themselves.
 */
export function createGroupCommit<T, R>(options: GroupCommitOptions<T, R>): GroupCommit<T, R> {
  const { commit, sizeOf, maxItems, maxBytes, maxInFlight, isItemsFault } = options;
  let queue: Waiting<T, R>[] = [];
  const underWay = new Set<Promise<void>>();

  const pump = () => {
    while (queue.length > 0 && underWay.size < maxInFlight) {
      const batch = queue.splice(0, batchLength());
      const done: Promise<void> = settle(batch).finally(() => {
        underWay.delete(done);
        pump();
      });
      underWay.add(done);
    }
  };
  const batchLength = () => {
    let length = 0;
    for (let bytes = 0; length < Math.min(queue.length, maxItems); length += 1) {
      bytes += sizeOf(queue[length]!.item);
      if (bytes > maxBytes && length > 0) break;
    }
    return length;
  };
  const settle = async (batch: readonly Waiting<T, R>[]): Promise<void> => {
    try {
      const answers = await commit(batch.map((one) => one.item));
      batch.forEach((one, index) => one.resolve(answers[index]!));
    } catch (error) {
      if (batch.length === 1 || !isItemsFault(error)) {
        for (const one of batch) one.reject(error);
        return;
      }
      const middle = batch.length >> 1;
      await settle(batch.slice(0, middle));
      await settle(batch.slice(middle));
    }
  };
  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject });
        pump();
      }),
    async drained() {
      while (queue.length > 0 || underWay.size > 0) await Promise.all(underWay);
    },
  };
}
