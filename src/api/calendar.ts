import { z } from 'zod';
import { says } from '../http/input-text.ts';
import { line, localDate } from './fields.ts';

const opens = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ example: '08:30' });
const closes = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
  .meta({ example: '17:00' });

const spans = z
  .array(
    z
      .strictObject({ opens, closes })
      .refine(
        (span) => span.opens < span.closes,
        says('Sluiten kan alleen na openen.', 'Closing comes after opening.'),
      ),
  )
  .max(4)
  .refine(
    (day) =>
      day.every((span, index) => index === 0 || span.opens >= (day[index - 1]?.closes ?? '')),
    says('Zet de tijden op volgorde, zonder overlap.', 'Put the times in order without overlap.'),
  );

const reason = z.strictObject({ nl: line(200), en: line(200) }).meta({ type: 'object' });

/** When a KCC is open (domain/calendar.ts). */
export const calendar = z
  .strictObject({
    timeZone: z
      .string()
      .max(60)
      .refine(
        isTimeZone,
        says(
          'Deze tijdzone bestaat niet. Bijvoorbeeld: Europe/Amsterdam.',
          'There is no such time zone. For example: Europe/Amsterdam.',
        ),
      ),
    openingHours: z
      .strictObject({
        '1': spans,
        '2': spans,
        '3': spans,
        '4': spans,
        '5': spans,
        '6': spans,
        '7': spans,
      })
      .refine(
        (week) => Object.values(week).some((day) => day.length > 0),
        says('Het KCC is nooit open.', 'The contact centre is never open.'),
      ),
    closingDays: z.array(z.strictObject({ date: localDate, reason })).max(400),
    openOnHolidays: z.array(localDate).max(400),
  })
  .meta({ id: 'Calendar', description: 'Opening hours per ISO weekday; 1 is Monday.' });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('nl', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
}
