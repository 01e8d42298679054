import type { Role } from './actor.ts';
import type { ConditionCode } from './condition-code.ts';
import { conditionText } from './condition-text.ts';
import { counted, joined } from './counted-text.ts';
import { day, dispatchPlanFaultText, lastDay } from './dispatch-plan-text.ts';
import type { MailingCommandType } from './mailing-commands.ts';
import type { MailingStatus } from './mailing.ts';
import { whole } from './number-text.ts';
import type { Refusal } from './refusal.ts';
import type { Text } from './text.ts';

/** Why not, in plain words, and what to do; for every refusal there is. */
export function refusalText(refusal: Refusal): Text {
  switch (refusal.code) {
    case 'role-not-allowed':
      return {
        nl: `Dit mag u niet doen als ${ROLE_WORDS[refusal.role].nl}. Vraag het aan iemand die het wel mag.`,
        en: `You may not do this as ${ROLE_WORDS[refusal.role].en}. Ask somebody who may.`,
      };
    case 'wrong-state':
      return wrongState(refusal.status, refusal.command);
    case 'unmet-conditions':
      return joined([UNMET, ...refusal.conditions.map(conditionText)]);
    case 'changed-since-seen':
      return {
        nl: 'De mailing, het verzendplan of de vragenlijst is gewijzigd nadat u deze pagina opende. Er is geen akkoord gegeven. Lees ze opnieuw, en geef daarna akkoord.',
        en: 'The mailing, its dispatch plan or its Q&A sheet was changed after you opened this page. Nothing was signed off. Read them again, and sign off after that.',
      };
    case 'condition-not-waivable':
      return {
        nl: `De voorwaarde "${CONDITION[refusal.condition].nl}" kan niet worden overgeslagen. Zorg dat eraan is voldaan.`,
        en: `The condition "${CONDITION[refusal.condition].en}" cannot be waived. Make sure that it is met.`,
      };
    case 'reason-missing':
      return {
        nl: 'Er staat geen reden bij. Schrijf op waarom.',
        en: 'No reason is given. Write down why.',
      };
    case 'same-version':
      return {
        nl: `Er is al een nieuwere inhoud: versie ${refusal.version}. Bekijk die, en dien uw wijziging daarna opnieuw in.`,
        en: `There is newer content already: version ${refusal.version}. Look at it, and then submit your change again.`,
      };
    case 'audience-below-released':
      return {
        nl: `Er zijn al ${counted(refusal.released, RECIPIENTS).nl} bereikt, dus ${whole(refusal.audience, 'nl')} is te weinig. Geef per kanaal minstens op wat al weg is, of trek de rest in.`,
        en: `${counted(refusal.released, RECIPIENTS).en} have been reached already, so ${whole(refusal.audience, 'en')} is too few. Give at least what has left per channel, or withdraw the rest.`,
      };
    case 'unknown-stakeholder':
      return {
        nl: 'Deze persoon staat niet bij wie dit moet weten. Voeg de persoon eerst toe.',
        en: 'This person is not among those who must know. Add the person first.',
      };
    case 'dispatch-plan-does-not-fit':
      return joined(refusal.faults.map(dispatchPlanFaultText));
    case 'second-person-must-differ':
      return {
        nl: 'U hebt de noodvrijgave zelf gevraagd. Een tweede KCC-leider moet hem bevestigen.',
        en: 'You asked for the emergency release yourself. A second KCC lead must confirm it.',
      };
    case 'author-may-not-release':
      return {
        nl: 'U hebt aan deze mailing geschreven en mag hem daarom niet vrijgeven. Vraag twee andere KCC-leiders.',
        en: 'You wrote a part of this mailing and may therefore not release it. Ask two other KCC leads.',
      };
    case 'nothing-left-to-release':
      return {
        nl: 'Alles is al weg. Er is niets meer om vrij te geven of te veranderen. Maak een nieuwe mailing als inwoners nog iets moeten weten.',
        en: 'Everything has left. There is nothing more to release or to change. Make a new mailing if residents must know something else.',
      };
    case 'batch-not-next':
      return batchNotNext(refusal.batch, refusal.next);
    case 'batch-not-due':
      return {
        nl: `Deelverzending ${refusal.batch} mag pas weg op ${day(refusal.releaseAt, 'nl')}. Wacht tot dan, of maak een ander verzendplan.`,
        en: `Batch ${refusal.batch} may not leave before ${day(refusal.releaseAt, 'en')}. Wait until then, or make another dispatch plan.`,
      };
    case 'batches-paused':
      return {
        nl: 'De deelverzendingen staan stil omdat de belgolf te groot is. Laat ze verder gaan als het KCC het weer aankan.',
        en: 'The batches are paused because the wave is too big. Resume them when the contact centre can carry it again.',
      };
    case 'window-closed':
      return {
        nl: `De mailing mocht weg tot en met ${lastDay(refusal.closesAt, 'nl')}. Laat de vakafdeling nieuwe datums opgeven, en geef opnieuw akkoord.`,
        en: `The mailing was allowed to leave until and including ${lastDay(refusal.closesAt, 'en')}. Let the department give new dates, and sign off again.`,
      };
    case 'approval-does-not-cover':
      return {
        nl: 'Het akkoord hoort bij een andere inhoud of een ander verzendplan. Geef opnieuw akkoord.',
        en: 'The sign-off belongs to other content or another dispatch plan. Sign off again.',
      };
    case 'batch-not-released':
      return {
        nl: `Deelverzending ${refusal.batch} is over dit kanaal niet vrijgegeven, dus er valt niets te melden. Controleer het nummer en het kanaal.`,
        en: `Batch ${refusal.batch} was not let out over this channel, so there is nothing to report. Check the number and the channel.`,
      };
    case 'already-confirmed':
      return {
        nl: `Deelverzending ${refusal.batch} is over dit kanaal al gemeld. U hoeft niets te doen.`,
        en: `Batch ${refusal.batch} has been reported over this channel already. You need not do anything.`,
      };
    case 'counts-do-not-match':
      return {
        nl: `U meldt ${counted(refusal.reported, RECIPIENTS).nl}, en het zijn er hoogstens ${whole(refusal.audience, 'nl')}. Geef hele aantallen van 0 of meer die samen passen.`,
        en: `You report ${counted(refusal.reported, RECIPIENTS).en}, and there are at most ${whole(refusal.audience, 'en')}. Give whole numbers of 0 or more that fit together.`,
      };
  }
}

