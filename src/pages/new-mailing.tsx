import { draftMailing } from '../api/mailing-drafts.ts';
import { Button, Buttons, Form } from './components/form.tsx';
import { Banner } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import { StepProgress } from './components/step-progress.tsx';
import { draftPath, LATER, progressSteps, SAVED } from './draft-step.tsx';
import { MAILING_STEPS } from './mailing-steps.ts';
import { changed, type Submitted } from './mailing-step.tsx';
import { definePage } from './page.ts';
import { contentStep } from './step-content.tsx';

/** The first step of a mailing that does not exist yet; from here on it is a draft. */
export const newMailingPage = definePage<Submitted>({
  path: '/nieuwe-mailing',
  operation: 'mailings.draft',
  menu: { nl: 'Nieuwe mailing', en: 'New mailing' },
  menuGroup: 'mailings',
  form: contentStep.form,

  get: async (call) => ({
    title: contentStep.title,
    breadcrumbs: [{ text: { nl: 'Mailings', en: 'Mailings' }, href: '/mailings' }],
    body:
      call.principal.departmentId === undefined ? (
        <NoDepartment />
      ) : (
        <>
          <StepProgress at={0} steps={progressSteps()} />
          <p>
            <Say
              text={{
                nl: 'U meldt hier een mailing aan bij het klantcontactcentrum (KCC). Na elke stap bewaart Sluis wat u invulde. U kunt dus stoppen en later verdergaan.',
                en: 'Here you submit a mailing to the contact centre. After each step Sluis saves what you filled in, so you can stop and continue later.',
              }}
            />
          </p>
          <p>
            <Say text={contentStep.why} />
          </p>
          <Form label={contentStep.title}>
            {contentStep.fields({}, call)}
            <Buttons>
              <Button text={{ nl: 'Opslaan en verder', en: 'Save and continue' }} />
              <Button kind="secondary" name="pressed" value="later" text={LATER} />
            </Buttons>
          </Form>
        </>
      ),
  }),

  post: async (form, call) => {
    const details = changed({}, contentStep.change(form as never, {}));
    const departmentId = call.principal.departmentId ?? '';
    const { body } = await call.ask(draftMailing, { body: { departmentId, details } });
    return form.pressed === 'later'
      ? { to: `/mailings/${body.id}`, flash: SAVED }
      : { to: draftPath(body.id, MAILING_STEPS[1]) };
  },
});

/** For who may write mailings but belongs to no department. */
export function NoDepartment() {
  return (
    <Banner tone="warning">
      <p>
        <Say
          text={{
            nl: 'U hoort in Sluis nog bij geen afdeling. Vraag de beheerder om u bij uw afdeling te zetten.',
            en: 'In Sluis you belong to no department yet. Ask the administrator to add you to yours.',
          }}
        />
      </p>
    </Banner>
  );
}
