import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ROLES } from '../domain/actor.ts';
import { CONTACT_CHANNELS } from '../domain/contact-channel.ts';

const text = z.object({ nl: z.string(), en: z.string() });
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const localDate = z.iso.date();
const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);
const span = z.object({ opens: localTime, closes: localTime });
const half = z.enum(['morning', 'afternoon', 'evening']);
const share = z.number().min(0).max(1);

const calendar = z.object({
  timeZone: z.string().min(1),
  openingHours: z.object({
    1: z.array(span),
    2: z.array(span),
    3: z.array(span),
    4: z.array(span),
    5: z.array(span),
    6: z.array(span),
    7: z.array(span),
  }),
  closingDays: z.array(z.object({ date: localDate, reason: text })),
  openOnHolidays: z.array(localDate),
});

const staffing = z.object({
  target: z.object({ fraction: share, withinSeconds: z.number().nonnegative() }),
  handleTimeSeconds: z.number().positive(),
  shrinkage: share,
  maxOccupancy: share,
  patienceSeconds: z.number().positive(),
  maxAbandonment: share,
  minimumPositions: z.int().nonnegative(),
});

const terms = z.object({
  skills: z.array(z.string()),
  handleTimeFactor: z.number().positive(),
  contractHoursPerWeek: z.number().nonnegative().optional(),
  maxHoursPerWeek: z.number().nonnegative(),
  costPerHour: z.number().nonnegative(),
  liaisonOf: z.uuid().optional(),
  flexKind: z.enum(['trainee', 'on-call', 'agency']).optional(),
  noticeHours: z.number().nonnegative().optional(),
  offeredHalfDays: z.array(z.object({ weekday, half })),
});

const person = z.object({
  id: z.uuid(),
  name: z.string().min(1),
  email: z.email(),
  departmentId: z.uuid().nullable(),
  roles: z.array(z.enum(ROLES)),
  kind: z.enum(['agent', 'guest', 'flex']).nullable(),
  terms: terms.optional(),
});

const municipality = z.object({
  name: z.string().min(1),
  calendar,
  staffing,
  halfDays: z.record(half, z.object({ start: localTime, end: localTime })),
  baseLoad: z.array(
    z.object({
      channel: z.enum(CONTACT_CHANNELS),
      weekday,
      time: localTime,
      contacts: z.number().nonnegative(),
    }),
  ),
  departments: z.array(z.object({ id: z.uuid(), name: text, email: z.email() })),
  people: z.array(person),
});

const roster = z.object({
  pattern: z.array(
    z.object({
      personId: z.uuid(),
      weekday,
      start: localTime,
      end: localTime,
      break: z.object({ minutes: z.int().nonnegative() }).nullish(),
      duty: z.enum(['phone', 'lead', 'planning']),
    }),
  ),
});

export type MunicipalityFile = z.infer<typeof municipality>;
export type PersonInFile = z.infer<typeof person>;
export type RosterFile = z.infer<typeof roster>;

/**
 * Reads `municipality.json` and `roster.json` from `folder`; samples/ shows what is in them.
 * @throws Error that lists every fault of a file with its place
 */
export async function readMunicipality(
  folder: string,
): Promise<{ municipality: MunicipalityFile; roster: RosterFile }> {
  return {
    municipality: await read(join(folder, 'municipality.json'), municipality),
    roster: await read(join(folder, 'roster.json'), roster),
  };
}

async function read<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const content = await readFile(file, 'utf8');
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${(error as Error).message}`, { cause: error });
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new Error(`${file} has faults:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
