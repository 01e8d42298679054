import { z } from 'zod';
import { says } from '../http/input-text.ts';

/** A whole number as people type it: `40000`, `40.000` or `40 000`. What has a part behind a point or comma is none. */
export const amount = z
  .string()
  .refine(
    (typed) => /^(\d{1,9}|\d{1,3}([. ]\d{3}){1,2})$/.test(typed.trim()),
    says('Vul hier een heel getal in, zoals 39680.', 'Fill in a whole number here, such as 39680.'),
  )
  .transform((typed) => Number(typed.replaceAll(/[. ]/g, '')));
