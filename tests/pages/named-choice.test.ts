import { describe, expect, it } from '@jest/globals';
import { meantBy, type Named } from '../../src/pages/named-choice.ts';

const called = (...names: string[]): Named[] =>
  names.map((name) => ({ id: `id of ${name}`, name }));

describe('what somebody means who types a number or a part of a name', () => {
  it('is the only one whose name has it', () => {
    expect(meantBy('sluis', called('Fenna van Keersluis'))).toEqual({
      id: 'id of Fenna van Keersluis',
      name: 'Fenna van Keersluis',
    });
  });

  it('is the one that is called just so, in whatever case', () => {
    expect(meantBy('jan', called('Jan', 'Jan Jansen'))).toMatchObject({ name: 'Jan' });
  });

  it('is a number when no name has it', () => {
    expect(meantBy('print-house', [])).toEqual({ id: 'print-house' });
  });

  it('is a choice when several have it, or are called the same', () => {
    const two = called('Jan Jansen', 'Jan de Vries');
    expect(meantBy('jan', two)).toEqual({ some: two, more: false });
    const same = called('Jan', 'Jan');
    expect(meantBy('jan', same)).toEqual({ some: same, more: false });
    const eleven = Array.from({ length: 11 }, (_, at) => called(`Jan ${at}`)[0]!);
    expect(meantBy('jan', eleven)).toEqual({ some: eleven.slice(0, 10), more: true });
  });
});
