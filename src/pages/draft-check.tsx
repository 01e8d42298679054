import { z } from 'zod';
import { mailingDetails } from '../api/mailing-details.ts';
import { submitMailing } from '../api/submissions.ts';
import { faultsOf } from '../http/faults.ts';
import type { MailingDraft } from '../store/mailing-row.ts';
import { CheckAnswers } from './components/check-answers.tsx';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { Section } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import { StepProgress } from './components/step-progress.tsx';
import { DraftOutlook, outlookOf } from './draft-outlook.tsx';
import {
  AlreadySubmitted,
  CHECK_TITLE,
  draftOf,
  draftPath,
  isDraft,
  LATER,
  progressSteps,
} from './draft-step.tsx';
import { DETAIL_WORDS } from './mailing-words.ts';
import { CHECK_PATH, MAILING_STEPS } from './mailing-steps.ts';
import { crumbsTo, idIn, mailingOf } from './on-mailing.ts';
import { definePage } from './page.ts';

/** The last page of the form: all that was filled in, what is missing, the wave it will cause, and the button. */
export const draftCheckPage = definePage({
  path: `/mailings/:mailingId/aanmelden/${CHECK_PATH}`,
  operation: 'mailings.submit',
  form: z.object({}),

  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'mailings.submit');
    const { id, rowVersion } = record;
    const breadcrumbs = crumbsTo(record, call);
    if (!isDraft(record)) {
      return { title: CHECK_TITLE, breadcrumbs, body: <AlreadySubmitted id={id} /> };
    }
    const draft = draftOf(record);
    const missing = missingIn(draft);
    const open = MAILING_STEPS.filter(
      (step) =>
        !missing.some((one) => one.step === step) &&
        step.filledIn(draft).some(({ value }) => !value),
    );
    const outlook = await outlookOf(id, draft, call);
    return {
      title: CHECK_TITLE,
      breadcrumbs,
      body: (
        <>
          <StepProgress at={MAILING_STEPS.length} steps={progressSteps(id)} />
          {missing.length > 0 && (
            <Section id="ontbreekt" title={{ nl: 'Dit ontbreekt nog', en: 'This is missing' }}>
              <ul className="todo">
                {missing.map(({ field, step, text }) => (
                  <li key={`${field} ${text.en}`}>
                    <a href={draftPath(id, step)}>
                      <Say text={DETAIL_WORDS[field]} />
                    </a>
                    : <Say text={text} />
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {open.length > 0 && (
            <Section id="open" title={{ nl: 'Dit is nog leeg', en: 'This is still empty' }}>
              <p>
                <Say
                  text={{
                    nl: 'U kunt zonder aanmelden. Het KCC vraagt er dan later naar.',
                    en: 'You can submit without it. The contact centre will then ask for it later.',
                  }}
                />
              </p>
              <ul>
                {open.map((step) => (
                  <li key={step.path}>
                    <a href={draftPath(id, step)}>
                      <Say text={step.title} />
                    </a>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <CheckAnswers known={draft} href={(step) => draftPath(id, step)} />
          <DraftOutlook outlook={outlook} />
          {missing.length === 0 && (
            <Section id="aanmelden" title={{ nl: 'Aanmelden', en: 'Submit' }}>
              <p>
                <Say
                  text={{
                    nl: 'Na het aanmelden houdt Sluis de mailing vast tot het KCC akkoord geeft. U kunt daarna nog wijzigen of intrekken.',
                    en: 'After this Sluis holds the mailing until the contact centre signs off. You can still amend or withdraw it then.',
                  }}
                />
              </p>
              <Form label={CHECK_TITLE} version={rowVersion}>
                <Buttons>
                  <Button text={{ nl: 'Meld de mailing aan', en: 'Submit the mailing' }} />
                  <ButtonLink href={`/mailings/${id}`} text={LATER} />
                </Buttons>
              </Form>
            </Section>
          )}
        </>
      ),
    };
  },

  post: async (_form, call) => {
    await call.ask(submitMailing, {
      params: { mailingId: idIn(call) },
      body: {},
      ...(call.version !== undefined && { ifMatch: call.version }),
    });
    return {
      to: `/mailings/${idIn(call)}`,
      flash: {
        nl: 'De mailing is aangemeld. Het KCC gaat ermee aan de slag.',
        en: 'The mailing was submitted. The contact centre starts on it.',
      },
    };
  },
});

/** What stands between the draft and its submission, each with the step where it is mended. */
function missingIn(draft: MailingDraft) {
  const { error } = mailingDetails.safeParse(draft);
  if (!error) return [];
  return faultsOf(error, 'draft').flatMap(({ path, text }) =>
    MAILING_STEPS.flatMap((step) =>
      step.of
        .filter((field) => path.split(/[.[]/)[1] === field)
        .map((field) => ({ field, step, text: field === 'draftQuestions' ? LOOK_AT : text })),
    ),
  );
}

/** Of a step that may be saved empty, but not passed over. */
const LOOK_AT = {
  nl: 'Kijk deze stap nog na. Verwacht u geen vragen? Bewaar hem dan leeg.',
  en: 'Look at this step as well. Do you expect no questions? Then save it empty.',
};
