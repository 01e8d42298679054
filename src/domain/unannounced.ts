import { type Instant, secondsBetween } from './instant.ts';
import { type MessageShape, resembles } from './resemblance.ts';

/** Messages of one mail tool that named no mailing and are the same letter. */
export interface Run {
  readonly id: string;
  readonly shape: MessageShape;
  readonly addressees: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** Set when it was too many for single mails: the draft that was opened for it. */
  readonly mailingId?: string;
}

/** Letters that are a day apart are not one mailing. */
export const RUN_SECONDS = 86_400;

/** The run that a message of this shape continues; undefined when it begins one. */
export function runOf(runs: readonly Run[], shape: MessageShape, now: Instant): Run | undefined {
  return runs.find(
    (run) => secondsBetween(run.lastAt, now) <= RUN_SECONDS && resembles(run.shape, shape),
  );
}

/** Whether so many addressees of one letter are a mailing that nobody announced. */
export function isUnannouncedMailing(run: Pick<Run, 'addressees'>, singleLimit: number): boolean {
  return run.addressees > singleLimit;
}
