import { DEFAULT_CALENDAR } from '../../src/domain/calendar.ts';
import type { BaseLoad } from '../../src/domain/base-load.ts';
import { addWorkingDays } from '../../src/domain/calendar.ts';
import type { DispatchOptionsInput } from '../../src/domain/dispatch-options.ts';
import type { Weekday } from '../../src/domain/instant.ts';
import { toInstant } from '../../src/domain/local-time.ts';
import type { Shift } from '../../src/domain/roster.ts';
import { DEFAULT_STAFFING_SETTINGS } from '../../src/domain/staffing-settings.ts';
import { aFlexWorker, anAgent } from './staff-builder.ts';
import { onDay } from './staffing-input-builder.ts';

const agents = Array.from({ length: 9 }, (_, i) =>
  anAgent({ id: `agent-${i}`, contractHoursPerWeek: 36, maxHoursPerWeek: 38 }),
);
const flex = Array.from({ length: 6 }, (_, i) => aFlexWorker({ id: `flex-${i}`, costPerHour: 35 }));

const baseLoad: BaseLoad = ([1, 2, 3, 4, 5] satisfies Weekday[]).flatMap((weekday) =>
  Array.from({ length: 17 }, (_, i) => ({
    channel: 'phone' as const,
    weekday,
    time: `${String(8 + Math.floor((i + 1) / 2)).padStart(2, '0')}:${i % 2 === 0 ? '30' : '00'}`,
    contacts: 14,
  })),
);

/** Nine agents on the phones every day of eight weeks. */
const shifts: Shift[] = Array.from({ length: 40 }, (_, i) =>
  addWorkingDays('2027-02-01', i, DEFAULT_CALENDAR),
).flatMap((date) =>
  agents.flatMap(({ id }) => [
    { personId: id, ...onDay(date, '08:30', '12:30'), status: 'planned' as const },
    { personId: id, ...onDay(date, '13:00', '17:00'), status: 'planned' as const },
  ]),
);

/** 20,000 letters of which 5 % call, to leave from 1 February, at best on the 15th, by law before 13 March 2027; nine agents and a flex pool of six. */
export function aDispatchInput(given: Partial<DispatchOptionsInput> = {}): DispatchOptionsInput {
  return {
    wave: {
      kind: 'tax-assessment',
      audience: { letter: 20_000, email: 0, portal: 0 },
      calendar: DEFAULT_CALENDAR,
      contactRate: { alpha: 200, beta: 4000, waves: 3, basis: { nl: 'proef', en: 'test' } },
      baseLoad,
    },
    window: {
      opensAt: toInstant('2027-02-01', '00:00'),
      preferredAt: toInstant('2027-02-15', '08:00'),
      closesAt: toInstant('2027-03-12', '24:00'),
    },
    settings: DEFAULT_STAFFING_SETTINGS,
    people: [...agents, ...flex],
    shifts,
    departmentId: 'belastingen',
    skills: [],
    askedAt: '2027-01-20T09:00:00Z',
    ...given,
  };
}
