import type { PersonId } from './actor.ts';
import { addAudiences, audienceSize, CHANNELS, sameAudience } from './audience.ts';
import { WAIVABLE_CONDITIONS } from './condition-code.ts';
import { type Decision, happened, personOf, refused } from './decision.ts';
import { dispatchPlanFaults } from './dispatch-plan.ts';
import type { Instant } from './instant.ts';
import type { MailingCommand, MailingCommandType } from './mailing-commands.ts';
import type { ApprovedMailing, DispatchedMailing, HeldMailing, MailingContent } from './mailing.ts';

/** What may still be prepared when everything has left: the wave runs, and better answers and more people help. */
const DURING_WAVE: readonly MailingCommandType[] = [
  'attachQaSheet',
  'planStaffing',
  'planBriefings',
];

/** Decides `command` while the wave runs; undefined for what no longer makes sense then. */
export function decideDuringWave(
  mailing: DispatchedMailing,
  command: MailingCommand,
  at: Instant,
): Decision | undefined {
  if (!DURING_WAVE.includes(command.type)) return undefined;
  return decidePreparation({ ...mailing, status: 'releasing' }, command, at);
}

/**
 * Decides the commands by which a mailing is prepared; undefined for any other command. They stay possible after
 * sign-off (staff falls ill, an answer is improved); the caller voids the approval where it must.
 */
export function decidePreparation(
  mailing: HeldMailing | ApprovedMailing,
  command: MailingCommand,
  at: Instant,
): Decision | undefined {
  const by = personOf(command.by);
  switch (command.type) {
    case 'amend':
      return decideAmend(mailing, command.content, by, at);
    case 'attachQaSheet': {
      // After the sign-off agents answer with it at once, and only the lead decides what they say.
      if (command.by.role === 'department' && mailing.status !== 'held') return undefined;
      const { version, pairs, unanswered, unowned } = command;
      const sheet = { version, pairs, unanswered, unowned };
      return happened({ type: 'qa-sheet-attached', at, by, sheet });
    }
    case 'checkContactDetails':
      return happened({ type: 'contact-details-checked', at, by });
    case 'nameStakeholders': {
      const stakeholderIds = [...new Set(command.stakeholderIds)];
      return happened({ type: 'stakeholders-named', at, by, stakeholderIds });
    }
    case 'recordStakeholdersTold': {
      const { stakeholderIds } = command;
      return happened({ type: 'stakeholders-told', at, stakeholderIds });
    }
    case 'confirmStakeholder': {
      const { stakeholderId } = command;
      const named = mailing.preparation.stakeholders?.find((one) => one.id === stakeholderId);
      if (!named) return refused({ code: 'unknown-stakeholder', stakeholderId });
      // A second click on the link is no news.
      if (named.confirmedAt) return happened();
      return happened({ type: 'stakeholder-confirmed', at, stakeholderId });
    }
    case 'recordForecast':
      return happened({ type: 'forecast-made', at, forecast: command.forecast });
    case 'planStaffing': {
      const { version, forecastId, uncoveredHalfHours } = command;
      const plan = { version, forecastId, uncoveredHalfHours };
      return happened({ type: 'staffing-planned', at, by, plan });
    }
    case 'planBriefings': {
      const briefings = command.at.toSorted();
      return happened({ type: 'briefings-planned', at, by, briefings });
    }
    case 'planDispatch': {
      const { content, released } = mailing;
      const faults = dispatchPlanFaults(command.plan, content.audience, content.window, released);
      return faults.length > 0
        ? refused({ code: 'dispatch-plan-does-not-fit', faults })
        : happened({ type: 'dispatch-planned', at, by, plan: command.plan });
    }
    case 'waiveCondition': {
      const { condition, reason } = command;
      if (!WAIVABLE_CONDITIONS.includes(condition)) {
        return refused({ code: 'condition-not-waivable', condition });
      }
      return happened({ type: 'condition-waived', at, waiver: { condition, by, at, reason } });
    }
    default:
      return undefined;
  }
}

/** Two amendments may cross each other on their way here: the older one must not win. */
function decideAmend(
  mailing: HeldMailing | ApprovedMailing,
  content: MailingContent,
  by: PersonId,
  at: Instant,
): Decision {
  const { version } = mailing.content;
  if (content.version <= version) return refused({ code: 'same-version', version });
  const left = addAudiences(mailing.released.map((batch) => batch.audience));
  if (CHANNELS.some((channel) => content.audience[channel] < left[channel])) {
    const audience = audienceSize(content.audience);
    return refused({ code: 'audience-below-released', audience, released: audienceSize(left) });
  }
  // Held with nobody left to write to, it could never be signed off again.
  if (mailing.released.length > 0 && sameAudience(content.audience, left)) {
    return refused({ code: 'nothing-left-to-release' });
  }
  return happened({ type: 'amended', at, by, content });
}
