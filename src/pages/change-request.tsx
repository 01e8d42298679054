import { z } from 'zod';
import { requestChanges } from '../api/decisions.ts';
import { reason } from '../api/fields.ts';
import { Say } from './components/say.tsx';
import { decisionPage, ReasonField } from './decision-page.tsx';
import { notHeld } from './decision-blocked.ts';
import { afterPreparing, idIn } from './on-mailing.ts';

/** Not like this: the department is asked to change the mailing, which stays held. */
export const changeRequestPage = decisionPage({
  path: 'aanpassing',
  operation: 'mailings.request-changes',
  title: { nl: 'Aanpassing vragen', en: 'Ask for changes' },
  blocked: ({ mailing }) => notHeld(mailing),
  explain: () => (
    <p>
      <Say
        text={{
          nl: 'De vakafdeling krijgt uw vraag per mail. De mailing blijft vastgehouden.',
          en: 'The department gets your request by mail. The mailing stays held.',
        }}
      />
    </p>
  ),
  form: z.object({ reason }),
  fields: () => (
    <ReasonField
      label={{ nl: 'Wat moet er anders?', en: 'What must be different?' }}
      hint={{
        nl: 'In één regel, zo precies als kan. Noem geen inwoners.',
        en: 'In one line, as precisely as possible. Do not name residents.',
      }}
    />
  ),
  button: { nl: 'Vraag de aanpassing', en: 'Ask for the changes' },
  give: (body, call) => call.ask(requestChanges, { params: { mailingId: idIn(call) }, body }),
  done: { nl: 'De aanpassing is gevraagd.', en: 'The changes were asked for.' },
  to: afterPreparing,
});
