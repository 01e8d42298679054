import { compareInstants, type Instant } from '../domain/instant.ts';
import type { InvitationJourneyInput } from '../workflows/contract.ts';
import type { ActivityDeps } from './deps.ts';

/** The people whom a staffing plan wants. */
export function staffingPlanActivities({ store }: Pick<ActivityDeps, 'store'>) {
  return {
    /**
     * The needs of the plan that have not begun, for which people are still to be found, and those that were replaced,
     * for which people were or may still be asked. Without `planVersion`, no plan stands any more.
     */
    async staffingNeeds({
      mailingId,
      planVersion,
      now,
    }: {
      readonly mailingId: string;
      readonly planVersion?: number;
      readonly now: Instant;
    }): Promise<{
      readonly open: readonly Omit<InvitationJourneyInput, 'mailingId' | 'policy'>[];
      readonly replaced: readonly string[];
    }> {
      const [needs, asked] = await Promise.all([
        store.staffingPlans.needs(mailingId),
        store.assignments.forMailing(mailingId),
      ]);
      const standing = needs.filter((need) => need.planVersion === planVersion);
      const open = standing.filter(({ startsAt }) => compareInstants(startsAt, now) > 0);
      const stands = new Set(standing.map(({ id }) => id));
      const counting = asked
        .filter(({ status }) => status === 'invited' || status === 'accepted')
        .map(({ needId, startsAt }) => ({ id: needId, startsAt }));
      const replaced = [...counting, ...needs].filter(
        ({ id, startsAt }) => !stands.has(id) && compareInstants(startsAt, now) > 0,
      );
      return {
        open: open.map(({ id, positions, candidates, startsAt }) => ({
          needId: id,
          positions,
          candidates: candidates.map(({ personId }) => personId),
          startsAt,
        })),
        replaced: [...new Set(replaced.map(({ id }) => id))],
      };
    },
  };
}
