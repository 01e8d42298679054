import type { LocalDate } from './instant.ts';
import type { KnownAdjustment } from './known-adjustment.ts';
import type { MailingKind } from './mailing.ts';

/** An evaluated wave: what can be learned from. */
export interface PastWave {
  /** Left out: not named in the explanation. */
  readonly title?: string;
  readonly kind: MailingKind;
  readonly departmentId: string;
  readonly dispatchedOn: LocalDate;
  readonly addressees: number;
  readonly contacts: number;
  /** What was known to make it other than usual. */
  readonly adjustments?: readonly KnownAdjustment[];
}

/** What the rate is wanted for. */
export interface RateQuestion {
  readonly kind: MailingKind;
  readonly departmentId: string;
  readonly on: LocalDate;
  readonly adjustments?: readonly KnownAdjustment[];
}
