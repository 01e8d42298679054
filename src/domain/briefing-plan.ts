import type { Calendar } from './calendar.ts';
import { openingIntervals } from './calendar.ts';
import { addSeconds, compareInstants, type Instant, type LocalDate } from './instant.ts';
import { localDateOf } from './local-time.ts';

/** Why agents are briefed: some days ahead, on the morning of a wave day, or because the Q&A sheet has changed. */
export type BriefingOccasion = 'ahead' | 'wave-day' | 'sheet-changed';

export interface PlannedBriefing {
  readonly occasion: BriefingOccasion;
  readonly plannedAt: Instant;
}

export interface KnownBriefing extends PlannedBriefing {
  readonly sentAt?: Instant;
  readonly qaSheetVersion?: number;
}

/** What decides which briefings there are. */
export interface BriefingNeeds {
  /** As the lead planned them. */
  readonly ahead: readonly Instant[];
  /** Days on which residents are expected to call. */
  readonly waveDays: readonly LocalDate[];
  readonly qaSheetVersion?: number;
  readonly known: readonly KnownBriefing[];
  readonly calendar: Calendar;
  readonly now: Instant;
}

/** Before opening, so that agents can read it before the first call. */
const BEFORE_OPENING_SECONDS = 30 * 60;

/**
 * All briefings that there should be: as planned ahead, every morning of the wave, and at once when the Q&A sheet has
 * changed since one was sent. A morning that has passed without its briefing is not made up for.
 */
export function plannedBriefings(needs: BriefingNeeds): PlannedBriefing[] {
  const { ahead, waveDays, calendar, now, known } = needs;
  const today = localDateOf(now, calendar.timeZone);
  const mornings = waveDays
    .filter((day) => day >= today)
    .flatMap((day) => {
      const [first] = openingIntervals(day, calendar);
      return first ? [addSeconds(first.start, -BEFORE_OPENING_SECONDS)] : [];
    });
  const changed = sheetChanged(needs) ? [now] : unsent(known, 'sheet-changed');
  return [
    ...ahead.map((plannedAt) => ({ occasion: 'ahead', plannedAt }) as const),
    ...mornings.map((plannedAt) => ({ occasion: 'wave-day', plannedAt }) as const),
    ...changed.map((plannedAt) => ({ occasion: 'sheet-changed', plannedAt }) as const),
  ].toSorted((a, b) => compareInstants(a.plannedAt, b.plannedAt));
}

/** Agents have an older sheet in hand, and nothing is on its way that tells them. */
function sheetChanged({ known, qaSheetVersion }: BriefingNeeds): boolean {
  const sent = known.filter(({ sentAt }) => sentAt !== undefined);
  const versions = sent.map((one) => one.qaSheetVersion ?? 0);
  return (
    qaSheetVersion !== undefined &&
    sent.length > 0 &&
    Math.max(...versions) < qaSheetVersion &&
    unsent(known, 'sheet-changed').length === 0
  );
}

function unsent(known: readonly KnownBriefing[], occasion: BriefingOccasion): Instant[] {
  return known
    .filter((one) => one.occasion === occasion && one.sentAt === undefined)
    .map(({ plannedAt }) => plannedAt);
}
