import { z } from 'zod';
import type { Variable } from './config-values.ts';

const folder = (meaning: string, name: string): Variable<string> => ({
  schema: z.string().min(1),
  expected: meaning,
  example: `/srv/sluis/print/${name}`,
  fallback: '',
});

/** The variables of the print areas. */
export const printVariables = {
  PRINT_INBOX: folder('the folder in which departments put their print jobs', 'inbox'),
  PRINT_HELD: folder('the folder in which the gateway keeps print jobs, for nobody else', 'held'),
  PRINT_RELEASED: folder('the folder in which the printer finds what it may print', 'released'),
  PRINT_CUT_OFF: {
    schema: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
    expected: 'the time of day at which the printer begins, on working days',
    example: '17:30',
    fallback: '17:30',
  },
  PRINTER_ID: {
    schema: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,62}$/),
    expected: 'the name by which permits call the printer: small letters, digits, dots and dashes',
    example: 'drukkerij-voorbeeld',
    fallback: 'printer',
  },
} as const satisfies Record<string, Variable<unknown>>;
