import type { MailingDetails } from '../../../src/domain/mailing-details.ts';
import type { DispatchPlan } from '../../../src/domain/dispatch-plan.ts';

/** A command that was asked for, and when it was answered with success. */
export interface Asked {
  readonly mailingId: string;
  /** The audit action that it leads to. */
  readonly action: string;
  readonly by: string;
  acknowledgedAt?: number;
}

/** A message that was handed in. */
export interface HandedIn {
  readonly mailingId: string;
  readonly to: string;
  readonly messageId: string;
  readonly raw: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly digest: string;
  acknowledgedAt?: number;
}

/** What the users did and heard: the one witness that is never killed. */
export class Diary {
  readonly asked: Asked[] = [];
  readonly messages: HandedIn[] = [];
  /** By mailing: what was acknowledged as its content, its sheet and its plan. */
  readonly details = new Map<string, MailingDetails>();
  readonly sheets = new Map<string, readonly unknown[]>();
  readonly plans = new Map<string, DispatchPlan>();
  /** Answers that no request may get: 5xx other than 503. */
  readonly wrongAnswers: string[] = [];
  /** Requests and messages that wait for an answer at this moment. */
  inFlight = 0;

  get acknowledged(): number {
    return (
      this.asked.filter((one) => one.acknowledgedAt !== undefined).length +
      this.messages.filter((one) => one.acknowledgedAt !== undefined).length
    );
  }

  heard(action: string): Asked[] {
    return this.asked.filter((one) => one.action === action && one.acknowledgedAt !== undefined);
  }
}
