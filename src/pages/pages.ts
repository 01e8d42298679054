import express, { type Router } from 'express';
import { OPERATIONS } from '../domain/access.ts';
import type { RoleClaim } from '../http/admission.ts';
import type { Cookies } from '../http/cookies.ts';
import type { Login } from '../http/login.ts';
import type { Sessions } from '../http/session.ts';
import { pageHeaders } from './answer.ts';
import { assetRouter, baseOf, createAssets, frameOf } from './assets.ts';
import type { AppDeps, PageDeps } from './deps.ts';
import { PAGE_WORDS } from './fault-answer.tsx';
import { invitationPage } from './invitation.tsx';
import { loginRoutes } from './login-routes.tsx';
import type { KeptForms } from './kept-forms.ts';
import { mailingPage } from './mailing.tsx';
import { mailingsPage } from './mailings.tsx';
import type { LinkPage, Page } from './page.ts';
import { PageFault } from './page-fault.ts';
import { servePage } from './serve-page.tsx';
import { serveLinkPage } from './serve-link-page.tsx';
import { appErrors } from './show-page.tsx';
import { pageErrors } from './show.tsx';
import { stakeholderPage } from './stakeholder.tsx';
import { startPage } from './start.tsx';
import { assignmentsPage } from './assignments.tsx';
import { boardPage } from './board.tsx';
import { briefingPlanPage } from './briefing-plan.tsx';
import { briefingReadsPage } from './briefing-reads.tsx';
import { dispatchOptionsPage } from './dispatch-options.tsx';
import { dispatchPlanPage } from './dispatch-plan.tsx';
import { evaluationPage } from './evaluation.tsx';
import { forecastPage } from './forecast.tsx';
import { qaPairPage } from './qa-pair.tsx';
import { qaSheetPage } from './qa-sheet.tsx';
import { qaSheetDownloadPage } from './qa-sheet-download.tsx';
import { myWishesPage } from './my-wishes.tsx';
import { openCallsPage } from './open-calls.tsx';
import { rosterImportPage } from './roster-import.tsx';
import { rosterPage } from './roster.tsx';
import { shiftPage } from './shift.tsx';
import { staffingProposalPage } from './staffing-proposal.tsx';
import { staffingPlanPage } from './staffing-plan.tsx';
import { staffingPlanImportPage } from './staffing-plan-import.tsx';
import { stakeholdersPage } from './stakeholders.tsx';
import { amendmentPages } from './amendment.tsx';
import { announcementPage } from './announcement.tsx';
import { batchConfirmationPage } from './batch-confirmation.tsx';
import { discardPage } from './discard.tsx';
import { draftCheckPage } from './draft-check.tsx';
import { draftStepPages } from './draft-step.tsx';
import { newMailingPage } from './new-mailing.tsx';
import { batchPausePage } from './batch-pause.tsx';
import { batchResumptionPage } from './batch-resumption.tsx';
import { changeRequestPage } from './change-request.tsx';
import { contactCheckPage } from './contact-check.tsx';
import { doubtsPage } from './doubts.tsx';
import { emergencyReleasePage } from './emergency-release.tsx';
import { emergencyReleasesPage } from './emergency-releases.tsx';
import { gateResumptionPage } from './gate-resumption.tsx';
import { gateStopPage } from './gate-stop.tsx';
import { printJobReturnPage } from './print-job-return.tsx';
import { qaFeedbackPage } from './qa-feedback.tsx';
import { auditChainPage } from './audit-chain.tsx';
import { auditLogPage } from './audit-log.tsx';
import { departmentPage, departmentsPage } from './departments.tsx';
import { evidenceDownloadPage } from './evidence-download.tsx';
import { evidencePage } from './evidence.tsx';
import { undeliveredPage } from './undelivered.tsx';
import { mailToolsPage } from './mail-tools.tsx';
import { peoplePage } from './people.tsx';
import { newPersonPage, personPage } from './person.tsx';
import { briefingPage } from './briefing.tsx';
import { briefingPdfPage } from './briefing-pdf.ts';
import { myCalendarPage } from './my-calendar.tsx';
import { myShiftsPage } from './my-shifts.tsx';
import { todayPage } from './today.tsx';
import { qaSearchPage } from './qa-search.tsx';
import { retentionPage } from './retention.tsx';
import { refusalOfMailingPage } from './refusal-of-mailing.tsx';
import { signOffPage } from './sign-off.tsx';
import { signOffRoomPage } from './sign-off-room.tsx';
import { hoursSettingsPage } from './settings-hours.tsx';
import { mailsSettingsPage } from './settings-mails.tsx';
import { questionsSettingsPage } from './settings-questions.tsx';
import { retentionSettingsPage } from './settings-retention.tsx';
import { staffingSettingsPage } from './settings-staffing.tsx';
import { termsSettingsPage } from './settings-terms.tsx';
import { waiverPage } from './waiver.tsx';
import { waveClosingPage } from './wave-closing.tsx';
import { withdrawalPage } from './withdrawal.tsx';

