import { addAudiences, type Audience, channelsOf } from './audience.ts';
import type { HeldMailing, ApprovedMailing, ReleasedBatch } from './mailing.ts';

/** Whether every channel of every released batch has been reported on, so that nothing is under way. */
export function allReported(released: readonly ReleasedBatch[]): boolean {
  return released.every((batch) =>
    channelsOf(batch.audience).every((channel) => batch.reports[channel] !== undefined),
  );
}

/** The part of the audience for which no batch has been let out yet. */
export function notYetReleased({ content, released }: HeldMailing | ApprovedMailing): Audience {
  const left = addAudiences(released.map((batch) => batch.audience));
  return {
    letter: Math.max(0, content.audience.letter - left.letter),
    email: Math.max(0, content.audience.email - left.email),
    portal: Math.max(0, content.audience.portal - left.portal),
  };
}
