import { day } from './dispatch-plan-text.ts';
import type { DispatchOption, DispatchOptionKind, DispatchOptions } from './dispatch-options.ts';
import { halfHours } from './counted-text.ts';
import { oneDecimal, percent, whole } from './number-text.ts';
import { toInstant } from './local-time.ts';
import type { LocalDate } from './instant.ts';
import type { Text } from './text.ts';

/** What the plans are called. */
export const DISPATCH_OPTION_NAMES: { readonly [kind in DispatchOptionKind]: Text } = {
  'all-at-once': { nl: 'Alles tegelijk', en: 'All at once' },
  cheapest: { nl: 'Het goedkoopst', en: 'The cheapest' },
  calmest: { nl: 'Het rustigst', en: 'The calmest' },
};

const CARRIED: Text = {
  nl: 'Het KCC kan deze mailing aan vóór de uiterste datum, zonder tekort.',
  en: 'The contact centre can carry this mailing before the latest date, without a shortage.',
};

/** How good a release plan is proven to be, under the linear model that it was chosen with, in one sentence. */
export function releaseProofText({ kind, gap, status }: DispatchOptions['proofs'][number]): Text {
  const name = DISPATCH_OPTION_NAMES[kind];
  const [nl, en] = [percent(gap, 'nl'), percent(gap, 'en')];
  return status === 'proven'
    ? {
        nl: `${name.nl}: bewezen is dat geen verdeling over de dagen meer dan ${nl} % beter is in het rekenmodel.`,
        en: `${name.en}: it is proven that no spread over the days is more than ${en} % better in the model.`,
      }
    : {
        nl: `${name.nl}: niet bewezen, de tijd was op. Een andere verdeling kan in het rekenmodel tot ${nl} % beter zijn.`,
        en: `${name.en}: not proven, time ran out. Another spread may be up to ${en} % better in the model.`,
      };
}

/** One plan in a few sentences, with its name. */
export function dispatchOptionText(option: Omit<DispatchOption, 'text'>): Text {
  const [name, facts] = [DISPATCH_OPTION_NAMES[option.kind], factsText(option)];
  return { nl: `${name.nl}: ${facts.nl}`, en: `${name.en}: ${facts.en}` };
}

function factsText(option: Omit<DispatchOption, 'text'>): Text {
  const { plan, cost, serviceLevel, peakPositions, lastDate, shortageHalfHours } = option;
  const count = plan.batches.length;
  const sent = {
    nl: count === 1 ? `in één keer op ${dayOf(lastDate, 'nl')}` : `in ${count} deelverzendingen, de laatste op ${dayOf(lastDate, 'nl')}`, // prettier-ignore
    en: count === 1 ? `in one go on ${dayOf(lastDate, 'en')}` : `in ${count} batches, the last on ${dayOf(lastDate, 'en')}`, // prettier-ignore
  };
  const rest =
    shortageHalfHours === 0
      ? { nl: 'Er is dan geen tekort.', en: 'Then there is no shortage.' }
      : {
          nl: `Dan nog te krap: ${halfHours(shortageHalfHours).nl}.`,
          en: `Then still short: ${halfHours(shortageHalfHours).en}.`,
        };
  return {
    nl: `${sent.nl}. Kost ${whole(cost, 'nl')} euro, op het drukst zijn ${peakPositions} plekken nodig, ${percent(serviceLevel, 'nl')} % van de bellers is op tijd aan de beurt. ${rest.nl}`,
    en: `${sent.en}. Costs ${whole(cost, 'en')} euro, ${peakPositions} positions are needed at the busiest, ${percent(serviceLevel, 'en')} % of the callers are answered in time. ${rest.en}`,
  };
}

/**
 * What the lead must know of all plans together: whether one can be carried by `latest`, and whether that is without any half hour short; if none can, how
 * bad it gets at best, and when it could be carried.
 */
export function dispatchOptionsText(
  options: readonly DispatchOption[],
  latest: LocalDate,
  carriedBy: LocalDate | undefined,
): Text {
  if (options.length === 0) {
    return {
      nl: `Tot en met ${dayOf(latest, 'nl')} is er geen werkdag meer waarop deze mailing weg kan. Neem contact op met de afdeling: de datum moet anders.`,
      en: `Up to and including ${dayOf(latest, 'en')} there is no working day left on which this mailing can leave. Contact the department: the date must change.`,
    };
  }
  const carried = options.filter((option) => option.carried);
  const [best] = carried.toSorted(
    (a, b) => Number(isTight(a)) - Number(isTight(b)) || a.cost - b.cost,
  );
  if (best) {
    const [verdict, facts] = [isTight(best) ? tightText(best) : CARRIED, factsText(best)];
    return {
      nl: `${verdict.nl} Goedkoopste manier: ${facts.nl}`,
      en: `${verdict.en} Cheapest way: ${facts.en}`,
    };
  }
  const least = options.toSorted((a, b) => a.shortage.personHours - b.shortage.personHours)[0];
  const short = least?.shortageHalfHours ?? 0;
  const later =
    carriedBy === undefined
      ? {
          nl: 'Ook met acht weken langer lukt het niet met deze mensen en gelijke deelverzendingen.',
          en: 'Eight more weeks in equal batches are not enough either with these people.',
        }
      : {
          nl: `Het kan wel als de laatste deelverzending op ${dayOf(carriedBy, 'nl')} weg mag.`,
          en: `It can be done when the last batch may leave on ${dayOf(carriedBy, 'en')}.`,
        };
  return {
    nl: `Geen enkel plan past vóór de uiterste datum (${dayOf(latest, 'nl')}) bij de bezetting: ook het beste plan is te krap in ${halfHours(short).nl}. ${later.nl} Regel meer mensen of een latere datum voordat u akkoord geeft.`,
    en: `No plan fits the staff before the latest date (${dayOf(latest, 'en')}): even the best one is short in ${halfHours(short).en}. ${later.en} Arrange more people or a later date before you sign off.`,
  };
}

/** Carried, but with half hours in which a part of a position is missing. */
function isTight({ shortageHalfHours }: DispatchOption): boolean {
  return shortageHalfHours > 0;
}

function tightText({ shortageHalfHours, shortage }: DispatchOption): Text {
  const most = Math.ceil(shortage.peak * 10) / 10;
  return {
    nl: `Het past vóór de uiterste datum, maar krap: in ${halfHours(shortageHalfHours).nl} ontbreekt een deel van een plek, hoogstens ${oneDecimal(most, 'nl')}.`,
    en: `It fits before the latest date, but only just: in ${halfHours(shortageHalfHours).en} a part of a position is missing, at most ${oneDecimal(most, 'en')}.`,
  };
}

function dayOf(date: LocalDate, language: 'nl' | 'en'): string {
  return day(toInstant(date, '12:00'), language);
}
