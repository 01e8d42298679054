/** How long personal data stay, in days. */
export interface RetentionTerms {
  /** Letters and addresses that came in at the gate, after the last end of the whole mailing. */
  readonly messageDays: number;
  /** Answers that are kept for a repeat of a request with the same Idempotency-Key. */
  readonly requestDays: number;
}

export const DEFAULT_RETENTION_TERMS: RetentionTerms = { messageDays: 30, requestDays: 7 };

/** Mail tools repeat what they are not sure of for five days; so long an answer is kept at least. */
export const LEAST_DAYS = { messageDays: 5, requestDays: 1 } as const;
export const MOST_DAYS = 3650;
