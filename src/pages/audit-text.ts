import type { Text } from '../domain/text.ts';
import { ACTION_TEXTS } from './action-text.ts';

/** What the audit log says of changes that are no news of a mailing. */
const MORE: { readonly [action: string]: Text } = {
  'logged-in': { nl: 'Ingelogd', en: 'Logged in' },
  'logged-out': { nl: 'Uitgelogd', en: 'Logged out' },
  invited: { nl: 'Uitgenodigd', en: 'Invited' },
  accepted: { nl: 'Uitnodiging aangenomen', en: 'Invitation accepted' },
  declined: { nl: 'Uitnodiging afgeslagen', en: 'Invitation declined' },
  lapsed: { nl: 'Uitnodiging verlopen', en: 'Invitation lapsed' },
  cancelled: { nl: 'Uitnodiging ingetrokken', en: 'Invitation cancelled' },
  'staffing-plan-written': { nl: 'Bezettingsplan bewaard', en: 'Staffing plan kept' },
  'forecast-written': { nl: 'Prognose bewaard', en: 'Forecast kept' },
  'content-written': { nl: 'Inhoud bewaard', en: 'Content kept' },
  'draft-saved': { nl: 'Concept bewaard', en: 'Draft kept' },
  'qa-sheet-written': { nl: 'Vragenlijst bewaard', en: 'Q&A sheet kept' },
  'qa-feedback-given': { nl: 'Opmerking bij een antwoord', en: 'Remark on an answer' },
  'qa-feedback-handled': { nl: 'Opmerking afgehandeld', en: 'Remark handled' },
  'question-logged': { nl: 'Vraag genoteerd', en: 'Question logged' },
  'briefings-written': { nl: 'Briefings bewaard', en: 'Briefings kept' },
  'briefing-sent': { nl: 'Briefing verstuurd', en: 'Briefing sent' },
  'briefing-read': { nl: 'Briefing gelezen', en: 'Briefing read' },
  'shift-added': { nl: 'Dienst toegevoegd', en: 'Shift added' },
  'shift-cancelled': { nl: 'Dienst geschrapt', en: 'Shift cancelled' },
  'person-saved': { nl: 'Persoon bewaard', en: 'Person saved' },
  'department-saved': { nl: 'Afdeling bewaard', en: 'Department saved' },
  'audit-anchored': {
    nl: 'Zegel van het logboek elders bewaard',
    en: 'Hash of the log kept elsewhere',
  },
  'deliveries-reported': {
    nl: 'Afdeling ingelicht over wat ervan is geworden',
    en: 'Department told what became of it',
  },
  'messages-purged': { nl: 'Brieven en adressen gewist', en: 'Letters and addresses erased' },
  'print-texts-purged': {
    nl: 'Tekst van printopdrachten gewist',
    en: 'Text of print jobs erased',
  },
  'retention-run': { nl: 'Opgeschoond', en: 'Retention job ran' },
  'gate-stopped': { nl: 'Noodstop: alles stilgezet', en: 'Everything was stopped' },
  'gate-resumption-asked': { nl: 'Gevraagd om weer te verzenden', en: 'Asked to go on' },
  'gate-resumption-taken-back': {
    nl: 'Vraag om weer te verzenden ingetrokken',
    en: 'Request to go on taken back',
  },
  'gate-resumed': { nl: 'Noodstop opgeheven', en: 'Everything goes on' },
  'contact-counts-imported': {
    nl: 'Aantallen vragen ingelezen',
    en: 'Counts of questions read in',
  },
  'permit-issued': { nl: 'Vrijgavebewijs gegeven', en: 'Permit given' },
  'permit-consumed': { nl: 'Vrijgavebewijs gebruikt', en: 'Permit taken up' },
  'permit-refused': { nl: 'Vrijgavebewijs geweigerd', en: 'Permit refused' },
  'permit-lapsed': { nl: 'Vrijgavebewijs vervallen', en: 'Permit lapsed' },
  'permits-revoked': { nl: 'Vrijgavebewijzen ingetrokken', en: 'Permits revoked' },
  'past-contacts-imported': {
    nl: 'Aantallen vragen van eerdere mailings ingelezen',
    en: 'Counts of questions of past mailings read in',
  },
  'past-mailings-imported': { nl: 'Eerdere mailings ingelezen', en: 'Past mailings read in' },
  'evaluation-written': { nl: 'Evaluatie bewaard', en: 'Evaluation kept' },
  'event-saved': { nl: 'Gebeurtenis van buiten bewaard', en: 'External event kept' },
  'event-removed': { nl: 'Gebeurtenis van buiten verwijderd', en: 'External event removed' },
  'open-call-asked': { nl: 'Team gevraagd naar wensen', en: 'Team asked for wishes' },
  'open-call-answered': { nl: 'Wensen gegeven', en: 'Wishes given' },
  'open-call-closed': { nl: 'Oproep gesloten', en: 'Call closed' },
  'organisation-saved': { nl: 'Instellingen bewaard', en: 'Settings kept' },
  'planning-asked': { nl: 'Berekening gevraagd', en: 'Calculation asked for' },
  'planning-done': { nl: 'Berekening klaar', en: 'Calculation done' },
  'planning-failed': { nl: 'Berekening mislukt', en: 'Calculation failed' },
  'print-leftover-removed': {
    nl: 'Achtergebleven printbestanden verwijderd',
    en: 'Left-over print files removed',
  },
  'print-receipt-refused': {
    nl: 'Bericht van de drukker geweigerd',
    en: 'Message of the printer refused',
  },
  'staffing-need-filled': {
    nl: 'Genoeg mensen voor een dagdeel',
    en: 'Enough people for a half day',
  },
  'staffing-need-unfilled': {
    nl: 'Te weinig mensen voor een dagdeel',
    en: 'Too few people for a half day',
  },
  'stakeholders-written': { nl: 'Betrokkenen bewaard', en: 'Stakeholders kept' },
  'stakeholder-told': { nl: 'Betrokkene ingelicht', en: 'Stakeholder told' },
  'mail-credential-saved': { nl: 'Mailprogramma toegelaten', en: 'Mail tool let in' },
  'mail-credential-disabled': { nl: 'Mailprogramma uitgezet', en: 'Mail tool switched off' },
};

