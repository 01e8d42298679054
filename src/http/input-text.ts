import type { z } from 'zod';
import type { Text } from '../domain/text.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong with a value and what is accepted, in plain words, for one issue that zod found. */
export function inputText(issue: Issue): Text {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith('undefined')
        ? { nl: 'Dit ontbreekt. Vul het in.', en: 'This is missing. Fill it in.' }
        : wants(TYPES[issue.expected] ?? { nl: issue.expected, en: issue.expected });
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return wants(FORMATS[issue.format] ?? { nl: 'een andere vorm', en: 'another form' });
    case 'unrecognized_keys':
      return {
        nl: 'Dit veld kennen we hier niet. Haal het weg, of kijk of de naam klopt.',
        en: 'This field is not known here. Remove it, or check its name.',
      };
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return { nl: `Kies uit: ${values}.`, en: `Choose from: ${values}.` };
    }
    case 'not_multiple_of':
      return {
        nl: `Dit moet een veelvoud van ${issue.divisor} zijn.`,
        en: `This must be a multiple of ${issue.divisor}.`,
      };
    case 'custom':
      return isText(issue.params) ? issue.params : { nl: issue.message, en: issue.message };
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return {
        nl: 'Dit heeft niet de vorm die we verwachten. Zie /docs.',
        en: 'This does not have the form that we expect. See /docs.',
      };
  }
}

/** For `refine` and `superRefine`: a rule of our own with its sentences. */
export function says(nl: string, en: string): { params: { nl: string; en: string } } {
  return { params: { nl, en } };
}

const TYPES: Readonly<Record<string, Text>> = {
  string: { nl: 'een tekst', en: 'a text' },
  number: { nl: 'een getal', en: 'a number' },
  int: { nl: 'een heel getal', en: 'a whole number' },
  boolean: { nl: 'true of false', en: 'true or false' },
  array: { nl: 'een lijst', en: 'a list' },
  object: { nl: 'een object met velden', en: 'an object with fields' },
  null: { nl: 'niets', en: 'nothing' },
};

const FORMATS: Readonly<Record<string, Text>> = {
  regex: { nl: 'iets in de vorm die in /docs staat', en: 'something in the form that /docs shows' },
  uuid: { nl: 'een UUID', en: 'a UUID' },
  date: {
    nl: 'een bestaande datum, zoals 2027-02-16',
    en: 'an existing date, such as 2027-02-16',
  },
  datetime: {
    nl: 'een moment met tijdzone, zoals 2027-02-16T08:00:00Z',
    en: 'a moment with its offset, such as 2027-02-16T08:00:00Z',
  },
  email: { nl: 'een e-mailadres', en: 'an e-mail address' },
  url: { nl: 'een webadres', en: 'a web address' },
};

function wants(what: Text): Text {
  return { nl: `Hier hoort ${what.nl}.`, en: `This must be ${what.en}.` };
}

function tooSmall({ origin, minimum, inclusive }: Extract<Issue, { code: 'too_small' }>): Text {
  if (origin === 'string') {
    return minimum === 1
      ? { nl: 'Dit is leeg. Vul het in.', en: 'This is empty. Fill it in.' }
      : { nl: `Minstens ${minimum} tekens.`, en: `At least ${minimum} characters.` };
  }
  if (origin === 'array' || origin === 'set') {
    return { nl: `Geef er minstens ${minimum}.`, en: `Give at least ${minimum}.` };
  }
  return inclusive
    ? { nl: `Dit mag niet lager zijn dan ${minimum}.`, en: `This must be at least ${minimum}.` }
    : { nl: `Dit moet hoger zijn dan ${minimum}.`, en: `This must be more than ${minimum}.` };
}

function tooBig({ origin, maximum, inclusive }: Extract<Issue, { code: 'too_big' }>): Text {
  if (origin === 'string') {
    return { nl: `Hoogstens ${maximum} tekens.`, en: `At most ${maximum} characters.` };
  }
  if (origin === 'array' || origin === 'set') {
    return { nl: `Geef er hoogstens ${maximum}.`, en: `Give at most ${maximum}.` };
  }
  return inclusive === false
    ? { nl: `Dit moet lager zijn dan ${maximum}.`, en: `This must be less than ${maximum}.` }
    : { nl: `Dit mag niet hoger zijn dan ${maximum}.`, en: `This must be at most ${maximum}.` };
}

function isText(value: unknown): value is { nl: string; en: string } {
  return typeof value === 'object' && value !== null && 'nl' in value && 'en' in value;
}
