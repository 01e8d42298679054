import type { Operation } from '../domain/access.ts';
import type { Endpoint } from '../http/endpoint.ts';
import type { Method, Route } from '../http/router.ts';
import { amendMailing } from './amendments.ts';
import { answerAssignment, listAssignments } from './assignments.ts';
import { listAuditLines } from './audit-lines.ts';
import { confirmBatch, listBatches } from './batches.ts';
import { getBriefing, listBriefingReads, listBriefings, readBriefing } from './briefings.ts';
import { getBriefingPlan, planBriefings } from './briefing-plan.ts';
import { importContactCounts, listContactCounts } from './contact-counts.ts';
import * as decisions from './decisions.ts';
import { getKccCalendar, makeCalendarLink } from './calendars.ts';
import { getDispatchOptionsChart, getWaveChart } from './charts.ts';
import { getCollisions } from './collisions.ts';
import { addDepartment, listDepartments, putDepartment } from './departments.ts';
import type { ApiDeps } from './deps.ts';
import { getDispatchPlan, planDispatch } from './dispatch-plan.ts';
import { getDraftOutlook } from './draft-outlook.ts';
import { getEvaluation } from './evaluation.ts';
import { addEvent, listEvents, removeEvent } from './events.ts';
import { getEvidence } from './evidence.ts';
import { getForecast } from './forecast.ts';
import { calculateForecast } from './forecasts.ts';
import {
  addMailCredential,
  disableMailCredential,
  listMailCredentials,
} from './mail-credentials.ts';
import { getLiveForecast } from './live-forecast.ts';
import { announceMailing, draftMailing, editMailing } from './mailing-drafts.ts';
import { getMailing, listMailings } from './mailings.ts';
import { answerDoubt, listDoubts } from './doubts.ts';
import { listEmergencyReleases } from './emergency-releases.ts';
import * as gateStop from './gate-stop.ts';
import { readHeldMessages } from './held-messages.ts';
import { answerOpenCall, askOpenCall, closeOpenCall, listOpenCalls } from './open-calls.ts';
import { getOrganisation, putOrganisation } from './organisation.ts';
import * as planning from './planning-jobs.ts';
import { importPastContacts, importPastMailings, listPastMailings } from './past-mailings.ts';
import { addPerson, getPerson, listPeople, putPerson } from './people.ts';
import { checkAuditChain } from './audit-chain.ts';
import { countQuestions } from './question-counts.ts';
import {
  giveQaFeedback,
  handleQaFeedback,
  listOwnQaFeedback,
  listQaFeedback,
} from './qa-feedback.ts';
import { getRetention } from './retention.ts';
import { searchQaPairs } from './qa-search.ts';
import { listQuestions, logQuestion } from './questions.ts';
import { getPilotBatch } from './pilot-batch.ts';
import { verifyPermit } from './permit-verifications.ts';
import { listPermits } from './permits.ts';
import * as print from './print-jobs.ts';
import { getQaSheet, postQaSheet, putQaSheet } from './qa-sheet.ts';
import { importRoster } from './roster-import.ts';
import { addShifts, cancelShift, listShifts } from './shifts.ts';
import { confirmStakeholder, listStakeholders, nameStakeholders } from './stakeholders.ts';
import { getStaffingPlan, planStaffing } from './staffing-plan.ts';
import { importStaffingPlan } from './staffing-plan-import.ts';
import { calculateStaffingRequirement } from './staffing-requirements.ts';
import { submitMailing } from './submissions.ts';
import { getTimeline } from './timeline.ts';
import { listUndelivered } from './undelivered.ts';
import { listWaveWeeks } from './wave-weeks.ts';

const route = (
  method: Method,
  path: string,
  operation: Operation,
  endpoint: Endpoint<ApiDeps>,
): Route<ApiDeps> => ({ method, path: `/v1${path}`, operation, endpoint });

const ONE = '/mailings/:mailingId';

