import type { UnmetCondition } from './condition.ts';
import { dispatchPlanFaultText } from './dispatch-plan-text.ts';
import { counted, HALF_HOURS, joined, PEOPLE } from './counted-text.ts';
import type { Text } from './text.ts';

/** One sentence or two that say what is missing and what to do about it. */
export function conditionText(unmet: UnmetCondition): Text {
  switch (unmet.code) {
    case 'qa-sheet-ready':
      return unmet.problem === 'missing' ? qaSheetMissing(unmet.minimum) : qaSheetIncomplete(unmet);
    case 'contact-details-checked':
      return {
        nl: 'De contactgegevens op de mailing zijn niet gecontroleerd. Bel het nummer, kijk de openingstijden na en open het webadres, en vink ze daarna af.',
        en: 'The contact details on the mailing have not been checked. Call the number, check the opening hours and open the web address, and then tick them off.',
      };
    case 'stakeholders-informed':
      return unmet.problem === 'not-answered' ? STAKEHOLDERS_NOT_ANSWERED : stillWaiting(unmet);
    case 'dispatch-plan-fits':
      if (unmet.problem === 'missing') return PLAN_MISSING;
      if (unmet.problem === 'window-closed') return WINDOW_CLOSED;
      return joined(unmet.faults.map(dispatchPlanFaultText));
    case 'forecast-current':
      return FORECAST[unmet.problem];
    case 'staffing-covers-shortage':
      return staffing(unmet.problem, unmet.halfHours);
    case 'briefings-planned':
      return {
        nl: 'Er is geen briefing gepland. Kies wanneer de medewerkers horen wat eraan komt.',
        en: 'No briefing has been planned. Choose when the agents hear what is coming.',
      };
    case 'signer-is-not-author':
      return {
        nl: 'U hebt zelf aan deze mailing geschreven. Laat een andere KCC-leider akkoord geven.',
        en: 'You wrote a part of this mailing yourself. Let another KCC lead sign it off.',
      };
  }
}

const STAKEHOLDERS_NOT_ANSWERED: Text = {
  nl: 'De vraag "wie moet dit nog meer weten?" is niet beantwoord. Noem de mensen, of zeg dat het niemand is.',
  en: 'The question "who else must know this?" has not been answered. Name the people, or say that it is nobody.',
};

const PLAN_MISSING: Text = {
  nl: 'Er is geen verzendplan. Maak een plan dat zegt wie de mailing wanneer krijgt.',
  en: 'There is no dispatch plan. Make a plan that says who gets the mailing when.',
};

const WINDOW_CLOSED: Text = {
  nl: 'De laatste dag waarop de mailing weg mag, is voorbij. Laat de vakafdeling nieuwe datums opgeven, of gebruik de noodvrijgave.',
  en: 'The last day on which the mailing may leave has passed. Let the department give new dates, or use the emergency release.',
};

const FORECAST: { readonly [problem in 'missing' | 'stale']: Text } = {
  missing: {
    nl: 'De prognose is nog niet klaar. Wacht even en probeer het opnieuw.',
    en: 'The forecast is not ready yet. Wait a moment and try again.',
  },
  stale: {
    nl: 'De prognose is gemaakt met oude aantallen of een oud verzendplan. Er wordt een nieuwe gemaakt: wacht even en kijk opnieuw.',
    en: 'The forecast was made from old numbers or an old dispatch plan. A new one is being made: wait a moment and look again.',
  },
};

function qaSheetMissing(minimum: number): Text {
  return {
    nl: `Er is geen vragenlijst. Voeg er een toe met minstens ${counted(minimum, PAIRS).nl}.`,
    en: `There is no Q&A sheet. Add one with at least ${counted(minimum, PAIRS).en}.`,
  };
}

function qaSheetIncomplete({
  pairs,
  minimum,
  unanswered,
  unowned,
}: Extract<UnmetCondition, { problem: 'incomplete' }>): Text {
  const faults: Text[] = [];
  if (pairs < minimum) {
    faults.push({
      nl: `De vragenlijst heeft ${counted(pairs, PAIRS).nl}. Maak er minstens ${minimum}.`,
      en: `The Q&A sheet has ${counted(pairs, PAIRS).en}. Make at least ${minimum}.`,
    });
  }
  if (unanswered > 0) {
    faults.push({
      nl: `In de vragenlijst missen antwoorden: ${counted(unanswered, QUESTIONS).nl}. Vul ze in.`,
      en: `Answers are missing in the Q&A sheet: ${counted(unanswered, QUESTIONS).en}. Fill them in.`,
    });
  }
  if (unowned > 0) {
    faults.push({
      nl: `In de vragenlijst missen eigenaren: ${counted(unowned, QUESTIONS).nl}. Zet erbij wie het antwoord bijhoudt.`,
      en: `Owners are missing in the Q&A sheet: ${counted(unowned, QUESTIONS).en}. Add who keeps the answer right.`,
    });
  }
  return joined(faults);
}

function stillWaiting({
  notTold,
  notConfirmed,
}: Extract<UnmetCondition, { problem: 'waiting' }>): Text {
  const people = counted(notConfirmed, PEOPLE);
  const untold = counted(notTold, PEOPLE);
  if (notTold === 0) {
    return {
      nl: `Nog niet bevestigd door ${people.nl} ${notConfirmed === 1 ? 'die dit moet weten' : 'die dit moeten weten'}. Vraag om een bevestiging, of bevestig het namens hen.`,
      en: `Not confirmed yet by ${people.en} who must know this. Ask for a confirmation, or confirm it on their behalf.`,
    };
  }
  return {
    nl: `Nog niet bereikt: ${untold.nl}. Nog niet bevestigd: ${people.nl}. Kijk of de e-mailadressen kloppen, en vraag om een bevestiging.`,
    en: `Not reached yet: ${untold.en}. Not confirmed yet: ${people.en}. Check the e-mail addresses, and ask for a confirmation.`,
  };
}

function staffing(problem: 'missing' | 'stale' | 'short', halfHours: number): Text {
  const short = counted(halfHours, HALF_HOURS);
  switch (problem) {
    case 'missing':
      return {
        nl: `Er is geen bezettingsplan, en in ${short.nl} zijn er te weinig mensen. Maak een plan, of spreid de mailing over meer dagen.`,
        en: `There is no staffing plan, and in ${short.en} there are too few people. Make a plan, or spread the mailing over more days.`,
      };
    case 'stale':
      return {
        nl: `Het bezettingsplan hoort bij een oude prognose. Maak een nieuw plan voor ${short.nl} met te weinig mensen.`,
        en: `The staffing plan belongs to an old forecast. Make a new plan for ${short.en} with too few people.`,
      };
    case 'short':
      return {
        nl: `Ook met het bezettingsplan zijn er in ${short.nl} te weinig mensen. Vraag meer mensen, of spreid de mailing over meer dagen.`,
        en: `Even with the staffing plan there are too few people in ${short.en}. Ask more people, or spread the mailing over more days.`,
      };
  }
}

const PAIRS = { nl: ['vraag met antwoord', 'vragen met antwoord'], en: ['pair', 'pairs'] } as const;
const QUESTIONS = { nl: ['vraag', 'vragen'], en: ['question', 'questions'] } as const;
