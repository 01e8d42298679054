import type { z } from 'zod';
import type { Text } from '../domain/text.ts';
import { faultsOf } from '../http/faults.ts';
import type { Problem } from '../http/problem.ts';

/** One thing that is wrong with what was typed. */
export interface FormError {
  /** Name of the field that it is about; absent when it is about the whole. */
  readonly field?: string;
  readonly text: Text;
}

/** What was typed into a form, and what is wrong with it. */
export interface FormState {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly errors: readonly FormError[];
  /** It was sent after the session had ended and is shown again; files by the names they had. */
  readonly restored?: { readonly files: readonly string[] };
}

/** The version that was edited, where what was typed outlived the page that it was typed on. */
export function versionTyped({ values, restored }: FormState): number | undefined {
  const version = Number(values.get('_version')?.[0] ?? Number.NaN);
  return restored && Number.isInteger(version) ? version : undefined;
}

export const UNTOUCHED: FormState = { values: new Map(), errors: [] };

/** That files are larger than we take: their names, by field. */
export function errorsOfFiles(tooLarge: ReadonlyMap<string, string>): FormError[] {
  return [...tooLarge].map(([field, name]) => ({
    field,
    text: {
      nl: `${name} is groter dan 6 MB. Kies een kleiner bestand. Wat u verder hebt ingevuld, staat er nog.`,
      en: `${name} is larger than 6 MB. Choose a smaller file. The rest of what you filled in is still there.`,
    },
  }));
}

/** What zod found wrong with the form. */
export function errorsOfForm(error: z.ZodError | undefined): FormError[] {
  if (!error) return [];
  return faultsOf(error, '').map(({ path, text }) => ({ field: path.replace(/^\./, ''), text }));
}

/** What an endpoint found wrong, at the field of the same name; a refusal as its sentences. */
export function errorsOfProblem({ parts }: Problem): FormError[] {
  const faults = parts.faults ?? [];
  if (faults.length > 0) {
    return faults.map(({ path, text }) => ({
      field: path.replace(/^(body|query|path)\.?/, ''),
      text,
    }));
  }
  const conditions = parts.extra?.['conditions'];
  if (Array.isArray(conditions)) {
    return [
      { text: parts.text },
      ...(conditions as { text: Text }[]).map(({ text }) => ({ text })),
    ];
  }
  return [{ text: parts.code === 'version-changed' ? OVERTAKEN : parts.text }];
}

/** Programs are told the versions, which are nowhere on a page. */
const OVERTAKEN: Text = {
  nl: 'Iemand anders heeft dit intussen veranderd. Wat u invulde, staat er nog. Bewaart u het nu, dan vervangt het wat die ander deed.',
  en: 'Somebody else changed this meanwhile. What you filled in is still here. If you save it now, it replaces what they did.',
};
