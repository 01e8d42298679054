import { type ActivityDeps, byWorker, submittedMailing } from './deps.ts';

/** Who else must know of a mailing. */
export function stakeholderActivities(deps: Pick<ActivityDeps, 'store' | 'mailer' | 'clock'>) {
  const { store, mailer, clock } = deps;
  return {
    /** Whom the department named in the content itself; nothing when it has not answered the question. */
    async nameStakeholders({
      mailingId,
    }: {
      readonly mailingId: string;
    }): Promise<{ readonly stakeholderIds?: readonly string[] }> {
      const { details } = await submittedMailing(deps, mailingId);
      if (!details.stakeholders) return {};
      const rows = await store.stakeholders.name(
        mailingId,
        details.stakeholders,
        byWorker(clock()),
      );
      return { stakeholderIds: rows.map((row) => row.id) };
    },

    /** Tells one of them by mail, once. */
    async tellStakeholder({
      mailingId,
      stakeholderId,
    }: {
      readonly mailingId: string;
      readonly stakeholderId: string;
    }): Promise<void> {
      const stakeholder = await store.stakeholders.find(stakeholderId);
      if (!stakeholder || stakeholder.toldAt) return;
      const { details, departmentId, mailing } = await submittedMailing(deps, mailingId);
      const department = await store.departments.find(departmentId);
      const at = clock();
      await mailer.stakeholderTold({
        key: `told:${stakeholderId}`,
        to: stakeholder,
        at,
        mailingId,
        title: details.title,
        stakeholderId,
        departmentName: department?.name ?? '',
        purpose: details.purpose,
        audience: details.audience,
        earliest: details.earliest,
        preferred: details.preferred,
        confirmBefore: 'content' in mailing ? mailing.content.window.closesAt : at,
      });
      await store.stakeholders.markTold([stakeholderId], byWorker(at));
    },
  };
}