/** An action of the audit log in words; one without words as it is written. */
export function auditText(action: string): Text | string {
  return ACTION_TEXTS[action] ?? MORE[action] ?? action;
}

/** What a line of the audit log is about, by the type that it is written with. */
export const AUDIT_OBJECTS: { readonly [objectType: string]: Text } = {
  mailing: { nl: 'Mailing', en: 'Mailing' },
  briefing: { nl: 'Briefing', en: 'Briefing' },
  question: { nl: 'Vraag', en: 'Question' },
  assignment: { nl: 'Uitnodiging', en: 'Invitation' },
  shift: { nl: 'Dienst', en: 'Shift' },
  person: { nl: 'Persoon', en: 'Person' },
  department: { nl: 'Afdeling', en: 'Department' },
  gate: { nl: 'Noodstop', en: 'Stop' },
  'mail-credential': { nl: 'Mailprogramma', en: 'Mail tool' },
  'audit-chain': { nl: 'Logboek', en: 'Audit log' },
  'contact-counts': { nl: 'Aantallen vragen', en: 'Counts of questions' },
  event: { nl: 'Gebeurtenis', en: 'Event' },
  'held-message': { nl: 'E-mail', en: 'E-mail' },
  'open-call': { nl: 'Oproep', en: 'Call' },
  organisation: { nl: 'Instellingen', en: 'Settings' },
  'past-mailings': { nl: 'Eerdere mailings', en: 'Past mailings' },
  'planning-job': { nl: 'Berekening', en: 'Calculation' },
  'print-job': { nl: 'Printopdracht', en: 'Print job' },
  'print-leftover': { nl: 'Achtergebleven bestanden', en: 'Left-over files' },
  'print-receipt': { nl: 'Bericht van de drukker', en: 'Message of the printer' },
  'qa-feedback': { nl: 'Opmerking', en: 'Remark' },
  retention: { nl: 'Opschoning', en: 'Retention job' },
  'staffing-need': { nl: 'Dagdeel', en: 'Half day' },
  stakeholder: { nl: 'Betrokkene', en: 'Stakeholder' },
};

/** Through which door a change came, in words. */
export const ORIGIN_TEXTS: { readonly [origin: string]: Text } = {
  api: { nl: 'API', en: 'API' },
  worker: { nl: 'Sluis', en: 'Sluis' },
  gateway: { nl: 'Poort', en: 'Gate' },
  page: { nl: 'Pagina', en: 'Page' },
  link: { nl: 'Mail', en: 'Mail' },
  command: { nl: 'Beheer', en: 'Operations' },
};
