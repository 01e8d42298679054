import { counted, halfHours, type Noun, PEOPLE } from './counted-text.ts';
import { oneDecimal, percent, whole } from './number-text.ts';
import type { ShortageSummary } from './shortage.ts';
import type { PlannedStretch } from './staffing-model-input.ts';
import type { Text } from './text.ts';

const TIMES: Noun = { nl: ['keer', 'keer'], en: ['time', 'times'] };

/** What is known about how good a plan is. */
export interface Proof {
  /** Euro: wages and overtime, price of the shortage that stays, less prepaid hours and what was kept of an earlier plan. */
  readonly objective: number;
  /** No plan can have a lower objective. */
  readonly bound: number;
  /** (objective - bound) / objective; 1 when nothing is known. */
  readonly gap: number;
  /** Whether the gap is within what was asked. */
  readonly status: 'proven' | 'unproven';
  /** Why the solver stopped. */
  readonly stoppedBy: 'gap' | 'time-limit' | 'memory-limit' | 'stopped' | 'failed' | 'not-needed';
  readonly seconds: number;
  /** Gap of the model with people pooled per group, before names. */
  readonly pooledGap?: number;
  readonly peakMemoryMb?: number;
  readonly formulaVersion: string;
}

/** What the plan does, what remains and how far it can be trusted, in a few sentences. */
export function planText(
  assignments: readonly PlannedStretch[],
  before: ShortageSummary,
  after: ShortageSummary,
  cost: number,
  proof: Proof,
): Text {
  if (before.halfHours === 0) {
    return {
      nl: 'Er is genoeg bezetting. Niemand hoeft extra te komen.',
      en: 'There are enough people. Nobody has to come extra.',
    };
  }
  const people = new Set(assignments.map(({ personId }) => personId)).size;
  const asked =
    people === 0
      ? {
          nl: 'Niemand kan op die tijden komen, of het helpt te weinig voor wat het kost.',
          en: 'Nobody can come at those times, or it helps too little for what it costs.',
        }
      : {
          nl: `Het plan vraagt ${counted(people, PEOPLE).nl}, samen ${counted(assignments.length, TIMES).nl}, en kost ${whole(cost, 'nl')} euro.`,
          en: `The plan asks ${counted(people, PEOPLE).en}, ${counted(assignments.length, TIMES).en} in all, and costs ${whole(cost, 'en')} euro.`,
        };
  const rest =
    after.halfHours === 0
      ? { nl: 'Daarmee is het tekort opgelost.', en: 'That ends the shortage.' }
      : {
          nl: `Dan nog te krap: ${halfHours(after.halfHours).nl}, met hoogstens ${oneDecimal(after.peak, 'nl')} plekken te weinig.`,
          en: `Then still short: ${halfHours(after.halfHours).en}, by at most ${oneDecimal(after.peak, 'en')} positions.`,
        };
  const trust = proofText(proof);
  return {
    nl: `In ${halfHours(before.halfHours).nl} zijn er te weinig mensen. ${asked.nl} ${rest.nl} ${trust.nl}`,
    en: `In ${halfHours(before.halfHours).en} there are too few people. ${asked.en} ${rest.en} ${trust.en}`,
  };
}

/** How good the plan is proven to be, in one sentence. */
export function proofText({ gap, status, stoppedBy }: Proof): Text {
  if (status === 'proven') {
    return {
      nl: `Bewezen is dat geen plan meer dan ${percent(gap, 'nl')} % beter is.`,
      en: `It is proven that no plan is more than ${percent(gap, 'en')} % better.`,
    };
  }
  const why = WHY[stoppedBy];
  return {
    nl: `Niet bewezen: ${why.nl}. Een ander plan kan tot ${percent(gap, 'nl')} % beter zijn.`,
    en: `Not proven: ${why.en}. Another plan may be up to ${percent(gap, 'en')} % better.`,
  };
}

const WHY: { readonly [reason in Proof['stoppedBy']]: Text } = {
  gap: {
    nl: 'de verdeling over mensen kost meer dan de berekening per groep',
    en: 'dividing it over people costs more than the calculation per group',
  },
  'time-limit': { nl: 'de tijd was op', en: 'time ran out' },
  'memory-limit': { nl: 'het geheugen was vol', en: 'memory was full' },
  stopped: { nl: 'de berekening is gestopt', en: 'the calculation was stopped' },
  failed: {
    nl: 'de rekenmodule gaf geen bruikbaar antwoord',
    en: 'the solver gave no usable answer',
  },
  'not-needed': { nl: 'er viel niets te berekenen', en: 'there was nothing to calculate' },
};
