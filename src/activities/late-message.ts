import { type MessageShape, resembles, similarity, sketchOf } from '../domain/resemblance.ts';
import type { Instant } from '../domain/instant.ts';
import type { Store } from '../store/client.ts';

export interface LateCheckDeps {
  readonly store: Pick<Store, 'heldMessages' | 'mailings'>;
  /** Reads what can be compared of a message from its bytes. */
  readonly readShape: (raw: Uint8Array) => Promise<MessageShape>;
}

const SAMPLES = 5;
/** A letter and the text of it that the lead read share this much; salutation and amounts are filled in. */
const LIKE_THE_TEXT = 0.3;
const PAGE = 100;
const MOST_REMEMBERED = 100_000;

/**
 * Finds which of the messages that came in after the approval are the same letter as those that were there; when none
 * was, as the texts that the lead read. The others stay held: nobody has agreed to them.
 */
export function createLateCheck({ store, readShape }: LateCheckDeps) {
  /** What is not alike stays held and is asked about again and again. */
  const verdicts = new Map<string, boolean>();
  return async (
    mailingId: string,
    approvedAt: Instant,
    lateIds: readonly string[],
  ): Promise<ReadonlySet<string>> => {
    const keyOf = (id: string) => `${approvedAt} ${id}`;
    const alike = new Set(lateIds.filter((id) => verdicts.get(keyOf(id))));
    const open = lateIds.filter((id) => !verdicts.has(keyOf(id)));
    if (open.length === 0) return alike;
    if (verdicts.size > MOST_REMEMBERED) verdicts.clear();
    const samples = await store.heldMessages.receivedBefore(mailingId, approvedAt, SAMPLES);
    const known = await Promise.all(samples.map((one) => readShape(one.raw)));
    const texts =
      known.length > 0 ? [] : ((await store.mailings.find(mailingId))?.details?.texts ?? []);
    const sketches = texts.map(({ text }) => sketchOf(text));
    const approved = (shape: MessageShape) =>
      known.some((one) => resembles(one, shape)) ||
      sketches.some((sketch) => similarity(sketch, shape.sketch) >= LIKE_THE_TEXT);
    for (let at = 0; at < open.length; at += PAGE) {
      for (const { id, raw } of await store.heldMessages.bytesOf(open.slice(at, at + PAGE))) {
        const verdict = approved(await readShape(raw));
        verdicts.set(keyOf(id), verdict);
        if (verdict) alike.add(id);
      }
    }
    return alike;
  };
}
