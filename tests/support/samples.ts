import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../../src/domain/actor.ts';
import type { BaseLoad } from '../../src/domain/base-load.ts';
import type { Calendar } from '../../src/domain/calendar.ts';
import type { Weekday } from '../../src/domain/instant.ts';
import type { MailingDetails } from '../../src/domain/mailing-details.ts';
import type { QaPair } from '../../src/domain/qa-sheet.ts';
import type { StaffingSettings } from '../../src/domain/staffing-settings.ts';

type HalfDay = 'morning' | 'afternoon' | 'evening';

export interface Person {
  id: string;
  name: string;
  email: string;
  team: 'kcc' | 'department' | 'flex-pool' | 'organisation';
  departmentId: string | null;
  roles: Role[];
  kind: 'agent' | 'guest' | 'flex' | null;
  terms?: {
    contractHoursPerWeek?: number;
    costPerHour: number;
    daysOff?: Weekday[];
    offeredHalfDays: { weekday: Weekday; half: HalfDay }[];
    flexKind?: 'trainee' | 'on-call' | 'agency';
  };
}
export interface Municipality {
  calendar: Calendar;
  staffing: StaffingSettings & { handleTime: { talkSeconds: number; wrapUpSeconds: number } };
  halfDays: { [half in HalfDay]: { start: string; end: string } };
  baseLoad: BaseLoad;
  departments: { id: string; code: string }[];
  people: Person[];
  flexPool: { id: string; kind: string; people: string[] }[];
  mailTools: { id: string; departmentId: string; password: null }[];
  printHouses: { id: string }[];
}
export interface RosterEntry {
  personId: string;
  weekday: Weekday;
  start: string;
  end: string;
  break?: { start: string; minutes: number };
  duty: 'phone' | 'lead' | 'planning';
}
export interface SampleMailing {
  id: string;
  departmentId: string;
  submittedBy: string;
  details: MailingDetails;
  textFiles: { name: string; file: string }[];
}
export interface LoggedSample {
  question: string;
  pair: number | null;
  channel: string;
  outcome: string;
}

export interface QaSource {
  columns: string[];
  pairs: QaPair[];
}

/** The folder of the samples. */
export const samplesFolder = join(import.meta.dirname, '../../samples');

/** Text of a sample, by its name within the folder. */
export function sampleText(file: string): string {
  return readFileSync(join(samplesFolder, file), 'utf8');
}

export const municipality: Municipality = JSON.parse(sampleText('municipality.json'));
export const roster: { pattern: RosterEntry[] } = JSON.parse(sampleText('roster.json'));
export const woz: SampleMailing = JSON.parse(sampleText('woz-2027/mailing.json'));
export const parking: SampleMailing = JSON.parse(sampleText('parking-2027/mailing.json'));
export const wozQaSource: QaSource = JSON.parse(sampleText('woz-2027/qa-sheet.source.json'));
export const wozQuestions: { questions: LoggedSample[] } = JSON.parse(
  sampleText('woz-2027/questions.json'),
);
