import { z } from 'zod';
import { refuse } from '../api/decisions.ts';
import { reason } from '../api/fields.ts';
import { Say } from './components/say.tsx';
import { decisionPage, ReasonField } from './decision-page.tsx';
import { notHeld } from './decision-blocked.ts';
import { idIn } from './on-mailing.ts';

/** No, for good. */
export const refusalOfMailingPage = decisionPage({
  path: 'afwijzen',
  operation: 'mailings.refuse',
  title: { nl: 'Mailing afwijzen', en: 'Refuse the mailing' },
  blocked: ({ mailing }) => notHeld(mailing),
  explain: () => (
    <p>
      <Say
        text={{
          nl: 'De mailing gaat dan niet weg, en dit kunt u niet terugdraaien. Kan het wel na een wijziging? Vraag dan om een aanpassing.',
          en: 'The mailing will then not leave, and you cannot undo this. Could it leave after a change? Then ask for changes.',
        }}
      />
    </p>
  ),
  form: z.object({ reason }),
  fields: () => (
    <ReasonField
      label={{ nl: 'Waarom wijst u af?', en: 'Why do you refuse?' }}
      hint={{
        nl: 'In één regel. De vakafdeling krijgt dit te lezen. Noem geen inwoners.',
        en: 'In one line. The department gets to read this. Do not name residents.',
      }}
    />
  ),
  button: { nl: 'Ja, wijs de mailing af', en: 'Yes, refuse the mailing' },
  kind: 'danger',
  give: (body, call) => call.ask(refuse, { params: { mailingId: idIn(call) }, body }),
  done: { nl: 'De mailing is afgewezen.', en: 'The mailing was refused.' },
});
