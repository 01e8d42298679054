import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CALENDAR } from '../../src/domain/calendar.ts';
import { meanContactRate } from '../../src/domain/contact-rate.ts';
import { csvTable } from '../../src/domain/csv-table.ts';
import { learnFromHistory } from '../../src/domain/learn-from-history.ts';
import { readWaves } from '../../src/domain/past-counts.ts';
import { readPastContacts, readPastMailings } from '../../src/domain/past-rows.ts';
import { samplesFolder } from '../support/samples.ts';

const sample = (name: string): string => readFileSync(join(samplesFolder, name), 'utf8');
const faultsIn = (lines: readonly string[]) => {
  const header = 'mailing,title,kind,department,channel,dispatchDate,recipients';
  const known = (name: string) => (name === 'belastingen' ? 'dep-1' : undefined);
  const read = readPastMailings(csvTable([header, ...lines].join('\n')), DEFAULT_CALENDAR, known);
  return read.ok ? [] : read.faults.map(({ path }) => path);
};

describe('past mailings in a table', () => {
  it('become one mailing per name with a batch per row', () => {
    const read = readPastMailings(
      csvTable(sample('past-mailings.csv')),
      DEFAULT_CALENDAR,
      (name) => name,
    );
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    const woz = read.value.find(({ name }) => name === 'woz-2026');
    expect(woz?.batches.map(({ releaseAt, audience }) => [releaseAt, audience.letter])).toEqual([
      ['2026-02-10T08:00:00.000Z', 20_000],
      ['2026-02-17T08:00:00.000Z', 19_400],
    ]);
  });

  it('are refused with the place of every fault at once', () => {
    expect(
      faultsIn([
        'a,A,tax-assessment,belastingen,letter,2026-02-30,100',
        'b,B,circular,belastingen,pigeon,2026-02-10,-1',
        ',C,information,niemand,letter,2026-02-10,100',
      ]),
    ).toEqual([
      'line 2, column dispatchDate',
      'line 3, column kind',
      'line 3, column channel',
      'line 3, column recipients',
      'line 4, column mailing',
      'line 4, column department',
    ]);
  });

  it.each(['1.234', '1,234', '12.5', '1e3', '0x10', '-1', ''])(
    'take no number of recipients from "%s", which could mean more than one thing',
    (recipients) => {
      const row = `a;A;information;belastingen;letter;2026-02-10;${recipients}`;
      const read = readPastMailings(
        csvTable(`mailing;title;kind;department;channel;dispatchDate;recipients\n${row}`),
        DEFAULT_CALENDAR,
        () => 'dep-1',
      );
      expect(read.ok ? read.value : read.faults.map(({ path }) => path)).toEqual([
        'line 2, column recipients',
      ]);
    },
  );

  it('may have their dates as people write them', () => {
    const header = 'mailing;kind;department;channel;dispatchDate;recipients';
    const read = readPastMailings(
      csvTable(`${header}\na;information;belastingen;letter;10-2-2026;100`),
      DEFAULT_CALENDAR,
      () => 'dep-1',
    );
    expect(read.ok && read.value[0]?.batches[0]?.releaseAt).toBe('2026-02-10T08:00:00.000Z');
    const counted = readPastContacts(csvTable('mailing,date,contacts\na,11/02/2026,5'));
    expect(counted.ok && counted.value.get('a')).toEqual([{ date: '2026-02-11', contacts: 5 }]);
  });

  it('do not let one name stand for two mailings', () => {
    const row = (kind: string) => `a,A,${kind},belastingen,letter,2026-02-10,100`;
    expect(faultsIn([row('information'), row('price-change')])).toEqual(['line 3, column mailing']);
  });
});

describe('past contacts in a table', () => {
  it('add up per mailing and day', () => {
    const read = readPastContacts(
      csvTable('mailing,date,contacts\na,2026-02-11,5\na,2026-02-10,2\na,2026-02-11,3'),
    );
    expect(read.ok && read.value.get('a')).toEqual([
      { date: '2026-02-10', contacts: 2 },
      { date: '2026-02-11', contacts: 8 },
    ]);
  });

  it('are refused for a mailing that is not there', () => {
    const read = readPastContacts(csvTable('mailing,date,contacts\nb,2026-02-11,5'), () => false);
    expect(read.ok ? [] : read.faults.map(({ path }) => path)).toEqual(['line 2, column mailing']);
  });
});

describe('learning from the sample files', () => {
  const read = readWaves(sample('past-mailings.csv'), sample('past-contacts.csv'));
  const waves = read.ok ? read.value : [];
  const question = {
    kind: 'tax-assessment',
    departmentId: 'belastingen',
    on: '2027-01-11',
  } as const;

  it('names the earlier mailings and narrows what is believed', () => {
    const { contactRate, delay } = learnFromHistory(question, waves);
    const counted = waves
      .filter(({ input }) => input.kind === 'tax-assessment')
      .map(({ input, counts }) => ({
        addressees: input.audience.letter,
        contacts: counts.perDay.reduce((sum, { contacts }) => sum + contacts, 0),
      }));
    const rates = counted.map(({ addressees, contacts }) => contacts / addressees);
    expect(meanContactRate(contactRate)).toBeGreaterThan(Math.min(...rates) * 0.7);
    expect(meanContactRate(contactRate)).toBeLessThan(Math.max(...rates) * 1.3);
    expect(contactRate.alpha).toBeGreaterThan(2 * learnFromHistory(question, []).contactRate.alpha);
    expect(contactRate.basis.nl).toContain('2 eerdere mailings met belastingaanslagen (WOZ-besch');
    expect(contactRate.basis.nl).toContain('de standaardaanname voor belastingaanslagen');
    expect(delay?.scenarios.length).toBeGreaterThan(0);
  });

  it('does not learn from what came later', () => {
    const early = learnFromHistory({ ...question, on: '2025-01-01' }, waves);
    expect(early.contactRate.waves).toBe(0);
    expect(early.delay).toBeUndefined();
  });
});