/** THE table of pages. The order of those with a line in the menu is the order of the menu. */
export const PAGES: readonly (Page | LinkPage)[] = [
  startPage,
  boardPage,
  todayPage,
  qaSearchPage,
  myShiftsPage,
  briefingPage,
  briefingPdfPage,
  mailingsPage,
  mailingPage,
  newMailingPage,
  announcementPage,
  ...draftStepPages,
  draftCheckPage,
  discardPage,
  ...amendmentPages,
  batchConfirmationPage,
  rosterPage,
  rosterImportPage,
  openCallsPage,
  myCalendarPage,
  myWishesPage,
  shiftPage,
  printJobReturnPage,
  qaFeedbackPage,
  auditLogPage,
  auditChainPage,
  evidencePage,
  undeliveredPage,
  evidenceDownloadPage,
  peoplePage,
  newPersonPage,
  personPage,
  departmentsPage,
  departmentPage,
  staffingSettingsPage,
  hoursSettingsPage,
  termsSettingsPage,
  questionsSettingsPage,
  mailsSettingsPage,
  retentionSettingsPage,
  mailToolsPage,
  signOffRoomPage,
  signOffPage,
  changeRequestPage,
  refusalOfMailingPage,
  contactCheckPage,
  qaSheetPage,
  qaSheetDownloadPage,
  qaPairPage,
  stakeholdersPage,
  dispatchPlanPage,
  dispatchOptionsPage,
  forecastPage,
  staffingPlanPage,
  staffingPlanImportPage,
  staffingProposalPage,
  assignmentsPage,
  briefingPlanPage,
  briefingReadsPage,
  evaluationPage,
  waiverPage,
  withdrawalPage,
  doubtsPage,
  retentionPage,
  emergencyReleasesPage,
  gateStopPage,
  gateResumptionPage,
  batchPausePage,
  batchResumptionPage,
  waveClosingPage,
  emergencyReleasePage,
  invitationPage,
  stakeholderPage,
];

/** What pages for people who are logged in need beside what link pages need. */
export interface AppPages {
  readonly deps: AppDeps;
  readonly sessions: Sessions;
  readonly cookies: Cookies;
  readonly login: Login;
  readonly keptForms: KeptForms;
  readonly roleClaim?: RoleClaim;
  /** Origins that a form may end up at: the identity provider's. */
  readonly formTargets: readonly string[];
  /** Another table than PAGES. */
  readonly pages?: readonly (Page | LinkPage)[];
}

/**
 * A router that answers the pages and what they are shown with. Without `app` it answers only those behind mailed links.
 * @throws Error when a page names no known operation, or two have one path
 */
export function createPages(deps: PageDeps, app?: AppPages): Router {
  const pages = app?.pages ?? PAGES;
  assertComplete(pages);
  const router = express.Router({ strict: true, caseSensitive: true });
  const base = baseOf(deps.publicUrl);
  const assets = createAssets(deps.house.colour);
  const frame = {
    ...frameOf(deps.house, base, assets),
    ...(app && { cookies: app.cookies }),
    scriptPath: assets.scriptPath,
    pages: pages.filter((page) => page.kind === 'page'),
  };
  router.use(assetRouter(assets));
  const anonymousErrors = pageErrors(frame);
  const linkHeaders = pageHeaders();
  for (const page of pages.filter((one) => one.kind === 'link')) {
    const serve = serveLinkPage(page, deps, frame);
    router.route(page.path).all(linkHeaders).get(serve).post(serve).all(otherMethods);
    router.use(page.path, anonymousErrors);
  }
  if (!app) return router;

  const parts = { ...app, frame };
  const inside = express.Router({ strict: true, caseSensitive: true });
  const headers = pageHeaders(app.formTargets);
  inside.use(['/inloggen', '/uitloggen', '/uitgelogd'], headers);
  inside.use(loginRoutes(parts, app.login, app.roleClaim));
  for (const page of frame.pages) {
    const serve = servePage(page, parts);
    inside.route(page.path).all(headers).get(serve).post(serve).all(otherMethods);
  }
  inside.use(appErrors(parts, pageErrors(frame, PAGE_WORDS)));
  router.use(inside);
  return router;
}

function assertComplete(pages: readonly (Page | LinkPage)[]) {
  const seen = new Set<string>();
  for (const { path, operation } of pages) {
    if (!OPERATIONS.includes(operation)) throw new Error(`${path} names no operation`);
    if (seen.has(path)) throw new Error(`${path} is in the table of pages twice`);
    seen.add(path);
  }
}

const otherMethods: express.RequestHandler = (_req, res) => {
  res.set('Allow', 'GET, HEAD, POST');
  throw new PageFault(405, { nl: 'Dat kan hier niet.', en: 'That is not possible here.' });
};