const RECIPIENTS = { nl: ['ontvanger', 'ontvangers'], en: ['recipient', 'recipients'] } as const;

const UNMET: Text = {
  nl: 'Akkoord geven kan nog niet.',
  en: 'Signing off is not possible yet.',
};

function batchNotNext(batch: number, next: number | undefined): Text {
  if (next === undefined) {
    return {
      nl: `Deelverzending ${batch} kan niet weg: alle deelverzendingen zijn al vrijgegeven.`,
      en: `Batch ${batch} cannot leave: all batches have been let out already.`,
    };
  }
  return {
    nl: `Deelverzending ${batch} is niet aan de beurt. Eerst gaat deelverzending ${next}.`,
    en: `It is not the turn of batch ${batch}. Batch ${next} goes first.`,
  };
}

function wrongState(status: MailingStatus, command: MailingCommandType): Text {
  return {
    nl: `${COMMAND[command].nl} kan nu niet: deze mailing is ${STATUS[status].nl}. Bekijk de mailing om te zien wat wel kan.`,
    en: `${COMMAND[command].en} is not possible now: this mailing is ${STATUS[status].en}. Look at the mailing to see what is possible.`,
  };
}

/** Roles as they stand in a sentence. */
export const ROLE_WORDS: { readonly [role in Role | 'system']: Text } = {
  department: { nl: 'vakafdeling', en: 'department' },
  'kcc-lead': { nl: 'KCC-leider', en: 'KCC lead' },
  planner: { nl: 'planner', en: 'planner' },
  agent: { nl: 'klantcontactmedewerker', en: 'agent' },
  guest: { nl: 'backoffice-gast', en: 'back-office guest' },
  auditor: { nl: 'controleur', en: 'auditor' },
  administrator: { nl: 'beheerder', en: 'administrator' },
  'mail-tool': { nl: 'verzendprogramma', en: 'mail tool' },
  'print-house': { nl: 'drukkerij', en: 'print house' },
  system: { nl: 'Sluis zelf', en: 'Sluis itself' },
};

