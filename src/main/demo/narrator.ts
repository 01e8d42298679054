/** What a step saw: one sentence, and where a person can see it too. */
export interface Evidence {
  readonly saw: string;
  readonly url?: string;
  /** Lines under it, such as the sentences that a page would show. */
  readonly details?: readonly string[];
}

export type Narrator = ReturnType<typeof createNarrator>;

/** Tells the journey step by step; a step counts only when it saw what it says. */
export function createNarrator(print: (line: string) => void) {
  let steps = 0;
  return {
    /** Who acts from here on. */
    scene(title: string): void {
      print(`\n${title}`);
    },
    /** Runs `act` and prints what it saw; an error of `act` ends the demonstration. */
    async step(act: () => Promise<Evidence>): Promise<void> {
      const { saw, url, details = [] } = await act();
      steps += 1;
      print(`  ✓ ${String(steps).padStart(2)}  ${saw}`);
      for (const line of details) print(`          ${line}`);
      if (url) print(`        ${url}`);
    },
    get steps() {
      return steps;
    },
  };
}

/** @throws Error with `otherwise` when `seen` is not so */
export function see(seen: boolean, otherwise: string): void {
  if (!seen) throw new Error(otherwise);
}

/**
 * Looks again and again until `look` answers something, and gives that.
 * @throws Error naming `what` after `seconds`
 */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  seconds = 90,
): Promise<T> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > until) throw new Error(`Not seen within ${seconds} seconds: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
