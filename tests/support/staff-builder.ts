import type { AgentPerson, FlexPerson, GuestPerson, Shift } from '../../src/domain/roster.ts';

const anyone = { skills: [], handleTimeFactor: 1, costPerHour: 40, offers: [] };

/** A part-timer of the KCC: 24 hours, may do 32. */
export function anAgent(given: Partial<AgentPerson> = {}): AgentPerson {
  return {
    ...anyone,
    id: 'agent-1',
    kind: 'agent',
    contractHoursPerWeek: 24,
    maxHoursPerWeek: 32,
    ...given,
  };
}

/** A colleague of Belastingen, a quarter slower than an agent. */
export function aGuest(given: Partial<GuestPerson> = {}): GuestPerson {
  return {
    ...anyone,
    id: 'guest-1',
    kind: 'guest',
    departmentId: 'belastingen',
    handleTimeFactor: 1.25,
    maxHoursPerWeek: 12,
    ...given,
  };
}

/** An on-call worker who needs two days' notice. */
export function aFlexWorker(given: Partial<FlexPerson> = {}): FlexPerson {
  return {
    ...anyone,
    id: 'flex-1',
    kind: 'flex',
    flexKind: 'on-call',
    noticeHours: 48,
    maxHoursPerWeek: 24,
    ...given,
  };
}

/** A planned shift on Tuesday 23 February 2027 from 8.30 to 17.00 in Amsterdam. */
export function aShift(given: Partial<Shift> = {}): Shift {
  return {
    personId: 'agent-1',
    startsAt: '2027-02-23T07:30:00Z',
    endsAt: '2027-02-23T16:00:00Z',
    status: 'planned',
    ...given,
  };
}
