import type { MailingStep } from './mailing-step.tsx';
import { audienceStep } from './step-audience.tsx';
import { contactStep } from './step-contact.tsx';
import { contentStep } from './step-content.tsx';
import { datesStep } from './step-dates.tsx';
import { questionsStep } from './step-questions.tsx';
import { stakeholdersStep } from './step-stakeholders.tsx';
import { textsStep } from './step-texts.tsx';

/** What a department is asked about its mailing, in this order. */
export const MAILING_STEPS: readonly MailingStep[] = [
  contentStep,
  audienceStep,
  datesStep,
  contactStep,
  textsStep,
  questionsStep,
  stakeholdersStep,
];

/** Last part of the address of the page after the last step. */
export const CHECK_PATH = 'controleren';
