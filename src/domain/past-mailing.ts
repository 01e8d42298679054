import { addAudiences } from './audience.ts';
import type { Calendar } from './calendar.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Batch } from './dispatch-plan.ts';
import type { ForecastInput } from './forecast.ts';
import { addDays, type LocalDate } from './instant.ts';
import type { KnownAdjustment } from './known-adjustment.ts';
import type { WaveCounts } from './live-forecast.ts';
import { toInstant } from './local-time.ts';
import type { MailingKind } from './mailing.ts';

/** A mailing that is over, whether Sluis let it out or a file tells of it, with the contacts that it caused per day. */
export interface PastMailing {
  /** Unique: its id in Sluis, or its name in the file. */
  readonly name: string;
  readonly title: string;
  readonly kind: MailingKind;
  readonly departmentId: string;
  /** What left when. */
  readonly batches: readonly Batch[];
  /** A day without an entry, before the last one, had no contacts. */
  readonly counts: readonly { readonly date: LocalDate; readonly contacts: number }[];
  readonly adjustments?: readonly KnownAdjustment[];
  /** How much of the wave was to come until the last count, 0 to 1; left out: all of it. */
  readonly seenShare?: number;
}

/** One past wave of a municipality with its counts per working day. */
export interface WaveHistory {
  readonly title?: string;
  readonly departmentId: string;
  readonly adjustments?: readonly KnownAdjustment[];
  readonly seenShare?: number;
  readonly input: ForecastInput;
  readonly counts: WaveCounts;
}

/** The wave of `past`; undefined when nothing left or nothing was counted: no count is no proof that nobody called, so there is nothing to learn. */
export function historyOf(past: PastMailing, calendar: Calendar): WaveHistory | undefined {
  const { title, kind, departmentId, batches, counts, adjustments, seenShare } = past;
  const last = counts
    .map(({ date }) => date)
    .toSorted()
    .at(-1);
  const contacts = counts.reduce((sum, day) => sum + day.contacts, 0);
  if (last === undefined || batches.length === 0 || contacts === 0) return undefined;
  return {
    title,
    departmentId,
    ...(adjustments && { adjustments }),
    ...(seenShare !== undefined && { seenShare }),
    input: {
      kind,
      audience: addAudiences(batches.map(({ audience }) => audience)),
      batches,
      calendar,
    },
    counts: {
      countedUntil: toInstant(addDays(last, 1), '00:00', calendar.timeZone),
      perDay: counts,
    },
  };
}

/** By the list, of the calendar that was last asked about: whoever keeps a list gets the same waves back, and what was learned of them with it. */
const histories = new WeakMap<readonly PastMailing[], { calendar: string; waves: WaveHistory[] }>();

/** The waves of all of `past` of which there is something to learn. `past` does not change afterwards. */
export function historiesOf(
  past: readonly PastMailing[],
  calendar: Calendar,
): readonly WaveHistory[] {
  const key = canonicalJson(calendar);
  const known = histories.get(past);
  if (known?.calendar === key) return known.waves;
  const waves = past.flatMap((one) => historyOf(one, calendar) ?? []);
  histories.set(past, { calendar: key, waves });
  return waves;
}
