import { z } from 'zod';
import { withdraw } from '../api/decisions.ts';
import type { Text } from '../domain/text.ts';
import { Say } from './components/say.tsx';
import { decisionPage } from './decision-page.tsx';
import { idIn } from './on-mailing.ts';

/** Throws a draft or an announcement away, before it was submitted. */
export const discardPage = decisionPage({
  path: 'weggooien',
  operation: 'mailings.withdraw',
  title: { nl: 'Concept weggooien', en: 'Throw the draft away' },
  blocked: ({ mailing: { status } }, call) => {
    if (status === 'draft') return call.may('mailings.edit') ? undefined : NOT_YOURS;
    return status === 'announced' ? undefined : NO_DRAFT;
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

const NOT_YOURS: Text = {
  nl: 'Dit concept is van de vakafdeling. Alleen zij kan het weggooien.',
  en: 'This draft is the department’s. Only they can throw it away.',
};
const NO_DRAFT: Text = {
  nl: 'Deze mailing is geen concept meer. Een aangemelde mailing kunt u intrekken.',
  en: 'This mailing is not a draft any more. A submitted mailing can be withdrawn.',
};
