import { describe, expect, it } from '@jest/globals';
import { csvTable } from '../../src/domain/csv-table.ts';

const cellsIn = (text: string) => csvTable(text).rows.map(({ cells }) => Object.values(cells));

describe('a CSV file', () => {
  it('is read with either separator, a byte-order mark and any line end', () => {
    const expected = [['Jansen', 'Kerkstraat 1']];
    expect(cellsIn('naam,adres\nJansen,Kerkstraat 1\n')).toEqual(expected);
    expect(cellsIn('\uFEFFNaam;Adres\r\nJansen; Kerkstraat 1 \r\n')).toEqual(expected);
    expect(csvTable('\uFEFFNaam;Adres').columns).toEqual(['naam', 'adres']);
  });

  it('has one row for an address of several lines, and says where each row begins', () => {
    const { rows } = csvTable('naam;adres\nA;"Kerkstraat 1\r\n1234 AB Ons Dorp"\nB;Plein 2');
    expect(rows.map(({ line, cells }) => [line, cells['adres']])).toEqual([
      [2, 'Kerkstraat 1\r\n1234 AB Ons Dorp'],
      [4, 'Plein 2'],
    ]);
  });

  it('has no row for a line with separators alone, as spreadsheet programs write them', () => {
    expect(cellsIn('naam;adres\nA;Plein 2\n;\n \n;;;\n')).toEqual([['A', 'Plein 2']]);
  });

  it('keeps separators and doubled quotes within quotes, and quotes within a cell', () => {
    expect(cellsIn('a,b\n"x, ""y""",5" buis')).toEqual([['x, "y"', '5" buis']]);
  });
});
