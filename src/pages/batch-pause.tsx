import { z } from 'zod';
import { pauseBatches } from '../api/decisions.ts';
import { reason } from '../api/fields.ts';
import { isApproved } from '../domain/mailing.ts';
import { Say } from './components/say.tsx';
import { decisionPage, ReasonField } from './decision-page.tsx';
import { idIn } from './on-mailing.ts';

/** The next batch waits until the lead says otherwise. */
export const batchPausePage = decisionPage({
  path: 'pauzeren',
  operation: 'mailings.pause-batches',
  title: { nl: 'Volgende deelverzending laten wachten', en: 'Let the next batch wait' },
  blocked: ({ mailing }) => {
    if (!isApproved(mailing)) {
      return {
        nl: 'Er is nu geen deelverzending die kan wachten.',
        en: 'There is no batch now that could wait.',
      };
    }
    return mailing.paused && { nl: 'De verzending wacht al.', en: 'The batches wait already.' };
  },
  explain: () => (
    <p>
      <Say
        text={{
          nl: 'Wat al is vrijgegeven, gaat gewoon door. De volgende deelverzending wacht, ook als haar tijd er is. U kunt later weer verder gaan.',
          en: 'What has been released goes on. The next batch waits, even when its time has come. You can go on later.',
        }}
      />
    </p>
  ),
  form: z.object({ reason }),
  fields: () => <ReasonField />,
  button: { nl: 'Laat wachten', en: 'Let it wait' },
  give: (body, call) => call.ask(pauseBatches, { params: { mailingId: idIn(call) }, body }),
  done: { nl: 'De volgende deelverzending wacht.', en: 'The next batch waits.' },
});
