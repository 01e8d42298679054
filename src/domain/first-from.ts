/** Where those from `at` on begin in a list that is in order of `key`: the first index with a key that is not below it. */
export function firstFrom<One, Key extends string | number>(
  inOrder: readonly One[],
  key: (one: One) => Key,
  at: Key,
): number {
  let [low, high] = [0, inOrder.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = inOrder[middle];
    if (one !== undefined && key(one) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