const CONDITION: { readonly [code in ConditionCode]: Text } = {
  'qa-sheet-ready': { nl: 'de vragenlijst is klaar', en: 'the Q&A sheet is ready' },
  'contact-details-checked': {
    nl: 'de contactgegevens zijn gecontroleerd',
    en: 'the contact details have been checked',
  },
  'stakeholders-informed': {
    nl: 'wie het moet weten, weet het',
    en: 'those who must know, know',
  },
  'dispatch-plan-fits': { nl: 'het verzendplan past', en: 'the dispatch plan fits' },
  'forecast-current': { nl: 'de prognose is actueel', en: 'the forecast is up to date' },
  'staffing-covers-shortage': {
    nl: 'er zijn genoeg mensen',
    en: 'there are enough people',
  },
  'briefings-planned': { nl: 'de briefings zijn gepland', en: 'the briefings have been planned' },
  'signer-is-not-author': {
    nl: 'wie akkoord geeft, heeft er niet aan geschreven',
    en: 'whoever signs off has not written it',
  },
};

const STATUS: { readonly [status in MailingStatus]: Text } = {
  announced: { nl: 'alleen aangekondigd', en: 'only announced' },
  draft: { nl: 'een concept', en: 'a draft' },
  submitted: { nl: 'net ingediend', en: 'just submitted' },
  held: { nl: 'vastgehouden', en: 'held' },
  'signed-off': { nl: 'akkoord', en: 'signed off' },
  releasing: { nl: 'gedeeltelijk weg', en: 'partly out' },
  dispatched: { nl: 'helemaal weg', en: 'all out' },
  evaluated: { nl: 'geëvalueerd', en: 'evaluated' },
  refused: { nl: 'afgewezen', en: 'refused' },
  withdrawn: { nl: 'ingetrokken', en: 'withdrawn' },
};

const COMMAND: { readonly [type in MailingCommandType]: Text } = {
  hold: { nl: 'Vasthouden', en: 'Holding' },
  amend: { nl: 'De inhoud wijzigen', en: 'Amending the content' },
  attachQaSheet: { nl: 'Een vragenlijst toevoegen', en: 'Attaching a Q&A sheet' },
  checkContactDetails: {
    nl: 'De contactgegevens afvinken',
    en: 'Ticking off the contact details',
  },
  nameStakeholders: { nl: 'Opgeven wie het moet weten', en: 'Naming who must know' },
  recordStakeholdersTold: { nl: 'Vastleggen wie het weet', en: 'Recording who was told' },
  confirmStakeholder: {
    nl: 'Bevestigen dat iemand het weet',
    en: 'Confirming that somebody knows',
  },
  recordForecast: { nl: 'De prognose vastleggen', en: 'Recording the forecast' },
  planStaffing: { nl: 'De bezetting plannen', en: 'Planning the staffing' },
  planBriefings: { nl: 'Briefings plannen', en: 'Planning briefings' },
  planDispatch: { nl: 'Een verzendplan maken', en: 'Making a dispatch plan' },
  waiveCondition: { nl: 'Een voorwaarde overslaan', en: 'Waiving a condition' },
  signOff: { nl: 'Akkoord geven', en: 'Signing off' },
  requestChanges: { nl: 'Om aanpassingen vragen', en: 'Requesting changes' },
  refuse: { nl: 'Afwijzen', en: 'Refusing' },
  withdraw: { nl: 'Intrekken', en: 'Withdrawing' },
  emergencyRelease: { nl: 'Noodvrijgave', en: 'An emergency release' },
  releaseBatch: { nl: 'Een deelverzending vrijgeven', en: 'Letting out a batch' },
  confirmDispatch: { nl: 'De verzending melden', en: 'Confirming the dispatch' },
  pauseBatches: { nl: 'De deelverzendingen stilzetten', en: 'Pausing the batches' },
  resumeBatches: { nl: 'De deelverzendingen hervatten', en: 'Resuming the batches' },
  closeWave: { nl: 'De belgolf afsluiten', en: 'Closing the wave' },
  recordEvaluation: { nl: 'De evaluatie vastleggen', en: 'Recording the evaluation' },
};
