import { z } from 'zod';
import { staffingRequirement } from '../domain/staffing-requirement.ts';
import { staffingRequirementFaults } from '../domain/staffing-requirement-faults.ts';
import { faultsOfInput } from '../http/faults.ts';
import { invalidInput } from '../http/problem.ts';
import { endpoint } from './deps.ts';

const interval = z.strictObject({
  contacts: z.number(),
  seconds: z.number(),
  handleTimeSeconds: z.number(),
  agents: z.number().optional(),
});

const input = z
  .strictObject({
    intervals: z.array(interval).min(1).max(20_000),
    target: z.strictObject({ fraction: z.number(), withinSeconds: z.number() }),
    shrinkage: z.number().optional(),
    maxOccupancy: z.number().optional(),
    patienceSeconds: z.number().optional(),
    maxAbandonment: z.number().optional(),
  })
  .meta({
    id: 'StaffingRequirementInput',
    example: {
      intervals: [{ contacts: 100, seconds: 1800, handleTimeSeconds: 240 }],
      target: { fraction: 0.8, withinSeconds: 20 },
    },
  });

const requirement = z
  .object({
    formulaVersion: z.string(),
    model: z.enum(['erlang-c', 'erlang-a']),
    serviceLevelDefinition: z.string(),
    intervals: z.array(
      z.object({
        positions: z.int(),
        rostered: z.int(),
        serviceLevel: z.number(),
        waitProbability: z.number(),
        averageSpeedOfAnswerSeconds: z.number().nullable(),
        occupancy: z.number(),
        abandonment: z.number(),
      }),
    ),
  })
  .meta({ id: 'StaffingRequirement' });

export const calculateStaffingRequirement = endpoint({
  id: 'calculateStaffingRequirement',
  summary: 'Calculate the positions that contacts need',
  description:
    'Stores nothing. Erlang A when patience is given, otherwise Erlang C; with `agents` it evaluates that number; what is left out is not applied.',
  body: input,
  answers: { 200: requirement },
  handle: async ({ body }) => {
    const faults = staffingRequirementFaults(body);
    if (faults.length > 0) throw invalidInput(faultsOfInput(faults).slice(0, 100));
    return { status: 200, body: staffingRequirement(body) };
  },
});
