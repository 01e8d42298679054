import { z } from 'zod';
import { both, formatSpan } from '../charts/format.ts';
import type { Text } from '../domain/text.ts';
import type { Assignment } from '../store/assignment-row.ts';
import { Facts, Notice } from './components/facts.tsx';
import type { PageDeps } from './deps.ts';
import { defineLinkPage, type LinkCall, type View } from './page.ts';
import { isRefusal } from './refusal.ts';

const ANSWERS = ['accepted', 'declined'] as const;
type Answer = (typeof ANSWERS)[number];

const BUTTONS: { readonly [answer in Answer]: Text } = {
  accepted: { nl: 'Ja, ik kom', en: 'Yes, I will come' },
  declined: { nl: 'Nee, ik kan niet', en: 'No, I cannot' },
};

/** Where a colleague answers an invitation to help at the KCC. */
export const invitationPage = defineLinkPage({
  path: '/uitnodiging/:token',
  operation: 'assignments.answer',
  link: 'invitation',
  form: z.strictObject({ answer: z.enum(ANSWERS) }),
  expired: {
    nl: 'De tijd waarvoor u was gevraagd, is al begonnen of voorbij. U kunt niet meer antwoorden.',
    en: 'The time for which you were asked has begun or is over. You can no longer answer.',
  },

  get: async (call, deps) => view(call, deps),

  post: async (form, call, deps) => {
    const { subjectId, updateId } = call;
    const assignment = await deps.store.assignments.find(subjectId);
    if (!assignment || assignment.status === form.answer) return 'done';
    if (assignment.status !== 'invited') return view(call, deps, TOO_LATE);
    try {
      const answer = { assignmentId: subjectId, answer: form.answer };
      await deps.journeys.answerInvitation(assignment.needId, answer, updateId);
      const after = await deps.store.assignments.find(subjectId);
      return after?.status === form.answer ? 'done' : view(call, deps, NOT_POSSIBLE);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return view(call, deps, TOO_LATE);
    }
  },
});

const TOO_LATE: Text = {
  nl: 'Uw antwoord is niet verwerkt. De uitnodiging is al beantwoord, of er is al iemand anders.',
  en: 'Your answer was not accepted. The invitation was answered before, or somebody else is coming.',
};

/** A yes can turn out to be impossible; it is recorded as what it comes to. */
const NOT_POSSIBLE: Text = {
  nl: 'Uw antwoord is anders genoteerd. U staat dan al in het rooster, of er zijn al genoeg mensen.',
  en: 'Your answer was recorded differently. You are on the roster at that time, or there are enough people.',
};

async function view(call: LinkCall, deps: PageDeps, fault?: Text): Promise<View> {
  const { language, query } = call;
  const assignment = await deps.store.assignments.find(call.subjectId);
  if (!assignment) return GONE(call);
  const [person, mailing] = await Promise.all([
    deps.store.people.find(assignment.personId),
    deps.store.mailings.find(assignment.mailingId),
  ]);
  const { timeZone, location } = deps.house;
  const when = both((each) => formatSpan(assignment.startsAt, assignment.endsAt, each, timeZone));
  const open = assignment.status === 'invited';
  return {
    status: fault ? 409 : 200,
    title: open
      ? { nl: 'Kunt u helpen bij het KCC?', en: 'Can you help at the contact centre?' }
      : { nl: 'Helpen bij het KCC', en: 'Helping at the contact centre' },
    body: (
      <>
        {fault && <Notice language={language} text={fault} fault />}
        {!open && <Notice language={language} text={OUTCOMES[assignment.status]} />}
        {open && (
          <p>
            {language === 'nl'
              ? 'Het klantcontactcentrum (KCC) verwacht dan veel vragen van inwoners. Wij zoeken collega’s die meehelpen.'
              : 'The contact centre (KCC) then expects many questions from residents. We are looking for colleagues to help.'}
          </p>
        )}
        <Facts
          facts={[
            { label: { nl: 'Wie', en: 'Who' }, value: person?.name ?? '–' },
            { label: { nl: 'Wanneer', en: 'When' }, value: when },
            { label: { nl: 'Waar', en: 'Where' }, value: location },
            {
              label: { nl: 'Wat', en: 'What' },
              value: {
                nl: `Vragen beantwoorden over de mailing ‘${mailing?.title ?? '–'}’`,
                en: `Answering questions about the mailing ‘${mailing?.title ?? '–'}’`,
              },
            },
          ]}
        />
        {assignment.status === 'accepted' && (
          <p>
            {language === 'nl'
              ? 'U krijgt vooraf een mail met de briefing: wat inwoners gaan vragen en wat u antwoordt. '
              : 'You get a mail with the briefing beforehand: what residents will ask and what to answer. '}
            <a href="/mijn-diensten">
              {language === 'nl' ? 'Uw afspraken en briefings' : 'Your appointments and briefings'}
            </a>
          </p>
        )}
        {open && <AnswerForm call={call} chosen={query.get('answer')} />}
      </>
    ),
  };
}

/** The answer that was clicked in the mail stands out, but is not given until it is clicked here. */
function AnswerForm({ call: { language }, chosen }: { call: LinkCall; chosen: string | null }) {
  return (
    <form method="post">
      <fieldset>
        <legend>{language === 'nl' ? 'Bevestig uw antwoord' : 'Confirm your answer'}</legend>
        {ANSWERS.map((answer) => (
          <button
            key={answer}
            name="answer"
            value={answer}
            {...((chosen ?? 'accepted') === answer ? { className: 'chosen' } : {})}
          >
            {BUTTONS[answer][language]}
          </button>
        ))}
      </fieldset>
    </form>
  );
}

const OUTCOMES: { readonly [status in Exclude<Assignment['status'], 'invited'>]: Text } = {
  accepted: {
    nl: 'Dank u wel. U komt helpen. Kunt u toch niet? Bel dan zo snel mogelijk de KCC-leider.',
    en: 'Thank you. You will come and help. Can you not come after all? Call the KCC lead as soon as possible.',
  },
  declined: {
    nl: 'U kunt niet komen. Dank voor uw antwoord. Wij vragen een andere collega. Kunt u toch wel? Bel de KCC-leider.',
    en: 'You cannot come. Thank you for your answer. We will ask another colleague. Can you come after all? Call the KCC lead.',
  },
  lapsed: {
    nl: 'U kunt niet meer antwoorden. De tijd om te antwoorden is voorbij en wij hebben een andere collega gevraagd. Wilt u toch helpen? Bel de KCC-leider.',
    en: 'You can no longer answer. The time to answer is over and we have asked another colleague. Do you still want to help? Call the KCC lead.',
  },
  cancelled: {
    nl: 'U hoeft niet te komen. Deze afspraak gaat niet door.',
    en: 'You do not need to come. This appointment is cancelled.',
  },
};

const GONE = ({ language }: LinkCall): View => ({
  status: 404,
  title: { nl: 'Deze uitnodiging bestaat niet meer', en: 'This invitation no longer exists' },
  body: (
    <p>
      {language === 'nl'
        ? 'U hoeft niets te doen. Hebt u een vraag? Bel de KCC-leider.'
        : 'You do not need to do anything. Do you have a question? Call the KCC lead.'}
    </p>
  ),
});
