import type { Actor } from '../../../src/domain/actor.ts';
import type { SignOffPolicy } from '../../../src/domain/condition.ts';
import { type DispatchPlan, dispatchPlanKey } from '../../../src/domain/dispatch-plan.ts';
import { addSeconds, type Instant } from '../../../src/domain/instant.ts';
import type { MailingCommand } from '../../../src/domain/mailing-commands.ts';
import { decide } from '../../../src/domain/mailing-decide.ts';
import { evolve } from '../../../src/domain/mailing-evolve.ts';
import type {
  ForecastFacts,
  Mailing,
  MailingContent,
  MailingStatus,
  SubmittedMailing,
} from '../../../src/domain/mailing.ts';

/** People of the tests: one who writes, two leads. */
export const WRITER: Actor = { personId: 'writer', role: 'department' };
export const LEAD: Actor = { personId: 'lead', role: 'kcc-lead' };
export const OTHER_LEAD: Actor = { personId: 'other-lead', role: 'kcc-lead' };
export const SLUIS: Actor = { role: 'system' };

export const POLICY: SignOffPolicy = { minimumQaPairs: 3 };
/** A Monday in January, at nine. */
export const NOW: Instant = '2027-01-11T08:00:00.000Z';

/** `count` days after `from`. */
export const days = (count: number, from: Instant = NOW) => addSeconds(from, count * 86_400);

/** Content for 100 letters and 50 e-mails that may leave from day 10 to day 40. */
export function someContent(changes: Partial<MailingContent> = {}): MailingContent {
  return {
    version: 1,
    contentDigest: 'a'.repeat(64),
    kind: 'tax-assessment',
    audience: { letter: 100, email: 50, portal: 0 },
    window: { opensAt: days(10), preferredAt: days(20), closesAt: days(40) },
    ...changes,
  };
}

/** The letters on day 20, the e-mails on day 24. */
export function twoBatches(): DispatchPlan {
  return {
    batches: [
      { number: 1, releaseAt: days(20), audience: { letter: 100, email: 0, portal: 0 } },
      { number: 2, releaseAt: days(24), audience: { letter: 0, email: 50, portal: 0 } },
    ],
  };
}

/** A forecast of `content` under `plan`, without shortage. */
export function aForecastOf(
  content: MailingContent,
  plan?: DispatchPlan,
  changes: Partial<ForecastFacts> = {},
): ForecastFacts {
  return {
    id: 'forecast',
    audience: content.audience,
    kind: content.kind,
    dispatchPlanKey: plan ? dispatchPlanKey(plan) : '',
    contacts: { p10: 5, p50: 10, p90: 20 },
    peakPositions: 4,
    shortageHalfHours: 0,
    waveEndsAt: days(45),
    ...changes,
  };
}

export function aSubmittedMailing(changes: Partial<SubmittedMailing> = {}): SubmittedMailing {
  return {
    status: 'submitted',
    id: '6b1d7c1e-5f0a-4b57-9f35-0d8c3a2e9b11',
    departmentId: 'belastingen',
    content: someContent(),
    authors: ['writer'],
    submittedAt: NOW,
    ...changes,
  };
}

/** A command and when it is given. */
export type Given = MailingCommand & { readonly now?: Instant };

/** `mailing` after `commands`. @throws when one of them is refused, because then the test is not about what it says */
export function after(mailing: Mailing, ...commands: readonly Given[]): Mailing {
  return commands.reduce((state, { now = NOW, ...command }) => {
    const decision = decide(state, command, now, POLICY);
    if ('refusal' in decision) {
      throw new Error(`${command.type} was refused: ${JSON.stringify(decision.refusal)}`);
    }
    return decision.events.reduce(evolve, state);
  }, mailing);
}

/** Everything that a lead does before sign-off, for a mailing with this content and plan. */
export function preparation(content = someContent(), plan = twoBatches()): Given[] {
  return [
    { type: 'attachQaSheet', by: LEAD, version: 1, pairs: 3, unanswered: 0, unowned: 0 },
    { type: 'checkContactDetails', by: LEAD },
    { type: 'nameStakeholders', by: LEAD, stakeholderIds: [] },
    { type: 'planDispatch', by: LEAD, plan },
    { type: 'recordForecast', by: SLUIS, forecast: aForecastOf(content, plan) },
    { type: 'planBriefings', by: LEAD, at: [days(18)] },
  ];
}

/** A mailing in `status`, as the journey brings it there. */
export function aMailing(status: MailingStatus): Mailing {
  const submitted = aSubmittedMailing();
  const { id, departmentId } = submitted;
  const held = after(submitted, { type: 'hold', by: SLUIS });
  const signOff: Given[] = [...preparation(), { type: 'signOff', by: LEAD }];
  const release = (batch: number): Given => ({
    type: 'releaseBatch',
    by: SLUIS,
    batch,
    now: days(20 + batch * 4),
  });
  const confirm = (batch: number, channel: 'letter' | 'email', accepted: number): Given => ({
    type: 'confirmDispatch',
    by: SLUIS,
    batch,
    channel,
    accepted,
    failed: 0,
    inDoubt: 0,
    now: days(30),
  });
  const dispatch = [release(1), release(2), confirm(1, 'letter', 100), confirm(2, 'email', 50)];
  switch (status) {
    case 'announced':
      return {
        status,
        id,
        departmentId,
        announcedBy: 'writer',
        expectedMonth: '2027-02-01',
        roughAudience: 40_000,
      };
    case 'draft':
      return { status, id, departmentId, draftedBy: 'writer' };
    case 'submitted':
      return submitted;
    case 'held':
      return held;
    case 'signed-off':
      return after(held, ...signOff);
    case 'releasing':
      return after(held, ...signOff, release(1));
    case 'dispatched':
      return after(held, ...signOff, ...dispatch);
    case 'evaluated':
      return after(held, ...signOff, ...dispatch, {
        type: 'recordEvaluation',
        by: SLUIS,
        evaluationId: 'evaluation',
      });
    case 'refused':
      return after(held, { type: 'refuse', by: LEAD, reason: 'Niet in deze week.' });
    case 'withdrawn':
      return after(held, { type: 'withdraw', by: WRITER, reason: 'Niet meer nodig.' });
  }
}
