import { describe, expect, it } from '@jest/globals';
import type { CandidateContext } from '../../src/domain/candidate.ts';
import type { Shift, StaffPerson } from '../../src/domain/roster.ts';
import { planFileChanges, planFromFile } from '../../src/domain/staffing-plan-changes.ts';
import { readStaffingPlan } from '../../src/domain/staffing-plan-rows.ts';
import { aFlexWorker, aGuest, anAgent } from '../support/staff-builder.ts';
import { onDay } from '../support/staffing-input-builder.ts';

const COLUMNS = ['datum', 'begin', 'einde', 'nodig', 'volgorde', 'wie'];
const PEOPLE = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: `Naam ${id}`, email: `${id}@sluiswaard.example` })); // prettier-ignore
const TUESDAY = '2027-02-23';
const MORNING = onDay(TUESDAY, '08:30', '12:30');
const AFTERNOON = onDay(TUESDAY, '13:00', '17:00');

const read = (...rows: string[][]) =>
  readStaffingPlan(
    {
      columns: COLUMNS,
      rows: rows.map((cells, index) => ({
        line: index + 2,
        cells: Object.fromEntries(COLUMNS.map((column, i) => [column, cells[i] ?? ''])),
      })),
    },
    PEOPLE,
    'Europe/Amsterdam',
  );
const faultsOf = (result: ReturnType<typeof read>) => (result.ok ? [] : result.faults.map(({ path }) => path)); // prettier-ignore

describe('a staffing plan file', () => {
  it('becomes a need per stretch, with the people in the order of asking', () => {
    const found = read(
      [TUESDAY, '8:30', '12.30', '1', '2', 'Naam b'],
      [TUESDAY, '8:30', '12.30', '1', '1', 'A@sluiswaard.example'],
      ['22-02-2027', '13:00', '17:00', '2', '1', 'c'],
    );
    expect(found).toEqual({
      ok: true,
      value: [
        { ...onDay('2027-02-22', '13:00', '17:00'), positions: 2, rows: [{ line: 4, personId: 'c' }] },
        { ...MORNING, positions: 1, rows: [{ line: 3, personId: 'a' }, { line: 2, personId: 'b' }] },
      ],
    }); // prettier-ignore
  });

  it('gets every fault at once, by row and column', () => {
    const found = read(
      ['2027-02-30', 'vroeg', '12:30', '0', 'x', 'Niemand'],
      [TUESDAY, '8:30', '12:30', '2', '1', 'Naam a'],
      [TUESDAY, '8:30', '12:30', '3', '2', 'Naam a'],
    );
    expect(faultsOf(found)).toEqual([
      'rij 2, kolom Datum',
      'rij 2, kolom Begin',
      'rij 2, kolom Nodig',
      'rij 2, kolom Volgorde',
      'rij 2, kolom Wie',
      'rij 4, kolom Nodig',
      'rij 4, kolom Wie',
    ]);
    const none = readStaffingPlan({ columns: ['datum', 'wie'], rows: [] }, PEOPLE, 'Europe/Amsterdam'); // prettier-ignore
    expect(none.ok ? '' : none.faults[0]?.text.nl).toContain('Begin, Einde, Nodig, Volgorde');
  });
});

describe('a plan from a file', () => {
  const agents = ['a', 'b', 'c'].map((id) => anAgent({ id, maxHoursPerWeek: 32 }));
  const contextOf = (people: StaffPerson[], shifts: Shift[] = []): CandidateContext => ({
    people,
    shifts,
    departmentId: 'belastingen',
    skills: [],
    askedAt: '2027-02-22T08:00:00Z',
    timeZone: 'Europe/Amsterdam',
  });
  const need = (span: typeof MORNING, positions: number, ...ids: string[]) => ({
    ...span,
    positions,
    rows: ids.map((personId, index) => ({ line: index + 2, personId })),
  });

  it('has what Sluis works out for each person', () => {
    const { needs, faults } = planFromFile([need(MORNING, 1, 'b', 'a')], contextOf(agents));
    expect(faults).toEqual([]);
    expect(needs).toMatchObject([
      { ...MORNING, positions: 1, candidates: [{ personId: 'b', kind: 'agent', cost: 160 }, { personId: 'a' }] },
    ]); // prettier-ignore
  });

  it.each<[string, StaffPerson, Shift[], string]>([
    ['works then', anAgent({ id: 'a' }), [{ personId: 'a', ...onDay(TUESDAY, '08:00', '10:00'), status: 'planned' }], 'al een dienst'], // prettier-ignore
    ['has too little rest', anAgent({ id: 'a' }), [{ personId: 'a', ...onDay('2027-02-22', '18:00', '22:30'), status: 'planned' }], '11 uur rust'], // prettier-ignore
    ['has no hours left', anAgent({ id: 'a', maxHoursPerWeek: 3 }), [], 'boven de uren'],
    ['has not offered it', aGuest({ id: 'a' }), [], 'niet aangeboden'],
    ['needs more notice', aFlexWorker({ id: 'a' }), [], 'te kort van tevoren'],
    ['said no already', anAgent({ id: 'a' }), [{ personId: 'a', ...MORNING, status: 'declined' }], 'nee gezegd'], // prettier-ignore
    ['is nobody who can be asked', anAgent({ id: 'z' }), [], 'geen medewerker'],
  ])('refuses who %s, with the row and why', (_, person, shifts, why) => {
    const { faults } = planFromFile([need(MORNING, 1, 'a')], contextOf([person], shifts));
    expect(faults.map(({ path }) => path)).toEqual(['rij 2, kolom Wie']);
    expect(faults[0]?.text.nl).toContain(why);
  });

  it('asks nobody for two things at once, but may ask for morning and afternoon', () => {
    const overlap = onDay(TUESDAY, '12:00', '16:00');
    const twice = planFromFile([need(MORNING, 1, 'a'), need(overlap, 1, 'a')], contextOf(agents));
    expect(twice.faults[0]?.text.nl).toContain('al in een andere rij');
    const both = planFromFile([need(MORNING, 1, 'a'), need(AFTERNOON, 1, 'a')], contextOf(agents));
    expect(both.faults).toEqual([]);
    expect(both.needs).toHaveLength(2);
  });

  it('leaves out reserves who cannot come, and who comes already', () => {
    const shifts: Shift[] = [
      { personId: 'a', ...MORNING, status: 'accepted' },
      { personId: 'c', ...MORNING, status: 'planned' },
    ];
    const late = [need(AFTERNOON, 1, 'b'), need(MORNING, 2, 'a', 'b')];
    const found = planFromFile(late, contextOf(agents, shifts));
    expect(found.coming).toEqual([{ personId: 'a', ...MORNING }]);
    expect(found.needs.map(({ positions }) => positions)).toEqual([1, 1]);
    const reserve = planFromFile([need(AFTERNOON, 1, 'b', 'z')], contextOf(agents));
    expect([reserve.faults, reserve.leftOut]).toEqual([[], [{ personId: 'z', ...AFTERNOON }]]);
  });

  it('tells who is asked anew, who no longer, and who stays', () => {
    const before = planFromFile([need(MORNING, 2, 'a', 'b')], contextOf(agents));
    const shifts: Shift[] = [{ personId: 'a', ...MORNING, status: 'accepted' }];
    const next = planFromFile([need(MORNING, 2, 'a', 'c')], contextOf(agents, shifts));
    expect(planFileChanges(before, next)).toEqual({
      added: [{ personId: 'c', ...MORNING }],
      dropped: [{ personId: 'b', ...MORNING }],
      same: 1,
    });
    expect(planFileChanges(undefined, next).added).toHaveLength(1);
  });
});
