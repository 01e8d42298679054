import { batchesFor, dispatchChoices, type DispatchOptionsInput, equalShares, releaseMoments } from './dispatch-options.ts'; // prettier-ignore
import { evaluateDispatch } from './dispatch-options-evaluate.ts';
import type { Batch } from './dispatch-plan.ts';
import { addSeconds } from './instant.ts';
import type { Text } from './text.ts';
import type { Alternative } from './ways-out.ts';

const WEEK = 7 * 86_400;
/** Weeks later, and weeks earlier, that are looked at; and how many batches more. */
const WEEKS = [1, 2, 3, -1] as const;
const MORE = [1, 2, 4] as const;
/** Working days between batches. */
const STEPS = [5, 3] as const;

/**
 * The mailing leaving otherwise than as `batches`: in another week, and in more batches; each within its window and worked out with the exact requirement
 * and with named people. Of each kind the one that leaves the least shortage, and of those the cheapest.
 */
export function mailingAlternatives(
  input: DispatchOptionsInput,
  batches: readonly Batch[],
): Alternative[] {
  return [bestOf(otherWeeks(input, batches)), bestOf(moreBatches(input, batches))].flatMap(
    (found) => found ?? [],
  );
}

function otherWeeks(input: DispatchOptionsInput, batches: readonly Batch[]): Alternative[] {
  return WEEKS.flatMap((weeks) => {
    const moved = batches.map((batch) => ({
      ...batch,
      releaseAt: addSeconds(batch.releaseAt, weeks * WEEK),
    }));
    if (!fits(input, moved)) return [];
    return [alternative(input, 'another-week', moved, weekText(weeks))];
  });
}

function moreBatches(input: DispatchOptionsInput, batches: readonly Batch[]): Alternative[] {
  const moments = releaseMoments(input);
  const { maxBatches } = dispatchChoices(input);
  const first = Date.parse(batches[0]?.releaseAt ?? input.window.preferredAt);
  const from = moments.findIndex((at) => Date.parse(at) >= first - 43_200_000);
  return MORE.flatMap((more) => {
    const count = batches.length + more;
    if (count > maxBatches || from < 0) return [];
    const step = STEPS.find((days) => from + (count - 1) * days < moments.length);
    const shares = step === undefined ? undefined : equalShares(moments.length, count, step, from);
    if (!shares) return [];
    const split = batchesFor(input, moments, shares);
    const change = {
      nl: `In ${count} deelverzendingen versturen`,
      en: `Send it in ${count} batches`,
    };
    return [alternative(input, 'more-batches', split, change)];
  });
}

function alternative(
  input: DispatchOptionsInput,
  kind: Alternative['kind'],
  batches: readonly Batch[],
  change: Text,
): Alternative {
  const { cost, shortage } = evaluateDispatch(input, 'cheapest', batches);
  return { kind, change, cost, remaining: shortage };
}

function bestOf(alternatives: readonly Alternative[]): Alternative | undefined {
  return alternatives.toSorted(
    (a, b) => a.remaining.halfHours - b.remaining.halfHours || a.cost - b.cost,
  )[0];
}

function fits({ window, askedAt }: DispatchOptionsInput, batches: readonly Batch[]): boolean {
  return batches.every(({ releaseAt }) => {
    const at = Date.parse(releaseAt);
    return (
      at >= Date.parse(window.opensAt) &&
      at <= Date.parse(window.closesAt) &&
      at > Date.parse(askedAt)
    );
  });
}

function weekText(weeks: number): Text {
  if (weeks === -1) return { nl: 'Een week eerder versturen', en: 'Send it a week earlier' };
  if (weeks === 1) return { nl: 'Een week later versturen', en: 'Send it a week later' };
  return { nl: `${weeks} weken later versturen`, en: `Send it ${weeks} weeks later` };
}
