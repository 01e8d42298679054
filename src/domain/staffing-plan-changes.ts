import { addShift, candidatesFor, shiftsOfPeople, type WhyNot, whyNot } from './candidates.ts';
import type { CandidateContext } from './candidate.ts';
import { fault, type InputFault } from './input-fault.ts';
import { firstAsked } from './planning-history.ts';
import { isPresent } from './roster.ts';
import type { PlannedStretch } from './staffing-model-input.ts';
import type { StaffingNeed, StaffingPlan } from './staffing-plan.ts';
import type { PlanFileNeed, PlanFileRow } from './staffing-plan-rows.ts';
import type { Text } from './text.ts';

/** A staffing plan file against the people and shifts of this moment. */
export interface PlanFromFile {
  readonly needs: readonly StaffingNeed[];
  /** Who said yes to exactly this stretch already: they come, and are not asked again. */
  readonly coming: readonly PlannedStretch[];
  /** Reserves who cannot come any more. */
  readonly leftOut: readonly PlannedStretch[];
  readonly faults: readonly InputFault[];
}

/**
 * The needs of a file with everything that Sluis works out for each person: kind, cost and reason. Who is asked first must be able to come: nobody is asked for two things
 * at once (in the file or beside the roster), against the legal rest, over the week's hours, outside what a guest offered, or with less notice than was agreed; each
 * of these is a fault with its row. Who is only in reserve and cannot come is left out.
 */
export function planFromFile(
  file: readonly PlanFileNeed[],
  context: CandidateContext,
): PlanFromFile {
  const shifts = shiftsOfPeople(context.shifts, context.timeZone);
  const [coming, leftOut, faults] = [[], [], []] as [PlannedStretch[], PlannedStretch[], InputFault[]]; // prettier-ignore
  const needs = file.flatMap(({ startsAt, endsAt, positions, rows }, at): StaffingNeed[] => {
    const span = { startsAt, endsAt };
    const there = (personId: string): boolean =>
      (shifts.get(personId) ?? []).some((shift) => isPresent(shift) && shift.from === Date.parse(startsAt) && shift.to === Date.parse(endsAt)); // prettier-ignore
    const come = rows.filter(({ personId }) => there(personId));
    coming.push(...come.map(({ personId }) => ({ personId, ...span })));
    const left = positions - come.length;
    const others = rows.filter((row) => !come.includes(row));
    if (left <= 0 || others.length === 0) return [];
    const able = new Map(candidatesFor(span, context, shifts).map((one) => [one.personId, one]));
    const candidates = others.flatMap((row, place) => {
      const found = able.get(row.personId);
      if (found) return found;
      if (place < left) faults.push(cannot(row, span));
      else leftOut.push({ personId: row.personId, ...span });
      return [];
    });
    for (const { personId } of candidates.slice(0, left))
      addShift(shifts, { personId, ...span, status: 'invited' }, context.timeZone);
    return [{ id: `${startsAt.slice(0, 16)}-${at + 1}`, ...span, positions: left, candidates }];
  });
  return { needs, coming, leftOut, faults };

  function cannot({ line, personId }: PlanFileRow, span: Omit<PlannedStretch, 'personId'>) {
    const person = context.people.find(({ id }) => id === personId);
    const why = person && whyNot(person, span, shifts.get(personId) ?? [], context);
    const { nl, en } = why ? WHY_NOT[why] : NOT_STAFF;
    return fault(`rij ${line}, kolom Wie`, nl, en);
  }
}

/** Who is asked first in one plan and not in the other. */
export interface PlanFileChanges {
  readonly added: readonly PlannedStretch[];
  readonly dropped: readonly PlannedStretch[];
  readonly same: number;
}

/** What changes for people when `next` takes the place of `before`; who comes already (`coming`) is no change. */
export function planFileChanges(
  before: Pick<StaffingPlan, 'needs'> | undefined,
  { needs, coming }: Pick<PlanFromFile, 'needs' | 'coming'>,
): PlanFileChanges {
  const was = before ? firstAsked(before) : [];
  const now = [...firstAsked({ needs }), ...coming];
  const [known, wanted] = [new Set(was.map(keyOf)), new Set(now.map(keyOf))];
  const isComing = new Set(coming.map(keyOf));
  return {
    added: now.filter((one) => !known.has(keyOf(one)) && !isComing.has(keyOf(one))),
    dropped: was.filter((one) => !wanted.has(keyOf(one))),
    same: now.filter((one) => known.has(keyOf(one)) || isComing.has(keyOf(one))).length,
  };
}

function keyOf({ personId, startsAt, endsAt }: PlannedStretch): string {
  return `${personId} ${Date.parse(startsAt)} ${Date.parse(endsAt)}`;
}

const NOT_STAFF: Text = {
  nl: 'Deze persoon is geen medewerker, gast of flexkracht die ingezet kan worden.',
  en: 'This person is no agent, guest or flex worker who can be asked.',
};
const WHY_NOT: { readonly [why in WhyNot]: Text } = {
  begun: { nl: 'Dit dagdeel is al begonnen of voorbij.', en: 'This stretch has begun or is over.' },
  busy: {
    nl: 'Deze persoon heeft dan al een dienst, of staat dan al in een andere rij.',
    en: 'This person has a shift then already, or stands in another row then.',
  },
  declined: { nl: 'Deze persoon heeft hiervoor al nee gezegd.', en: 'This person has said no to this already.' }, // prettier-ignore
  rest: {
    nl: 'Tussen twee werkdagen zit 11 uur rust. Dat lukt hier niet.',
    en: 'Between two working days there are 11 hours of rest. Here there are not.',
  },
  hours: {
    nl: 'Deze persoon komt dan boven de uren die per week mogen.',
    en: 'This person would work more hours in the week than allowed.',
  },
  'not-offered': { nl: 'Deze gast heeft deze tijd niet aangeboden.', en: 'This guest has not offered this time.' }, // prettier-ignore
  notice: {
    nl: 'Dit is te kort van tevoren voor deze flexkracht.',
    en: 'This is at too short notice for this flex worker.',
  },
};
