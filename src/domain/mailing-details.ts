import type { Audience } from './audience.ts';
import type { LocalDate } from './instant.ts';
import type { KnownAdjustment } from './known-adjustment.ts';
import type { MailingKind } from './mailing.ts';

/** The ways to reach the municipality that stand on the mailing itself; a wrong one costs a day of calls. */
export interface PrintedContact {
  readonly phone: string;
  readonly openingHours: string;
  readonly webAddress: string;
}

/** Somebody who must know of the mailing before it leaves: a colleague, a partner, the counter. */
export interface NamedStakeholder {
  readonly name: string;
  readonly email: string;
}

/**
 * What a department tells of its mailing. Stored as numbered versions that never change; the digest of a version is
 * what a sign-off is about.
 */
export interface MailingDetails {
  readonly title: string;
  readonly kind: MailingKind;
  /** What the resident is asked to do, in one sentence. */
  readonly purpose: string;
  readonly audience: Audience;
  /** Why more or fewer people will call than is usual for the kind; left out: nothing is known. */
  readonly adjustments?: readonly KnownAdjustment[];
  /** Dates in Europe/Amsterdam; `legalLatest` only where a law sets one. */
  readonly earliest: LocalDate;
  readonly preferred: LocalDate;
  readonly legalLatest?: LocalDate;
  readonly printedContact: PrintedContact;
  /** The text of letter and enclosures as residents get it, for the lead to read. */
  readonly texts: readonly { readonly name: string; readonly text: string }[];
  /** SHA-256 of files that belong to it (PDF, address file), by name. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  readonly draftQuestions: readonly string[];
  /** Left out: not answered yet. Empty: nobody. */
  readonly stakeholders?: readonly NamedStakeholder[];
}
