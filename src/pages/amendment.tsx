import type { z } from 'zod';
import { amendMailing } from '../api/amendments.ts';
import { countLettersAtPrinter } from '../api/letters-at-printer.ts';
import type { mailingDetails } from '../api/mailing-details.ts';
import { type Mailing, isApproved, isEnded } from '../domain/mailing.ts';
import type { Text } from '../domain/text.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import { CheckAnswers } from './components/check-answers.tsx';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { LettersAtPrinter } from './components/letters-at-printer.tsx';
import { Banner } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import { MAILING_STEPS } from './mailing-steps.ts';
import { changed, type MailingStep, type Submitted } from './mailing-step.tsx';
import { crumbsTo, idIn, mailingOf } from './on-mailing.ts';
import { definePage, type Page } from './page.ts';

const TITLE = { nl: 'Mailing wijzigen', en: 'Amend the mailing' };
const pathOf = (id: string, step?: MailingStep) =>
  `/mailings/${id}/wijzigen${step ? `/${step.path}` : ''}`;

/** Why the mailing cannot be amended as it stands now. */
function blocked({ mailing, details }: MailingRecord): Text | undefined {
  if (isEnded(mailing) || mailing.status === 'dispatched') {
    return {
      nl: 'Deze mailing is al weg of afgelopen. Er is niets meer te wijzigen.',
      en: 'This mailing has left or has ended. There is nothing left to amend.',
    };
  }
  return details
    ? undefined
    : {
        nl: 'Deze mailing is nog niet aangemeld. U kunt het concept aanpassen.',
        en: 'This mailing has not been submitted yet. You can change the draft.',
      };
}

/** What an amendment costs, said before it is made. */
function consequence(mailing: Mailing): Text {
  return isApproved(mailing)
    ? {
        nl: 'Let op: door een wijziging vervalt het akkoord van het KCC. Wat nog niet weg is, wacht dan op een nieuw akkoord.',
        en: 'Mind: an amendment voids the sign-off of the contact centre. What has not left then waits for a new sign-off.',
      }
    : {
        nl: 'Elke wijziging is een nieuwe versie. Het KCC kijkt er opnieuw naar voordat het akkoord geeft.',
        en: 'Every amendment is a new version. The contact centre looks at it anew before it signs off.',
      };
}

const CHANGED_LETTER: Text = {
  nl: 'Wijzigt u de tekst, de bestanden of de contactgegevens op de brief? Dan mag de oude brief niet meer gedrukt worden. Lever daarna de nieuwe brief aan.',
  en: 'Do you change the text, the files or the contact details on the letter? Then the old letter may not be printed any more. Hand in the new letter after that.',
};

/** All that a submitted mailing says, each part with the way to change it. */
const overview = definePage({
  path: '/mailings/:mailingId/wijzigen',
  operation: 'mailings.amend',
  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'mailings.amend');
    const no = blocked(record);
    return {
      title: TITLE,
      breadcrumbs: crumbsTo(record, call),
      body: (
        <>
          <p className="lead">{record.title}</p>
          <Banner tone="warning">
            <p>
              <Say text={no ?? consequence(record.mailing)} />
            </p>
          </Banner>
          {!no && (
            <LettersAtPrinter
              letters={await countLettersAtPrinter(
                { params: { mailingId: record.id }, now: call.now },
                deps,
              )}
              about={CHANGED_LETTER}
            />
          )}
          {!no && (
            <CheckAnswers known={record.details ?? {}} href={(step) => pathOf(record.id, step)} />
          )}
        </>
      ),
    };
  },
});

/** One step of the form on a submitted mailing: saving it makes a new version at once. */
function amendmentStep(step: MailingStep): Page {
  return definePage<Submitted>({
    path: `/mailings/:mailingId/wijzigen/${step.path}`,
    operation: 'mailings.amend',
    form: step.form,
    get: async (call, deps) => {
      const record = await mailingOf(call, deps, 'mailings.amend');
      const no = blocked(record);
      const known = record.details ?? {};
      return {
        title: step.title,
        breadcrumbs: [...crumbsTo(record, call), { text: TITLE, href: pathOf(record.id) }],
        body: (
          <>
            <Banner tone="warning">
              <p>
                <Say text={no ?? consequence(record.mailing)} />
              </p>
            </Banner>
            {!no && (
              <Form label={step.title} {...(step.files && { files: true })}>
                {step.fields(known, call)}
                <Buttons>
                  <Button text={{ nl: 'Wijzig de mailing', en: 'Amend the mailing' }} />
                  <ButtonLink
                    href={pathOf(record.id)}
                    text={{ nl: 'Niet wijzigen', en: 'Do not amend' }}
                  />
                </Buttons>
              </Form>
            )}
            {!no && step.after?.(known)}
          </>
        ),
      };
    },
    post: async (form, call, deps) => {
      const record = await mailingOf(call, deps, 'mailings.amend');
      const known = record.details ?? {};
      const body = changed(known, step.change(form as never, known));
      await call.ask(amendMailing, {
        params: { mailingId: idIn(call) },
        body: body as z.input<typeof mailingDetails>,
      });
      return {
        to: `/mailings/${idIn(call)}`,
        flash: {
          nl: 'De mailing is gewijzigd. Het KCC kijkt er opnieuw naar.',
          en: 'The mailing was amended. The contact centre looks at it anew.',
        },
      };
    },
  });
}

/** The pages with which a department changes what it submitted. */
export const amendmentPages: readonly Page[] = [overview, ...MAILING_STEPS.map(amendmentStep)];
