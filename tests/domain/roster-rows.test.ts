import { describe, expect, it } from '@jest/globals';
import { csvTable } from '../../src/domain/csv-table.ts';
import { readRoster, type RosterRow } from '../../src/domain/roster-rows.ts';
import { type KnownShift, rosterChanges } from '../../src/domain/roster-changes.ts';

const ZONE = 'Europe/Amsterdam';
const NOW = '2027-02-01T08:00:00Z';
const PEOPLE = [
  { id: 'p1', name: 'Aylin Zomerkade', email: 'aylin@sluiswaard.example' },
  { id: 'p2', name: 'Bram Peil', email: 'bram@sluiswaard.example' },
  { id: 'p3', name: 'Bram Peil', email: 'b.peil@sluiswaard.example' },
];
const HEAD = 'Datum;Begin;Einde;Pauze (minuten);Wie;Soort';
const read = (...lines: string[]) => readRoster(csvTable([HEAD, ...lines].join('\n')), PEOPLE, ZONE); // prettier-ignore
const rowsIn = (...lines: string[]): RosterRow[] => {
  const result = read(...lines);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.value;
};
const faultsIn = (...lines: string[]) => {
  const result = read(...lines);
  return result.ok ? [] : result.faults.map(({ path, text }) => `${path}: ${text.nl}`);
};

describe('a roster file', () => {
  it('gives shifts in UTC, by name, address or id, over both clocks', () => {
    expect(rowsIn('2027-02-15;08:30;12:30;15;Aylin Zomerkade;rooster')).toEqual([
      { line: 2, personId: 'p1', startsAt: '2027-02-15T07:30:00.000Z', endsAt: '2027-02-15T11:30:00.000Z', kind: 'roster', breakMinutes: 15 }, // prettier-ignore
    ]);
    const [summer] = rowsIn('22-06-2027;8.30;13:00;;b.peil@sluiswaard.example;');
    expect(summer).toMatchObject({ personId: 'p3', startsAt: '2027-06-22T06:30:00.000Z', kind: 'roster', breakMinutes: 0 }); // prettier-ignore
  });

  it('takes times as a spreadsheet keeps them, and a shift over midnight', () => {
    const [one, two] = rowsIn('2027-02-15;0.354166667;0.5416667;;p1;', '2027-02-15;22:00;02:00;;p2;extra'); // prettier-ignore
    expect(one?.startsAt).toBe('2027-02-15T07:30:00.000Z');
    expect(two?.endsAt).toBe('2027-02-16T01:00:00.000Z');
  });

  it('does not take a column without a name for one that it lacks', () => {
    const table = csvTable('Datum;Begin;Einde;Wie;\n2027-02-15;8:30;12:30;p1;ruilt met Bram');
    expect(readRoster(table, PEOPLE, ZONE)).toMatchObject({ ok: true, value: [{ breakMinutes: 0, kind: 'roster' }] }); // prettier-ignore
  });

  it('reads English columns as well', () => {
    const table = csvTable('Date,Start,End,Who,Kind\n2027-02-15,8:30,12:30,p1,back-office guest');
    expect(readRoster(table, PEOPLE, ZONE)).toMatchObject({ ok: true, value: [{ kind: 'guest' }] });
  });

  it('names row and column of everything that is wrong, all at once', () => {
    expect(
      faultsIn(
        '2027-02-30;8:30;12:30;0;p1;rooster',
        '2027-02-15;half negen;25:00;0;p1;rooster',
        '2027-02-15;8:30;12:30;-5;p1;vast',
        '2027-02-15;8:30;12:30;0;Niemand;rooster',
        '2027-02-15;8:30;12:30;0;Bram Peil;rooster',
        '2027-02-15;8:30;9:00;60;p1;rooster',
      ),
    ).toEqual([
      'rij 2, kolom Datum: Geef een dag die bestaat, zoals 2027-02-22 of 22-02-2027.',
      'rij 3, kolom Begin: Geef een tijd, zoals 8:30 of 13.00.',
      'rij 3, kolom Einde: Geef een tijd, zoals 8:30 of 13.00.',
      'rij 4, kolom Pauze (minuten): Geef de pauze in hele minuten, van 0 tot 240.',
      'rij 4, kolom Soort: Kies rooster, extra of backoffice-gast.',
      'rij 5, kolom Wie: Niemand heet "Niemand". Geef een naam of e-mailadres zoals bij Mensen.',
      'rij 6, kolom Wie: Meer mensen heten "Bram Peil". Geef het e-mailadres.',
      'rij 7, kolom Einde: Een dienst duurt langer dan de pauze en hoogstens 24 uur.',
    ]);
  });

  it('says when somebody would be in two places, and when columns are missing', () => {
    expect(faultsIn('2027-02-15;8:30;12:30;;p1;', '2027-02-15;12:00;17:00;;p1;')).toEqual([
      'rij 3, kolom Begin: Deze persoon werkt dan al volgens rij 2.',
    ]);
    const bare = readRoster(csvTable('Datum;Wie\n2027-02-15;p1'), PEOPLE, ZONE);
    expect(bare).toMatchObject({ ok: false, faults: [{ text: { nl: expect.stringContaining('Begin, Einde') } }] }); // prettier-ignore
  });
});

describe('what a roster file changes', () => {
  const known = (day: string, change: Partial<KnownShift> = {}): KnownShift => ({
    id: `${day}-${change.personId ?? 'p1'}-${change.kind ?? 'roster'}`,
    personId: 'p1',
    startsAt: `${day}T07:30:00.000Z`,
    endsAt: `${day}T11:30:00.000Z`,
    kind: 'roster',
    breakMinutes: 0,
    status: 'planned',
    ...change,
  });
  const rows = rowsIn('2027-02-15;8:30;12:30;;p1;', '2027-02-17;8:30;12:30;;p1;');
  const changesOf = (shifts: readonly KnownShift[]) => rosterChanges(rows, shifts, NOW, ZONE);

  it('adds what is new, leaves what is the same, and cancels what is gone within its days', () => {
    const { changes, faults } = changesOf([known('2027-02-15'), known('2027-02-16'), known('2027-02-18')]); // prettier-ignore
    expect(faults).toEqual([]);
    expect(changes.added.map(({ line }) => line)).toEqual([3]);
    expect(changes.cancelled.map(({ id }) => id)).toEqual(['2027-02-16-p1-roster']);
    expect(changes.same).toBe(1);
  });

  it('leaves alone others, accepted invitations and what has begun', () => {
    const accepted = known('2027-02-16', { kind: 'extra', status: 'accepted' });
    const { changes } = changesOf([known('2027-02-16', { personId: 'p2' }), accepted]);
    expect(changes.cancelled).toEqual([]);
    const { changes: late } = rosterChanges(rows, [known('2027-02-16')], '2027-02-16T09:00:00Z', ZONE); // prettier-ignore
    expect(late.cancelled).toEqual([]);
  });

  it('replaces a shift whose break or kind is another', () => {
    const { changes } = changesOf([known('2027-02-15', { breakMinutes: 30 })]);
    expect([changes.added.length, changes.cancelled.length, changes.same]).toEqual([2, 1, 0]);
  });

  it('refuses a row that clashes with a shift that stays', () => {
    const { faults } = changesOf([known('2027-02-15', { kind: 'extra', startsAt: '2027-02-15T10:00:00.000Z' })]); // prettier-ignore
    expect(faults.map(({ path }) => path)).toEqual(['rij 2, kolom Begin']);
  });
});
