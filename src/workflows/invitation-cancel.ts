import { type Letterbox, post, work } from './activities.ts';

/** Cancels all invitations of a need that are open or accepted, and tells the people who had one. */
export async function cancelNeed(needId: string, letterbox: Letterbox): Promise<void> {
  const { assignmentIds } = await work.cancelNeed({ needId });
  await Promise.all(
    assignmentIds.map((assignmentId) =>
      letterbox.delivered('Cancellation', () => post.sendCancellation({ assignmentId })),
    ),
  );
}
