import { z } from 'zod';
import { withdraw } from '../api/decisions.ts';
import { Say } from './components/say.tsx';
import { decisionPage } from './decision-page.tsx';
import { idIn } from './on-mailing.ts';

/** Throws a draft or an announcement away, before it was submitted. */
export const discardPage = decisionPage({
  path: 'weggooien',
  operation: 'mailings.withdraw',
  title: { nl: 'Concept weggooien', en: 'Throw the draft away' },
  blocked: ({ mailing: { status } }) =>
    status === 'draft' || status === 'announced'
      ? undefined
      : {
          nl: 'Deze mailing is geen concept meer. Een aangemelde mailing kunt u intrekken.',
          en: 'This mailing is not a draft any more. A submitted mailing can be withdrawn.',
        },
  explain: () => (
    <p>
      <Say
        text={{
          nl: 'Wat u hebt ingevuld gaat weg. Dit kunt u niet terugdraaien. In de lijst blijft alleen de titel staan, als ingetrokken.',
          en: 'What you filled in is thrown away. You cannot undo this. Only the title stays in the list, as withdrawn.',
        }}
      />
    </p>
  ),
  form: z.object({}),
  button: { nl: 'Ja, gooi het concept weg', en: 'Yes, throw the draft away' },
  kind: 'danger',
  give: (_form, call) =>
    call.ask(withdraw, {
      params: { mailingId: idIn(call) },
      body: { reason: 'Concept weggegooid.' },
    }),
  done: { nl: 'Het concept is weggegooid.', en: 'The draft was thrown away.' },
});
