import { type BriefingContent, briefingContent } from '../domain/briefing.ts';
import { plannedBriefings } from '../domain/briefing-plan.ts';
import type { Instant } from '../domain/instant.ts';
import { localDateOf } from '../domain/local-time.ts';
import { type ActivityDeps, byWorker, houseRules, submittedMailing } from './deps.ts';
import { toEach } from './recipients.ts';

/** A briefing that is still to be sent. */
export interface DueBriefing {
  readonly briefingId: string;
  readonly at: Instant;
}

/** Briefings of agents. */
export function briefingActivities(
  deps: Pick<ActivityDeps, 'store' | 'mailer' | 'clock' | 'ids' | 'briefingPage'>,
) {
  const { store, mailer, clock, ids, briefingPage } = deps;
  return {
    /** Writes which briefings there are and what they say now; answers with those to be sent, the first one first. */
    async planBriefings({
      mailingId,
      now,
    }: {
      readonly mailingId: string;
      readonly now: Instant;
    }): Promise<{ readonly briefings: readonly DueBriefing[] }> {
      const { mailing, details } = await submittedMailing(deps, mailingId);
      if (!('preparation' in mailing)) return { briefings: [] };
      const { preparation } = mailing;
      const [{ calendar }, known, sheet, made] = await Promise.all([
        houseRules(deps),
        store.briefings.forMailing(mailingId),
        store.qaSheets.latest(mailingId),
        preparation.forecast ? store.forecasts.find(preparation.forecast.id) : undefined,
      ]);
      const until = made?.forecast.waveEndsAt;
      const lastDay = until ? localDateOf(until, calendar.timeZone) : '';
      const perDay = (made?.forecast.perDay ?? []).filter(({ date }) => date <= lastDay);
      const qaSheetVersion = preparation.qaSheet?.version;
      const planned = plannedBriefings({
        ahead: preparation.briefings ?? [],
        waveDays: perDay.map(({ date }) => date),
        ...(qaSheetVersion !== undefined && { qaSheetVersion }),
        known,
        calendar,
        now,
      });
      const content = briefingContent(details, preparation.dispatchPlan, perDay, sheet);
      const rows = await store.briefings.plan(
        mailingId,
        planned.map((one) => ({
          ...one,
          id: ids(),
          ...(qaSheetVersion !== undefined && { qaSheetVersion }),
          content: JSON.parse(JSON.stringify(content)),
        })),
        byWorker(now),
      );
      return {
        briefings: rows
          .filter(({ sentAt }) => !sentAt)
          .map(({ id, plannedAt }) => ({ briefingId: id, at: plannedAt })),
      };
    },

    /** Mails the briefing to every agent, and to those who come to help. */
    async sendBriefing({ briefingId }: { readonly briefingId: string }): Promise<void> {
      const briefing = await store.briefings.find(briefingId);
      if (!briefing || briefing.sentAt) return;
      const { mailingId, occasion } = briefing;
      const content = briefing.content as unknown as BriefingContent;
      const [agents, asked] = await Promise.all([
        store.people.list({ role: 'agent' }),
        store.assignments.forMailing(mailingId),
      ]);
      const helping = asked.filter(({ status }) => status === 'accepted');
      const helpers = await store.people.findMany(helping.map(({ personId }) => personId));
      const readers = new Map([...agents, ...helpers].map((person) => [person.id, person]));
      const at = clock();
      await toEach([...readers.values()], (to) =>
        mailer.briefing({
          key: `briefing:${briefingId}`,
          to,
          at,
          mailingId,
          title: content.title,
          occasion,
          purpose: content.purpose,
          batches: content.batches,
          perDay: content.perDay,
          topPairs: content.topPairs,
          ...(briefingPage && { briefingUrl: briefingPage(briefingId) }),
        }),
      );
      await store.briefings.markSent(briefingId, byWorker(at));
    },
  };
}
