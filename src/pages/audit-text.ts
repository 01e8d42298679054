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
  'mail-credential-saved': { nl: 'Mailprogramma toegelaten', en: 'Mail tool let in' },
  'mail-credential-disabled': { nl: 'Mailprogramma uitgezet', en: 'Mail tool switched off' },
};

/** An action of the audit log in words; one without words as it is written. */
export function auditText(action: string): Text | string {
  return ACTION_TEXTS[action] ?? MORE[action] ?? action;
}
