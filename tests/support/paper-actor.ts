/** One process that works on a store: it can be made to die or to stand still at any of its steps. */
export interface PaperActor {
  /** The store as this process sees it: before and after every operation there is a step. */
  watch<T extends object>(store: T): T;
  /** A step that is not an operation of the store, such as the network. */
  step(): Promise<void>;
  /** Runs `work` until it ends, or until the process dies or stands still at step `at` (0 is the first). */
  run(
    work: () => Promise<unknown>,
    fate?: { readonly at: number; readonly what: 'die' | 'stand-still' },
  ): Promise<'ended' | 'died' | 'stands-still'>;
  /** Goes on from where it stands still, to the end. */
  goOn(): Promise<void>;
  readonly standsStill: boolean;
}

/** A process that is alive. */
export function paperActor(): PaperActor {
  let fate: { at: number; what: 'die' | 'stand-still' } | undefined;
  let steps = 0;
  let wake: (() => void) | undefined;
  let rest: Promise<unknown> | undefined;
  let interrupt: (what: 'died' | 'stands-still') => void = () => {};

  const step = async (): Promise<void> => {
    if (!fate || steps++ !== fate.at) return;
    const { what } = fate;
    fate = undefined;
    // What a dead process was about to do is never done: its promise stays open for ever.
    if (what === 'die') {
      interrupt('died');
      await new Promise<never>(() => {});
    }
    const standing = new Promise<void>((resolve) => (wake = resolve));
    interrupt('stands-still');
    await standing;
  };
  const watched =
    (verb: (...args: unknown[]) => Promise<unknown>) =>
    async (...args: unknown[]) => {
      await step();
      const answer = await verb(...args);
      await step();
      return answer;
    };
  return {
    step,
    watch<T extends object>(store: T): T {
      const nouns = Object.entries(store).map(([noun, verbs]) => [
        noun,
        Object.fromEntries(
          Object.entries(verbs as Record<string, (...args: unknown[]) => Promise<unknown>>).map(
            ([verb, work]) => [verb, watched(work)],
          ),
        ),
      ]);
      return Object.fromEntries(nouns) as T;
    },
    async run(work, next) {
      steps = 0;
      fate = next;
      const interrupted = new Promise<'died' | 'stands-still'>((resolve) => (interrupt = resolve));
      const ended = work();
      const how = await Promise.race([ended.then(() => 'ended' as const), interrupted]);
      fate = undefined;
      if (how === 'stands-still') rest = ended;
      return how;
    },
    async goOn() {
      const going = rest;
      rest = undefined;
      wake?.();
      wake = undefined;
      await going;
    },
    get standsStill() {
      return rest !== undefined;
    },
  };
}
