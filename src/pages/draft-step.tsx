import { editMailing } from '../api/mailing-drafts.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import { Button, Buttons, Form } from './components/form.tsx';
import { Banner } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import { StepProgress } from './components/step-progress.tsx';
import { DraftOutlook, outlookOf, WAVE_ID } from './draft-outlook.tsx';
import { CHECK_PATH, MAILING_STEPS } from './mailing-steps.ts';
import { changed, type MailingStep, type Submitted } from './mailing-step.tsx';
import { crumbsTo, idIn, mailingOf } from './on-mailing.ts';
import { definePage, type Page } from './page.ts';

/** In an address: the wave is calculated for who asks for it alone. */
const SHOW = 'belgolf';

/** Address of a step of the draft `id`; of the page after the last one without a step. */
export function draftPath(id: string, step?: MailingStep): string {
  return `/mailings/${id}/aanmelden/${step?.path ?? CHECK_PATH}`;
}

/** All pages of the form as progress shows them; `id` is absent as long as there is no draft. */
export function progressSteps(id?: string) {
  return [
    ...MAILING_STEPS.map((step) => ({
      title: step.title,
      ...(id && { href: draftPath(id, step) }),
    })),
    { title: CHECK_TITLE, ...(id && { href: draftPath(id) }) },
  ];
}

export const CHECK_TITLE = { nl: 'Controleren en aanmelden', en: 'Check and submit' };
export const LATER = { nl: 'Opslaan en later verder', en: 'Save and continue later' };
export const SAVED = { nl: 'Het concept is opgeslagen.', en: 'The draft was saved.' };

/** Whether the mailing is still being written. */
export function isDraft({ status }: Pick<MailingRecord, 'status'>): boolean {
  return status === 'draft' || status === 'announced';
}

/** What the department has filled in so far. */
export function draftOf({ draft, title, kind }: MailingRecord) {
  return draft ?? { title, ...(kind && { kind }) };
}

/** In place of a form of the draft, when the mailing has been submitted. */
export function AlreadySubmitted({ id }: { readonly id: string }) {
  return (
    <Banner tone="warning">
      <p>
        <Say
          text={{
            nl: 'Deze mailing is al aangemeld. Wat u nu verandert, is een wijziging.',
            en: 'This mailing was submitted already. What you change now is an amendment.',
          }}
        />{' '}
        <a href={`/mailings/${id}/wijzigen`}>
          <Say text={{ nl: 'Naar wijzigen', en: 'To amending' }} />
        </a>
      </p>
    </Banner>
  );
}

/** The page of one step of a draft; it saves what is there, also when that is not all. */
function draftStepPage(step: MailingStep, at: number): Page {
  const next = MAILING_STEPS[at + 1];
  return definePage<Submitted>({
    path: `/mailings/:mailingId/aanmelden/${step.path}`,
    operation: 'mailings.edit',
    form: step.form,
    get: async (call, deps) => {
      const record = await mailingOf(call, deps, 'mailings.edit');
      const { id, rowVersion } = record;
      const filledIn = draftOf(record);
      const known = { ...(await step.start?.(filledIn, call)), ...filledIn };
      const breadcrumbs = crumbsTo(record, call);
      if (!isDraft(record)) {
        return { title: step.title, breadcrumbs, body: <AlreadySubmitted id={id} /> };
      }
      const outlook =
        step.outlook && call.query.has(SHOW) ? await outlookOf(id, filledIn, call) : undefined;
      return {
        title: step.title,
        breadcrumbs,
        body: (
          <>
            <StepProgress at={at} steps={progressSteps(id)} />
            <p>
              <Say text={step.why} />
            </p>
            <Form label={step.title} version={rowVersion} {...(step.files && { files: true })}>
              {step.fields(known, call)}
              <Buttons>
                <Button text={{ nl: 'Opslaan en verder', en: 'Save and continue' }} />
                {step.stay && (
                  <Button kind="secondary" name="pressed" value="stay" text={step.stay} />
                )}
                <Button kind="secondary" name="pressed" value="later" text={LATER} />
              </Buttons>
            </Form>
            {step.after?.(known)}
            {outlook && <DraftOutlook outlook={outlook} />}
            {at > 0 && (
              <p>
                <a href={draftPath(id, MAILING_STEPS[at - 1])}>
                  <Say text={{ nl: 'Vorige stap', en: 'Previous step' }} />
                </a>
              </p>
            )}
          </>
        ),
      };
    },
    post: async (form, call, deps) => {
      const record = await mailingOf(call, deps, 'mailings.edit');
      const known = draftOf(record);
      await call.ask(editMailing, {
        params: { mailingId: record.id },
        body: changed(known, step.change(form as never, known)),
        ifMatch: call.version ?? record.rowVersion,
      });
      const told = step.told?.(form as never);
      if (form.pressed === 'later') return { to: `/mailings/${idIn(call)}`, flash: told ?? SAVED };
      const shown = step.outlook ? `?${SHOW}=ja#${WAVE_ID}` : '';
      const to =
        form.pressed === 'stay'
          ? `${draftPath(record.id, step)}${shown}`
          : draftPath(record.id, next);
      return { to, ...(told && { flash: told }) };
    },
  });
}

/** The pages of the form in steps. */
export const draftStepPages: readonly Page[] = MAILING_STEPS.map(draftStepPage);
