import { describe, expect, it } from '@jest/globals';
import {
  deadlineAfter,
  decideGate,
  GATE_REFUSALS,
  type GateStop,
} from '../../src/domain/gate-stop.ts';

const at = '2027-02-15T09:00:00.000Z';
const later = '2027-02-15T10:00:00.000Z';
const stopped: GateStop = { id: 's', reason: 'Verkeerde brief', by: 'anna', at, underWay: 2 };
const asked: GateStop = {
  ...stopped,
  request: { by: 'anna', at: later, reason: 'De brief is hersteld' },
};
const over: GateStop = { ...asked, resumed: { by: 'bram', at: later } };
const press = { type: 'stop', id: 'n', by: 'bram', at: later, reason: 'Alweer' } as const;
const ask = { type: 'ask-resumption', by: 'anna', at: later, reason: 'Hersteld' } as const;
const takeBack = { type: 'take-back', by: 'bram', at: later } as const;
const resume = (by: string) => ({ type: 'resume', by, at: later }) as const;

describe('the switch that stops everything', () => {
  it.each([
    ['never pressed', undefined],
    ['pressed before, and over', over],
  ])('is pressed by one lead, where it was %s', (_, before) => {
    expect(decideGate(before, press)).toEqual({
      stop: { id: 'n', reason: 'Alweer', by: 'bram', at: later, underWay: 0 },
    });
  });

  it('is let go by two leads, whoever of all leads they are', () => {
    expect(decideGate(stopped, ask)).toEqual({
      stop: { ...stopped, request: { by: 'anna', at: later, reason: 'Hersteld' } },
    });
    expect(decideGate(asked, resume('bram'))).toEqual({ stop: over });
  });

  it('is let go by nobody alone', () => {
    expect(decideGate(stopped, resume('bram'))).toEqual({ refusal: 'no-resumption-asked' });
    expect(decideGate(asked, resume('anna'))).toEqual({ refusal: 'second-lead-must-differ' });
  });

  it('stays where it is when a request is taken back', () => {
    expect(decideGate(asked, takeBack)).toEqual({ stop: stopped });
  });

  it.each([
    [stopped, press, 'gate-already-stopped'],
    [asked, press, 'gate-already-stopped'],
    [asked, ask, 'resumption-asked-already'],
    [stopped, takeBack, 'no-resumption-asked'],
    [undefined, ask, 'gate-goes-on-already'],
    [over, ask, 'gate-goes-on-already'],
    [over, takeBack, 'gate-goes-on-already'],
    [over, resume('cees'), 'gate-goes-on-already'],
  ] as const)('says why it does not move (%#)', (before, command, refusal) => {
    expect(decideGate(before, command)).toEqual({ refusal });
  });

  it.each(Object.entries(GATE_REFUSALS))('says %s in plain sentences', (_, { nl, en }) => {
    for (const text of [nl, en]) expect(text).toMatch(/^[A-Z].*\.$/);
    for (const sentence of nl.split('. ')) {
      expect(sentence.split(' ').length).toBeLessThanOrEqual(20);
    }
  });
});

describe('the time that everything stood still', () => {
  const since = '2027-02-15T09:00:00.000Z';
  const until = '2027-02-18T09:00:00.000Z';
  const on = (day: number, hour = '09') => `2027-02-${day}T${hour}:00:00.000Z`;

  it.each([
    ['nothing', [], until],
    ['a night', [{ from: on(16), to: on(17) }], on(19)],
    ['longer than there was', [{ from: on(16), to: on(26) }], on(28)],
    [
      'two times',
      [
        { from: on(16), to: on(17) },
        { from: on(18), to: on(20) },
      ],
      on(21),
    ],
    [
      'a second time only thanks to the first',
      [
        { from: on(19), to: on(20) },
        { from: on(16), to: on(18) },
      ],
      on(21),
    ],
    ['a time that began before', [{ from: on(14), to: on(16) }], on(19)],
    ['a time before', [{ from: on(13), to: on(14) }], until],
    ['a time after its end', [{ from: on(18, '10'), to: on(20) }], until],
    ['a clock that was set back', [{ from: on(17), to: on(16) }], until],
  ])('does not count: %s', (_, standstills, deadline) => {
    expect(deadlineAfter(standstills, since, until)).toBe(deadline);
  });
});
