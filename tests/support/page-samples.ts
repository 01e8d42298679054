import type { Role } from '../../src/domain/actor.ts';
import { DEPARTMENT_PAGE_SAMPLES } from './department-page-samples.ts';
import type { SampleWorld } from './sample-world.ts';

/** An address with which a page can be looked at, and in whose eyes. */
export interface PageSample {
  readonly name: string;
  /** Left out: of nobody who is logged in. */
  readonly as?: Role;
  readonly address: (world: SampleWorld) => string;
  /** A browser keeps it instead of showing it, so there is nothing to look at. */
  readonly file?: true;
}

/** By path in the table of pages: every page has at least one, and one more for every state that looks different. */
export const PAGE_SAMPLES: Readonly<Record<string, readonly PageSample[]>> = {
  ...DEPARTMENT_PAGE_SAMPLES,
  '/idp': [{ name: 'idp-choice', address: () => '/mailings' }],
  '/uitgelogd': [{ name: 'logged-out', address: () => '/uitgelogd' }],
  '/': [{ name: 'start', as: 'administrator', address: () => '/' }],
  '/vandaag': [{ name: 'today', as: 'agent', address: () => '/vandaag' }],
  '/briefings/:briefingId': [
    {
      name: 'briefing',
      as: 'agent',
      address: ({ atWork }) => `/briefings/${atWork.briefing}`,
    },
  ],
  '/briefings/:briefingId/pdf': [
    {
      name: 'briefing-pdf',
      as: 'agent',
      address: ({ atWork }) => `/briefings/${atWork.briefing}/pdf`,
      file: true,
    },
  ],
  '/mijn-diensten': [{ name: 'my-shifts', as: 'guest', address: () => '/mijn-diensten' }],
  '/opmerkingen': [{ name: 'remarks', as: 'kcc-lead', address: () => '/opmerkingen' }],
  '/logboek': [{ name: 'audit-log', as: 'auditor', address: () => '/logboek' }],
  '/logboek/controle': [{ name: 'audit-chain', as: 'auditor', address: () => '/logboek/controle' }],
  '/mailings/:mailingId/bewijs': [
    {
      name: 'evidence',
      as: 'auditor',
      address: ({ mailings }) => `/mailings/${mailings.releasing}/bewijs`,
    },
    {
      name: 'evidence-checked',
      as: 'auditor',
      address: ({ mailings }) => `/mailings/${mailings.releasing}/bewijs?controle=ja`,
    },
  ],
  '/mailings/:mailingId/bewijs/bewijsmap': [
    {
      name: 'evidence-file',
      as: 'auditor',
      address: ({ mailings }) => `/mailings/${mailings.releasing}/bewijs/bewijsmap`,
      file: true,
    },
  ],
  '/mensen': [{ name: 'people', as: 'administrator', address: () => '/mensen' }],
  '/mensen/nieuw': [{ name: 'person-new', as: 'administrator', address: () => '/mensen/nieuw' }],
  '/mensen/:personId': [
    {
      name: 'person',
      as: 'administrator',
      address: ({ atWork }) => `/mensen/${atWork.agent}`,
    },
  ],
  '/afdelingen': [{ name: 'departments', as: 'administrator', address: () => '/afdelingen' }],
  '/afdelingen/:departmentId': [
    {
      name: 'department',
      as: 'administrator',
      address: ({ departments }) => `/afdelingen/${departments.own}`,
    },
  ],
  '/instellingen': [{ name: 'settings', as: 'kcc-lead', address: () => '/instellingen' }],
  '/instellingen/openingstijden': [
    { name: 'settings-hours', as: 'kcc-lead', address: () => '/instellingen/openingstijden' },
  ],
  '/instellingen/termijnen': [
    { name: 'settings-terms', as: 'kcc-lead', address: () => '/instellingen/termijnen' },
  ],
  '/instellingen/vragen': [
    { name: 'settings-questions', as: 'kcc-lead', address: () => '/instellingen/vragen' },
  ],
  '/instellingen/mails': [
    {
      name: 'settings-mails',
      as: 'kcc-lead',
      address: () => '/instellingen/mails?mail=briefing-ahead',
    },
  ],
  '/instellingen/bewaren': [
    { name: 'settings-retention', as: 'kcc-lead', address: () => '/instellingen/bewaren' },
  ],
  '/mailprogrammas': [
    { name: 'mail-tools', as: 'administrator', address: () => '/mailprogrammas' },
  ],
  '/zoeken': [
    { name: 'search-empty', as: 'agent', address: () => '/zoeken' },
    { name: 'search-found', as: 'agent', address: () => '/zoeken?q=parkern' },
    { name: 'search-nothing', as: 'agent', address: () => '/zoeken?q=zwembad' },
  ],
  '/mailings': [
    { name: 'mailings-lead', as: 'kcc-lead', address: () => '/mailings' },
    { name: 'mailings-empty', as: 'guest', address: () => '/mailings' },
  ],
  '/mailings/:mailingId': [
    {
      name: 'department-mailing',
      as: 'department',
      address: ({ mailings }) => `/mailings/${mailings.letters}`,
    },
    {
      name: 'department-draft',
      as: 'department',
      address: ({ mailings }) => `/mailings/${mailings.draft}`,
    },
    {
      name: 'mailing-held',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}`,
    },
    {
      name: 'mailing-releasing',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.releasing}`,
    },
    {
      name: 'mailing-printing',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.letters}`,
    },
  ],
  '/mailings/:mailingId/akkoord': [
    {
      name: 'lead-room',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/akkoord`,
    },
  ],
  '/mailings/:mailingId/akkoord/geven': [
    {
      name: 'lead-sign-off',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/akkoord/geven`,
    },
  ],
  '/mailings/:mailingId/aanpassing': [
    {
      name: 'lead-changes',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/aanpassing`,
    },
  ],
  '/mailings/:mailingId/afwijzen': [
    {
      name: 'lead-refusal',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/afwijzen`,
    },
  ],
  '/mailings/:mailingId/contactgegevens': [
    {
      name: 'lead-contact',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/contactgegevens`,
    },
  ],
  '/mailings/:mailingId/voorwaarde-opzijzetten': [
    {
      name: 'lead-waiver',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/voorwaarde-opzijzetten`,
    },
  ],
  '/mailings/:mailingId/intrekken': [
    {
      name: 'lead-withdrawal',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.releasing}/intrekken`,
    },
    {
      name: 'withdrawal-at-printer',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.letters}/intrekken`,
    },
  ],
  '/mailings/:mailingId/printopdrachten/:jobId/terugnemen': [
    {
      name: 'department-print-return',
      as: 'department',
      address: ({ mailings }) =>
        `/mailings/${mailings.letters}/printopdrachten/herinnering-4/terugnemen`,
    },
  ],
  '/mailings/:mailingId/pauzeren': [
    {
      name: 'lead-pause',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.releasing}/pauzeren`,
    },
  ],
  '/mailings/:mailingId/verdergaan': [
    {
      name: 'lead-resume',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.releasing}/verdergaan`,
    },
  ],
  '/mailings/:mailingId/belgolf-afsluiten': [
    {
      name: 'lead-close',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.releasing}/belgolf-afsluiten`,
    },
  ],
  '/mailings/:mailingId/noodvrijgave': [
    {
      name: 'lead-emergency',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/noodvrijgave`,
    },
  ],
  '/mailings/:mailingId/niet-bezorgd': [
    {
      name: 'undelivered',
      as: 'department',
      address: ({ mailings }) => `/mailings/${mailings.letters}/niet-bezorgd`,
    },
  ],
  '/onzeker': [{ name: 'lead-doubts', as: 'kcc-lead', address: () => '/onzeker' }],
  '/noodvrijgaven': [{ name: 'emergencies', as: 'auditor', address: () => '/noodvrijgaven' }],
  '/bewaartermijnen': [{ name: 'retention', as: 'auditor', address: () => '/bewaartermijnen' }],
  '/noodstop': [{ name: 'lead-stop', as: 'kcc-lead', address: () => '/noodstop' }],
  '/noodstop/hervatten': [
    { name: 'lead-go-on', as: 'kcc-lead', address: () => '/noodstop/hervatten' },
  ],
  '/bord': [{ name: 'plan-board', as: 'kcc-lead', address: () => '/bord' }],
  '/oproepen': [{ name: 'team-open-calls', as: 'planner', address: () => '/oproepen' }],
  '/mijn-agenda': [{ name: 'my-calendar', as: 'agent', address: () => '/mijn-agenda' }],
  '/mijn-wensen': [{ name: 'team-wishes', as: 'agent', address: () => '/mijn-wensen' }],
  '/rooster/bestand': [
    { name: 'team-roster-file', as: 'planner', address: () => '/rooster/bestand' },
  ],
  '/rooster': [{ name: 'plan-roster', as: 'planner', address: () => '/rooster' }],
  '/rooster/:shiftId': [
    { name: 'plan-shift', as: 'planner', address: ({ shift }) => `/rooster/${shift}` },
  ],
  '/mailings/:mailingId/vragenlijst': [
    {
      name: 'plan-qa-sheet',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/vragenlijst`,
    },
  ],
  '/mailings/:mailingId/vragenlijst/:pair': [
    {
      name: 'plan-qa-pair',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/vragenlijst/3`,
    },
  ],
  '/mailings/:mailingId/vragenlijst/bestand': [
    {
      name: 'plan-qa-sheet-file',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/vragenlijst/bestand`,
      file: true,
    },
  ],
  '/mailings/:mailingId/betrokkenen': [
    {
      name: 'plan-stakeholders',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/betrokkenen`,
    },
  ],
  '/mailings/:mailingId/verzendplan': [
    {
      name: 'plan-dispatch',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/verzendplan?delen=3`,
    },
  ],
  '/mailings/:mailingId/plannen': [
    {
      name: 'plan-solved-dispatch',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/plannen`,
    },
    {
      name: 'plan-solved-none',
      as: 'planner',
      address: ({ mailings }) => `/mailings/${mailings.releasing}/plannen`,
    },
  ],
  '/mailings/:mailingId/bezetting/voorstel': [
    {
      name: 'plan-solved-staffing',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/bezetting/voorstel`,
    },
  ],
  '/mailings/:mailingId/prognose': [
    {
      name: 'plan-forecast',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/prognose`,
    },
  ],
  '/mailings/:mailingId/bezetting': [
    {
      name: 'plan-staffing',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/bezetting`,
    },
  ],
  '/mailings/:mailingId/bezetting/bestand': [
    {
      name: 'plan-staffing-file',
      as: 'planner',
      address: ({ mailings }) => `/mailings/${mailings.held}/bezetting/bestand`,
    },
  ],
  '/mailings/:mailingId/inzet': [
    {
      name: 'plan-assignments',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/inzet`,
    },
  ],
  '/mailings/:mailingId/briefingplan': [
    {
      name: 'plan-briefings',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/briefingplan`,
    },
  ],
  '/mailings/:mailingId/briefings': [
    {
      name: 'plan-reads',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/briefings`,
    },
  ],
  '/mailings/:mailingId/evaluatie': [
    {
      name: 'plan-evaluation',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}/evaluatie`,
    },
  ],
};
