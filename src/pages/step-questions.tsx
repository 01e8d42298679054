import { z } from 'zod';
import { getOrganisation } from '../api/organisation.ts';
import { says } from '../http/input-text.ts';
import { TextArea } from './components/field.tsx';
import { Dutch } from './components/say.tsx';
import { linesOf } from './lines.ts';
import { defineStep } from './mailing-step.tsx';
import { DETAIL_WORDS } from './mailing-words.ts';

const LONGEST = 500;
const MOST = 200;

/** What people will ask. */
export const questionsStep = defineStep({
  path: 'vragen',
  title: { nl: 'Wat zullen mensen vragen?', en: 'What will people ask?' },
  why: {
    nl: 'Het KCC maakt van uw vragen een lijst met antwoorden voor wie belt. U kent de mailing het best: welke vragen kwamen vorig jaar?',
    en: 'The contact centre turns your questions into a list with answers for who calls. You know the mailing best: which questions came last year?',
  },
  of: ['draftQuestions'],
  shape: {
    draftQuestions: z
      .string()
      .default('')
      .refine(
        (typed) => linesOf(typed).every((line) => line.length <= LONGEST),
        says(
          `Een vraag heeft hoogstens ${LONGEST} tekens. Zet elke vraag op een eigen regel.`,
          `A question has at most ${LONGEST} characters. Put each question on a line of its own.`,
        ),
      )
      .refine(
        (typed) => linesOf(typed).length <= MOST,
        says(`Geef hoogstens ${MOST} vragen.`, `Give at most ${MOST} questions.`),
      ),
  },
  start: async ({ kind }, { ask }) => {
    const { starterQuestions } = (await ask(getOrganisation)).body;
    const draftQuestions = kind && starterQuestions?.[kind];
    return draftQuestions ? { draftQuestions } : {};
  },
  fields: ({ draftQuestions = [] }) => (
    <TextArea
      name="draftQuestions"
      label={DETAIL_WORDS.draftQuestions}
      hint={{
        nl: 'Elke vraag op een eigen regel, zoals een inwoner hem stelt. Verwacht u geen vragen? Laat dit dan leeg.',
        en: 'Each question on a line of its own, as a resident asks it. Do you expect none? Leave this empty.',
      }}
      value={draftQuestions.join('\n')}
      rows={10}
      optional
      dutch
    />
  ),
  change: ({ draftQuestions }) => ({ draftQuestions: linesOf(draftQuestions) }),
  filledIn: ({ draftQuestions }) => [
    {
      label: DETAIL_WORDS.draftQuestions,
      value: draftQuestions && (
        <ul className="plain">
          {draftQuestions.map((question, at) => (
            <li key={at}>
              <Dutch>{question}</Dutch>
            </li>
          ))}
          {draftQuestions.length === 0 && <li>–</li>}
        </ul>
      ),
    },
  ],
});
