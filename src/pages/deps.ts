import type { ApiDeps } from '../api/deps.ts';
import type { Colour } from '../charts/colour.ts';
import type { Instant } from '../domain/instant.ts';
import type { MailingDetails } from '../domain/mailing-details.ts';
import type { Assignment } from '../store/assignment-row.ts';
import type { CommandResult, InvitationAnswer } from '../workflows/contract.ts';
import type { MailingCommandOf } from '../domain/mailing-commands.ts';

/** What a mailed link may be for. */
export type LinkPurpose = 'invitation' | 'stakeholder';

/** What a link turned out to be, and for which assignment or stakeholder it was made. */
export type LinkVerdict =
  | { readonly status: 'ok' | 'expired'; readonly subjectId: string }
  | { readonly status: 'invalid' };

/** Somebody who must know of a mailing. */
export interface StakeholderRecord {
  readonly id: string;
  readonly mailingId: string;
  readonly name: string;
  readonly confirmedAt?: Instant;
}

/** What the pages read; the store has all of it. */
export interface PageStore {
  readonly assignments: { find(id: string): Promise<Assignment | undefined> };
  readonly people: { find(id: string): Promise<{ readonly name: string } | undefined> };
  readonly mailings: {
    find(
      id: string,
    ): Promise<{ readonly title: string; readonly details?: MailingDetails } | undefined>;
  };
  readonly stakeholders: { find(id: string): Promise<StakeholderRecord | undefined> };
}

/**
 * What the pages ask of the running journeys. They throw an error named `Refused`, with the refusal, or a Problem 409
 * when the journey says no, and a Problem 503 when it cannot be reached.
 */
export interface PageJourneys {
  answerInvitation(needId: string, answer: InvitationAnswer, updateId: string): Promise<unknown>;
  command(
    mailingId: string,
    command: MailingCommandOf<'confirmStakeholder'>,
    updateId: string,
  ): Promise<CommandResult>;
}

/** How the municipality shows itself, and where its KCC is. */
export interface PageHouse {
  readonly name: string;
  readonly colour: Colour;
  /** IANA name. */
  readonly timeZone: string;
  /** Where helpers go. */
  readonly location: string;
}

/** What the handlers of the pages work with; made once, in main/api.ts. */
export interface PageDeps {
  readonly store: PageStore;
  readonly journeys: PageJourneys;
  readonly links: {
    verify(purpose: LinkPurpose, token: string, now: Instant): Promise<LinkVerdict>;
  };
  readonly clock: () => Instant;
  readonly publicUrl: string;
  readonly house: PageHouse;
}

/** What the pages for people who are logged in work with beside that. */
export interface AppDeps extends Omit<PageDeps, 'store' | 'journeys'>, ApiDeps {}
