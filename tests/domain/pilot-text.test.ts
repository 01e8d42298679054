import { describe, expect, it } from '@jest/globals';
import { pilotText } from '../../src/domain/pilot-text.ts';

const pilot = {
  audience: { letter: 1500, email: 0, portal: 0 },
  contacts: 60,
  knownOn: '2027-02-23',
  precisionNow: 0.35,
  precisionThen: 0.15,
  positionsNow: 13,
};

describe('what a first batch is worth, in words', () => {
  it('is the people who need not be prepared', () => {
    const { nl } = pilotText({ ...pilot, positionsThen: 10 });
    expect(nl).toContain('Stuur eerst 1.500 berichten. Op dinsdag 23 februari 2027');
    expect(nl).toContain('3 mensen minder klaar te zetten (10 in plaats van 13)');
  });

  it('is one person in the singular', () => {
    const { nl, en } = pilotText({ ...pilot, positionsThen: 12 });
    expect([nl, en]).toEqual([
      expect.stringContaining('1 mens minder'),
      expect.stringContaining('1 person fewer'),
    ]);
  });

  it('is nothing when it saves nobody', () => {
    expect(pilotText({ ...pilot, positionsThen: 13 }).nl).toContain('scheelt dat in de piek geen');
    expect(pilotText({ ...pilot, positionsThen: 14 }).en).toContain('saves no people');
  });
});
