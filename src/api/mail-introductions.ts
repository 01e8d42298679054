import { z } from 'zod';
import {
  INTRODUCED_MAIL_KINDS,
  INTRODUCED_MAILS,
  type IntroducedMail,
  unknownPlaceholders,
} from '../domain/mail-introduction.ts';
import { says } from '../http/input-text.ts';
import { text } from './fields.ts';

const LONGEST = 2_000;

/** The introduction of `mail` in both languages, without placeholders that it does not have. */
export function mailIntroduction(mail: IntroducedMail) {
  const known = INTRODUCED_MAILS[mail].placeholders.map((name) => `{${name}}`).join(', ');
  const words = text(LONGEST)
    .refine(
      (one) => one.trim() !== '',
      says('Dit is leeg. Vul het in.', 'This is empty. Fill it in.'),
    )
    .superRefine((one, context) => {
      for (const name of unknownPlaceholders(mail, one).slice(0, 10)) {
        const braced = `{${name.slice(0, 40)}}`;
        context.addIssue({
          code: 'custom',
          params: {
            nl: `${braced} bestaat niet in deze mail. Dit kan wel: ${known}.`,
            en: `${braced} does not exist in this mail. These do: ${known}.`,
          },
        });
      }
    });
  return z.strictObject({ nl: words, en: words });
}

/** What stands in mails in place of the standard introductions; a mail that is left out keeps its own. */
export const mailIntroductions = z
  .strictObject(
    Object.fromEntries(
      INTRODUCED_MAIL_KINDS.map((mail) => [mail, mailIntroduction(mail).optional()]),
    ) as { readonly [mail in IntroducedMail]: z.ZodOptional<ReturnType<typeof mailIntroduction>> },
  )
  .meta({ id: 'MailIntroductions' });
