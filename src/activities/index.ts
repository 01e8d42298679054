import { briefingActivities } from './briefing.ts';
import type { ActivityDeps } from './deps.ts';
import { evaluationActivities } from './evaluation.ts';
import { retriedWhereItHelps } from './failure.ts';
import { forecastActivities } from './forecast.ts';
import { invitationActivities } from './invitation.ts';
import { mailingActivities } from './mailing.ts';
import { newsActivities } from './news.ts';
import { permitActivities, type PermitDeps } from './permit.ts';
import { reminderActivities } from './reminder.ts';
import { staffingPlanActivities } from './staffing-plan.ts';
import { stakeholderActivities } from './stakeholder.ts';
import { waveActivities } from './wave.ts';
import { workingTimeActivities } from './working-time.ts';

/** Everything that journeys have done for them, by name. */
export type Activities = ReturnType<typeof createActivities>;

/** The activities, made with what they work with; every one of them may run again with the same input. */
export function createActivities(
  deps: ActivityDeps & Pick<PermitDeps, 'signer' | 'lateCheck' | 'printer' | 'printUntil'>,
) {
  return retriedWhereItHelps({
    ...mailingActivities(deps),
    ...forecastActivities(deps),
    ...workingTimeActivities(deps),
    ...stakeholderActivities(deps),
    ...staffingPlanActivities(deps),
    ...invitationActivities(deps),
    ...briefingActivities(deps),
    ...permitActivities(deps),
    ...waveActivities(deps),
    ...evaluationActivities(deps),
    ...reminderActivities(deps),
    ...newsActivities(deps),
  });
}