/** THE table of the API: what can be asked where, and which operation (domain/access.ts) says who may. */
export const ROUTES: readonly Route<ApiDeps>[] = [
  route('get', '/mailings', 'mailings.list', listMailings),
  route('post', '/mailings', 'mailings.draft', draftMailing),
  route('post', '/announcements', 'mailings.announce', announceMailing),
  route('get', ONE, 'mailings.read', getMailing),
  route('put', ONE, 'mailings.edit', editMailing),
  route('post', `${ONE}/submissions`, 'mailings.submit', submitMailing),
  route('post', `${ONE}/amendments`, 'mailings.amend', amendMailing),
  route('get', `${ONE}/qa-sheet`, 'qa-sheet.read', getQaSheet),
  route('put', `${ONE}/qa-sheet`, 'qa-sheet.write', putQaSheet),
  route('post', `${ONE}/qa-sheet`, 'qa-sheet.write', postQaSheet),
  route(
    'post',
    `${ONE}/contact-checks`,
    'mailings.check-contact-details',
    decisions.checkContactDetails,
  ),
  route('get', `${ONE}/stakeholders`, 'stakeholders.read', listStakeholders),
  route('post', `${ONE}/stakeholders`, 'stakeholders.name', nameStakeholders),
  route(
    'post',
    `${ONE}/stakeholders/:stakeholderId/confirmations`,
    'stakeholders.confirm',
    confirmStakeholder,
  ),
  route('get', `${ONE}/staffing-plan`, 'staffing-plan.read', getStaffingPlan),
  route('post', `${ONE}/staffing-plan`, 'staffing-plan.write', planStaffing),
  route('post', `${ONE}/staffing-plan-imports`, 'staffing-plan.write', importStaffingPlan),
  route('get', `${ONE}/evaluation`, 'evaluation.read', getEvaluation),
  route('get', `${ONE}/forecast`, 'forecast.read', getForecast),
  route('get', `${ONE}/live-forecast`, 'forecast.read', getLiveForecast),
  route('get', `${ONE}/collisions`, 'forecast.read', getCollisions),
  route('get', `${ONE}/draft-outlook`, 'forecast.read', getDraftOutlook),
  route('get', `${ONE}/pilot-batch`, 'forecast.read', getPilotBatch),
  route('get', `${ONE}/charts/wave`, 'forecast.read', getWaveChart),
  route('get', `${ONE}/dispatch-plan`, 'dispatch-plan.read', getDispatchPlan),
  route('post', `${ONE}/dispatch-plan`, 'dispatch-plan.write', planDispatch),
  route('get', `${ONE}/dispatch-options`, 'dispatch-plan.calculate', planning.listDispatchOptions),
  route('post', `${ONE}/dispatch-options`, 'dispatch-plan.calculate', planning.askDispatchOptions),
  route(
    'get',
    `${ONE}/dispatch-options/:jobId`,
    'dispatch-plan.calculate',
    planning.getDispatchOptions,
  ),
  route(
    'get',
    `${ONE}/dispatch-options/:jobId/chart`,
    'dispatch-plan.calculate',
    getDispatchOptionsChart,
  ),
  route('get', `${ONE}/staffing-proposals`, 'staffing-plan.read', planning.listStaffingProposals),
  route('post', `${ONE}/staffing-proposals`, 'staffing-plan.write', planning.askStaffingProposal),
  route(
    'get',
    `${ONE}/staffing-proposals/:jobId`,
    'staffing-plan.read',
    planning.getStaffingProposal,
  ),
  route('get', `${ONE}/briefing-plan`, 'briefing-plan.read', getBriefingPlan),
  route('post', `${ONE}/briefing-plan`, 'briefing-plan.write', planBriefings),
  route('post', `${ONE}/waivers`, 'mailings.waive-condition', decisions.waiveCondition),
  route('post', `${ONE}/sign-offs`, 'mailings.sign-off', decisions.signOff),
  route('post', `${ONE}/change-requests`, 'mailings.request-changes', decisions.requestChanges),
  route('post', `${ONE}/refusals`, 'mailings.refuse', decisions.refuse),
  route('post', `${ONE}/withdrawals`, 'mailings.withdraw', decisions.withdraw),
  route(
    'post',
    `${ONE}/emergency-releases`,
    'mailings.release-in-emergency',
    decisions.releaseInEmergency,
  ),
  route('get', `${ONE}/batches`, 'batches.read', listBatches),
  route('post', `${ONE}/batches/:batch/confirmations`, 'batches.confirm', confirmBatch),
  route('post', `${ONE}/batch-pauses`, 'mailings.pause-batches', decisions.pauseBatches),
  route('post', `${ONE}/batch-resumptions`, 'mailings.resume-batches', decisions.resumeBatches),
  route('get', `${ONE}/permits`, 'permits.read', listPermits),
  route('get', `${ONE}/print-jobs`, 'print-jobs.read', print.listPrintJobs),
  route('get', `${ONE}/print-jobs/:jobId/text`, 'print-jobs.read-text', print.readPrintJobText),
  route('post', `${ONE}/print-jobs/:jobId/returns`, 'print-jobs.take-back', print.takeBackPrintJob),
  route('post', `${ONE}/print-jobs/:jobId/receipts`, 'print-jobs.confirm', print.postPrintReceipt),
  route('get', `${ONE}/held-messages`, 'held-messages.read', readHeldMessages),
  route('get', `${ONE}/undelivered-emails`, 'undelivered.read', listUndelivered),
  route('get', `${ONE}/evidence`, 'evidence.read', getEvidence),
  route('post', '/permit-verifications', 'permits.verify', verifyPermit),
  route('post', `${ONE}/wave-closings`, 'mailings.close-wave', decisions.closeWave),
  route('get', `${ONE}/timeline`, 'timeline.read', getTimeline),
  route('get', '/doubts', 'doubts.read', listDoubts),
  route('post', '/doubts/:messageId/answers', 'doubts.answer', answerDoubt),
  route('get', '/emergency-releases', 'emergency-releases.list', listEmergencyReleases),
  route('get', '/gate-stop', 'gate-stop.read', gateStop.getGateStop),
  route('get', '/gate-stops', 'gate-stops.list', gateStop.listGateStops),
  route('post', '/gate-stops', 'gate-stop.press', gateStop.stopGate),
  route(
    'post',
    '/gate-stops/:stopId/resumption-requests',
    'gate-stop.resume',
    gateStop.askResumption,
  ),
  route(
    'post',
    '/gate-stops/:stopId/resumption-withdrawals',
    'gate-stop.resume',
    gateStop.takeBackResumption,
  ),
  route('post', '/gate-stops/:stopId/resumptions', 'gate-stop.resume', gateStop.resumeGate),
  route('get', '/qa-pairs', 'qa-pairs.search', searchQaPairs),
  route('post', `${ONE}/qa-feedback`, 'qa-feedback.give', giveQaFeedback),
  route('get', '/qa-feedback', 'qa-feedback.read', listQaFeedback),
  route('get', '/own-qa-feedback', 'qa-feedback.give', listOwnQaFeedback),
  route('post', '/qa-feedback/:feedbackId/handlings', 'qa-feedback.handle', handleQaFeedback),
  route('get', '/people', 'people.read', listPeople),
  route('post', '/people', 'people.write', addPerson),
  route('get', '/people/:personId', 'people.read', getPerson),
  route('put', '/people/:personId', 'people.write', putPerson),
  route('get', '/audit-lines', 'audit.read', listAuditLines),
  route('get', '/audit-chain', 'audit.verify', checkAuditChain),
  route('get', '/retention', 'retention.read', getRetention),
  route('get', '/organisation', 'organisation.read', getOrganisation),
  route('put', '/organisation', 'organisation.write', putOrganisation),
  route('get', '/departments', 'departments.read', listDepartments),
  route('post', '/departments', 'departments.write', addDepartment),
  route('put', '/departments/:departmentId', 'departments.write', putDepartment),
  route('get', '/shifts', 'shifts.read', listShifts),
  route('post', '/roster-imports', 'shifts.write', importRoster),
  route('get', '/open-calls', 'open-calls.read', listOpenCalls),
  route('post', '/open-calls', 'open-calls.ask', askOpenCall),
  route('post', '/open-calls/:callId/answers', 'open-calls.answer', answerOpenCall),
  route('post', '/open-calls/:callId/closings', 'open-calls.ask', closeOpenCall),
  route('post', '/shifts', 'shifts.write', addShifts),
  route('delete', '/shifts/:shiftId', 'shifts.write', cancelShift),
  route('get', '/assignments', 'assignments.read', listAssignments),
  route('post', '/assignments/:assignmentId/answers', 'assignments.answer', answerAssignment),
  route('get', '/briefings', 'briefings.read', listBriefings),
  route('get', '/briefings/:briefingId', 'briefings.read', getBriefing),
  route('get', '/briefings/:briefingId/reads', 'briefings.read-reads', listBriefingReads),
  route('post', '/briefings/:briefingId/reads', 'briefings.confirm-read', readBriefing),
  route('get', '/questions', 'questions.list', listQuestions),
  route('get', '/question-counts', 'questions.list', countQuestions),
  route('post', '/questions', 'questions.log', logQuestion),
  route('get', '/contact-counts', 'contact-counts.read', listContactCounts),
  route('post', '/contact-counts', 'contact-counts.import', importContactCounts),
  route('get', '/mail-credentials', 'mail-credentials.read', listMailCredentials),
  route('get', '/wave-weeks', 'calendar.read', listWaveWeeks),
  route('get', '/calendars/kcc', 'calendar.read', getKccCalendar),
  route('post', '/calendar-links', 'calendar.link', makeCalendarLink),
  route('get', '/events', 'events.read', listEvents),
  route('post', '/events', 'events.write', addEvent),
  route('delete', '/events/:eventId', 'events.write', removeEvent),
  route('get', '/past-mailings', 'past-mailings.read', listPastMailings),
  route('post', '/past-mailings', 'past-mailings.import', importPastMailings),
  route('post', '/past-contacts', 'past-mailings.import', importPastContacts),
  route('post', '/mail-credentials', 'mail-credentials.write', addMailCredential),
  route('delete', '/mail-credentials/:username', 'mail-credentials.write', disableMailCredential),
  route('post', '/forecasts', 'what-ifs.calculate', calculateForecast),
  route('post', '/staffing-requirements', 'what-ifs.calculate', calculateStaffingRequirement),
];
