import type { Activities } from '../../src/activities/index.ts';
import { dispatchPlanKey } from '../../src/domain/dispatch-plan.ts';
import { addSeconds, type Instant } from '../../src/domain/instant.ts';
import type { MailingEvent } from '../../src/domain/mailing-events.ts';
import type { Mailing } from '../../src/domain/mailing.ts';
import type { InvitationJourneyInput } from '../../src/workflows/contract.ts';

type Need = Omit<InvitationJourneyInput, 'mailingId' | 'policy'>;
type InvitationStatus = 'invited' | 'accepted' | 'declined' | 'lapsed' | 'cancelled';

/** Everything that happened on paper, in order: `release 1`, `mail signed-off`. */
export interface PaperKcc {
  readonly activities: Activities;
  readonly diary: string[];
  readonly rows: Map<string, { mailing: Mailing; rowVersion: number; events: MailingEvent[] }>;
  readonly invitations: Map<string, InvitationStatus>;
  /** Needs of the staffing plan, by its version. */
  readonly plans: Map<number, Need[]>;
  wave: { tooBig?: { reason: string }; over: boolean };
  /** Called before an activity does its work; throwing makes it fail. */
  before: (name: string) => void | Promise<void>;
}

/** Activities on paper instead of on a database and a mail server: plain objects that keep what they are told. */
export function aPaperKcc(): PaperKcc {
  const kcc: Omit<PaperKcc, 'activities'> = {
    diary: [],
    rows: new Map(),
    invitations: new Map(),
    plans: new Map(),
    wave: { over: false },
    before: () => undefined,
  };
  const { diary, rows, invitations, plans } = kcc;
  const note = (line: string) => void diary.push(line);
  let forecasts = 0;

  const activities: Activities = {
    async recordMailing({ mailingId, expectedRowVersion, events, mailing }) {
      const row = rows.get(mailingId);
      if (row && row.rowVersion !== expectedRowVersion) {
        throw new Error(`Row is at ${row.rowVersion}, not at ${expectedRowVersion}`);
      }
      const rowVersion = expectedRowVersion + 1;
      rows.set(mailingId, { mailing, rowVersion, events: [...(row?.events ?? []), ...events] });
      for (const { type } of events) note(type);
      return { rowVersion };
    },
    async makeForecast({ content, dispatchPlan }) {
      forecasts += 1;
      return {
        id: `forecast-${forecasts}`,
        audience: content.audience,
        kind: content.kind,
        dispatchPlanKey: dispatchPlan ? dispatchPlanKey(dispatchPlan) : '',
        contacts: { p10: 5, p50: 10, p90: 20 },
        peakPositions: 4,
        shortageHalfHours: 0,
        waveEndsAt: addSeconds(content.window.preferredAt, 20 * 86_400),
      };
    },
    nextReminderAt: async ({ now, workingDays }) => addSeconds(now, workingDays * 86_400),
    escalationAt: async ({ closesAt, workingDays }) => addSeconds(closesAt, -workingDays * 86_400),
    nameStakeholders: async () => ({ stakeholderIds: ['counter'] }),
    tellStakeholder: async ({ stakeholderId }) => note(`tell ${stakeholderId}`),
    async staffingNeeds({ planVersion }) {
      const others = [...plans].filter(([version]) => version !== planVersion);
      return {
        open: (planVersion !== undefined && plans.get(planVersion)) || [],
        replaced: others.flatMap(([, needs]) => needs.map(({ needId }) => needId)),
      };
    },
    async invite({ personId, now }) {
      const status = invitations.get(personId) ?? 'invited';
      invitations.set(personId, status);
      return { assignmentId: personId, status, answerBy: addSeconds(now, 86_400) };
    },
    sendInvitation: async ({ assignmentId }) => note(`invite ${assignmentId}`),
    async answerInvitation({ assignmentId, answer }) {
      invitations.set(assignmentId, answer);
      note(`${assignmentId} ${answer}`);
      return { status: answer };
    },
    async lapseInvitation({ assignmentId }) {
      invitations.set(assignmentId, 'lapsed');
      note(`${assignmentId} silent`);
    },
    async cancelNeed({ needId }) {
      const need = [...plans.values()].flat().find((one) => one.needId === needId);
      const assignmentIds = (need?.candidates ?? []).filter((person) =>
        ['invited', 'accepted'].includes(invitations.get(person) ?? ''),
      );
      for (const person of assignmentIds) invitations.set(person, 'cancelled');
      return { assignmentIds };
    },
    sendCancellation: async ({ assignmentId }) => note(`cancel ${assignmentId}`),
    async planBriefings({ mailingId }) {
      const { mailing } = rows.get(mailingId) ?? {};
      const planned = mailing && 'preparation' in mailing ? mailing.preparation.briefings : [];
      const unsent = (planned ?? []).filter((at) => !diary.includes(`brief ${at}`));
      return { briefings: unsent.map((at: Instant) => ({ briefingId: at, at })) };
    },
    sendBriefing: async ({ briefingId }) => note(`brief ${briefingId}`),
    async issuePermit({ batch }) {
      note(`permit ${batch}`);
      return { given: 1 };
    },
    async revokePermits() {
      note('revoke');
      return { revoked: 1 };
    },
    issueSupplementaryPermits: async () => ({ given: 0, lapsed: 0 }),
    async lookAtWave({ now, checkMinutes }) {
      return { ...kcc.wave, nextLookAt: addSeconds(now, checkMinutes * 60) };
    },
    async evaluate() {
      note('evaluate');
      return { evaluationId: 'evaluation' };
    },
    remindLead: async () => note('remind'),
    escalate: async () => note('escalate'),
    tellStalled: async ({ refusal }) => note(`stalled ${refusal.code}`),
    askForConfirmation: async () => note('ask for confirmation'),
    tellNews: async ({ event }) => note(`mail ${event.type}`),
  };
  return Object.assign(kcc, { activities: interrupted(activities, (name) => kcc.before(name)) });
}

function interrupted(activities: Activities, before: PaperKcc['before']): Activities {
  const entries = Object.entries(activities).map(([name, activity]) => [
    name,
    async (input: never) => {
      await before(name);
      return activity(input);
    },
  ]);
  return Object.fromEntries(entries) as Activities;
}

/** The activities of whatever KCC a test has at that moment; workers live longer than a test. */
export function changing(present: () => PaperKcc): Activities {
  const names = Object.keys(aPaperKcc().activities) as (keyof Activities)[];
  const entries = names.map((name) => [name, (input: never) => present().activities[name](input)]);
  return Object.fromEntries(entries) as Activities;
}
