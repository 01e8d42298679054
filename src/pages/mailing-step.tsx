import type { ReactNode } from 'react';
import { z } from 'zod';
import type { MailingDetails } from '../domain/mailing-details.ts';
import type { Text } from '../domain/text.ts';
import type { mailingDraft } from '../api/mailing-details.ts';
import type { PageCall } from './page.ts';

/** Fields of a mailing with a new value; undefined empties one. */
export type DetailsChange = {
  readonly [Field in keyof MailingDetails]?: MailingDetails[Field] | undefined;
};

/** A line of what was filled in. */
export interface FilledIn {
  readonly label: Text;
  readonly value: ReactNode;
}

interface StepBase {
  /** Last part of its address. */
  readonly path: string;
  readonly title: Text;
  /** Why the KCC asks this. */
  readonly why: Text;
  /** What of the mailing it fills in. */
  readonly of: readonly (keyof MailingDetails)[];
  /** Takes files. */
  readonly files?: true;
  /** A button that saves and shows the same page, with what comes after the form. */
  readonly stay?: Text;
  /** What comes after the form then is the wave of the draft and whether it fits. */
  readonly outlook?: true;
  readonly fields: (known: Partial<MailingDetails>, call: PageCall) => ReactNode;
  /** What a draft begins with where nothing was filled in yet. */
  readonly start?: (
    known: Partial<MailingDetails>,
    call: PageCall,
  ) => Promise<Partial<MailingDetails>>;
  /** What can be said of what was saved, below the form. */
  readonly after?: (known: Partial<MailingDetails>) => ReactNode;
  /** What was filled in, for the list at the end. */
  readonly filledIn: (known: Partial<MailingDetails>) => readonly FilledIn[];
}

/** One page of the form with which a department tells of its mailing: used before and after submission. */
export interface MailingStep extends StepBase {
  readonly form: z.ZodType<Submitted>;
  readonly change: (form: never, known: Partial<MailingDetails>) => DetailsChange;
  /** What to tell after saving. */
  readonly told?: (form: never) => Text | undefined;
}

/** Which button was pressed, beside what the step asks. */
export interface Submitted {
  readonly pressed?: 'later' | 'stay' | undefined;
}

/** Ties the types of a step to its fields. */
export function defineStep<Shape extends z.ZodRawShape>(
  step: StepBase & {
    readonly shape: Shape;
    readonly change: (
      form: z.output<z.ZodObject<Shape>>,
      known: Partial<MailingDetails>,
    ) => DetailsChange;
    readonly told?: (form: z.output<z.ZodObject<Shape>>) => Text | undefined;
  },
): MailingStep {
  const form = z.object({ ...step.shape, pressed: z.enum(['later', 'stay']).optional() });
  return { ...step, form } as unknown as MailingStep;
}

/** `known` with the changed fields; what became undefined is left out. */
export function changed(known: Partial<MailingDetails>, change: DetailsChange) {
  const entries = Object.entries({ ...known, ...change });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as z.input<
    typeof mailingDraft
  >;
}
