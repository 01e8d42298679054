import { z } from 'zod';
import { CHANNELS } from '../domain/audience.ts';
import { says } from '../http/input-text.ts';

// The smallest parts that every resource is made of; each says what it accepts in words, through input-text.ts.

/** Control characters other than line breaks and tabs have no place in a text for people. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;
const BREAK = /[\r\n\u2028\u2029\t]/;
/** Something that a reader sees: no space, control or direction mark, nothing of zero width, no filler or blank Braille. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

const noControl = says(
  'Hierin staat een stuurteken. Typ de tekst opnieuw.',
  'This has a control character. Type the text again.',
);

/** One line of text; kept exactly as it was sent. */
export const line = (max: number) =>
  z
    .string()
    .min(1, { abort: true })
    .max(max)
    .refine(
      (text) => VISIBLE.test(text),
      says('Dit is leeg. Vul het in.', 'This is empty. Fill it in.'),
    )
    .refine(
      (text) => !BREAK.test(text),
      says('Zet dit op één regel.', 'Put this on a single line.'),
    )
    .refine((text) => !CONTROL.test(text), noControl);

/** Text of any number of lines, possibly empty. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !CONTROL.test(value), noControl);

/** Why something is done. It travels in the journey's history, so it may not be long nor name residents. */
export const reason = line(500).meta({
  description: 'Why, in at most 500 characters. Do not name residents.',
  example: 'De brief moet eerst in gewone taal.',
});

export const id = z.uuid().meta({ example: '5115aa00-0000-4000-8000-000000000101' });

const EARLIEST = '2000-01-01';
const LATEST = '2199-12-31';
const outOfTime = says(
  'Kies een moment tussen 2000 en 2199.',
  'Choose a moment between 2000 and 2199.',
);

/** A day in the municipality's own calendar. */
export const localDate = z.iso
  // What is no date is not out of time as well.
  .date({ abort: true })
  .refine((day) => day >= EARLIEST && day <= LATEST, outOfTime)
  .meta({ example: '2027-02-16' });

/** A moment; any offset is taken, UTC is given. */
export const instant = z.iso
  .datetime({ offset: true, abort: true })
  .refine((moment) => moment >= EARLIEST && moment <= `${LATEST}T23`, outOfTime)
  .transform((moment) => new Date(moment).toISOString())
  .meta({ example: '2027-02-16T08:00:00.000Z' });

export const email = z.email().max(254).meta({ example: 'kcc@sluiswaard.example' });

/** More people than the country has are a typing mistake. */
export const count = z.int().min(0).max(20_000_000);

export const audience = z
  .strictObject({ letter: count, email: count, portal: count })
  .meta({ id: 'Audience', description: 'How many addressees get the mailing over each channel.' });

/** Somebody must get the mailing. */
export const someAudience = audience.refine(
  (of) => CHANNELS.some((channel) => of[channel] > 0),
  says(
    'Niemand krijgt deze mailing. Vul de aantallen in.',
    'Nobody gets this mailing. Fill in the numbers.',
  ),
);

export const bilingual = z
  .object({ nl: z.string(), en: z.string() })
  .meta({ id: 'Text', description: 'A sentence in Dutch and in English.' });

/** A whole number in a query string. */
const queryInt = (most: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(most))
    .default(otherwise)
    .meta({ type: 'integer', minimum: 1, maximum: most, default: otherwise });

export const page = z.strictObject({
  page: queryInt(100_000, 1),
  pageSize: queryInt(100, 50),
});

/** A page of a list, as the API gives it. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    count: z.int(),
    next: z.string().nullable(),
    previous: z.string().nullable(),
    results: z.array(item),
  });

export const mailingParams = z.strictObject({ mailingId: id });
