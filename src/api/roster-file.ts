import { localDateOf, localTimeOf } from '../domain/local-time.ts';
import { ROSTER_COLUMNS, ROSTER_KINDS } from '../domain/roster-rows.ts';
import type { StaffingPlan } from '../domain/staffing-plan.ts';
import { STAFFING_PLAN_COLUMNS } from '../domain/staffing-plan-rows.ts';
import type { Language, Text } from '../domain/text.ts';
import type { Answer } from '../http/endpoint.ts';
import type { RosteredShift } from '../store/shift.ts';
import { XLSX, writeTable } from './spreadsheet.ts';

/** What a spreadsheet of people and times is written with. Who is not in `names` stands in it by id. */
interface Around {
  readonly names: ReadonlyMap<string, string>;
  readonly timeZone: string;
  readonly language: Language;
}

type Kind = RosteredShift['kind'] | StaffingPlan['needs'][number]['candidates'][number]['kind'];
const KINDS: { readonly [kind in Kind]: Text } = {
  ...ROSTER_KINDS,
  agent: { nl: 'medewerker', en: 'agent' },
  flex: { nl: 'flexpool', en: 'flex pool' },
};

/** The roster as an Excel file, a row per shift in local time. */
export async function rosterFile(
  shifts: readonly RosteredShift[],
  around: Around,
): Promise<Answer> {
  const { names, language } = around;
  const rows = shifts.map(({ startsAt, endsAt, breakMinutes, personId, kind }) => [
    ...times(startsAt, endsAt, around),
    breakMinutes,
    names.get(personId) ?? personId,
    KINDS[kind][language],
  ]);
  const title = language === 'nl' ? 'Rooster' : 'Roster';
  return file(title, [ROSTER_COLUMNS[language], ...rows]);
}

/** The plan as an Excel file: a row per candidate, in the order in which they are asked. */
export async function staffingPlanFile(plan: StaffingPlan, around: Around): Promise<Answer> {
  const { names, language } = around;
  const rows = plan.needs.flatMap(({ startsAt, endsAt, positions, candidates }) =>
    candidates.map(({ personId, kind, cost, reason }, place) => [
      ...times(startsAt, endsAt, around),
      positions,
      place + 1,
      names.get(personId) ?? personId,
      KINDS[kind][language],
      cost,
      reason[language],
    ]),
  );
  const title = language === 'nl' ? 'Bezettingsplan' : 'Staffing plan';
  return file(title, [STAFFING_PLAN_COLUMNS[language], ...rows]);
}

function times(startsAt: string, endsAt: string, { timeZone }: Around): string[] {
  return [
    localDateOf(startsAt, timeZone),
    localTimeOf(startsAt, timeZone),
    localTimeOf(endsAt, timeZone),
  ];
}

async function file(
  title: string,
  rows: readonly (readonly (string | number)[])[],
): Promise<Answer> {
  const name = `${title.toLowerCase().replaceAll(' ', '-')}.xlsx`;
  return { status: 200, file: { mediaType: XLSX, name, bytes: await writeTable(title, rows) } };
}
