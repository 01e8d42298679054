import { describe, expect, it } from '@jest/globals';
import { countAddresses } from '../../src/pages/count-addresses.ts';

const CSV = 'naam;adres\r\n"Jansen, Zoë";"Dorpsstraat 1\r\n1234 AB"\r\n=1+1;Kade 2\r\n;\r\n';
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('addresses in a file', () => {
  it.each([
    ['UTF-8', Buffer.from(CSV)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${CSV}`)],
    ['Windows', Buffer.from(CSV, 'latin1')],
    ['the "Unicode text" of Excel', Buffer.from(`\uFEFF${CSV}`, 'utf16le')],
    ['the other UTF-16', swapped(`\uFEFF${CSV}`)],
    ['commas', Buffer.from(CSV.replaceAll(';', ','))],
    ['old line ends', Buffer.from('naam;adres\rJansen;Kade 1\rPieters;Kade 2\r')],
  ])('are counted in %s', (_what, bytes) => {
    expect(countAddresses(bytes)).toBe(2);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a header alone', Buffer.from('naam;adres\r\n')],
    ['a spreadsheet', Buffer.from('PK\u0003\u0004\0\0xl/worksheets', 'latin1')],
  ])('are none in %s', (_what, bytes) => {
    expect(countAddresses(bytes)).toBeUndefined();
  });
});
