import { z } from 'zod';
import { says } from '../../http/input-text.ts';
import { TextField } from './field.tsx';

/** What must be typed out, so that nobody does something grave by mistake; case does not matter. */
export function typedWord(word: string) {
  return z
    .string()
    .refine(
      (typed) => typed.trim().toUpperCase() === word,
      says(
        `Typ het woord ${word} over als u het zeker weet.`,
        `Type the word ${word} when you are sure.`,
      ),
    );
}

/** The field for it, named `confirmation`. */
export function TypedWord({ word }: { readonly word: string }) {
  return (
    <TextField
      name="confirmation"
      short
      autoComplete="off"
      label={{ nl: `Typ het woord ${word}`, en: `Type the word ${word}` }}
      hint={{ nl: 'Zo gebeurt dit nooit per ongeluk.', en: 'So this never happens by mistake.' }}
    />
  );
}
