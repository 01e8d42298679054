import { dispatchWindow } from '../domain/dispatch-window.ts';
import { commandResult, giveCommand } from './command.ts';
import { endpoint, provenance } from './deps.ts';
import { mailingParams } from './fields.ts';
import { mailingDetails } from './mailing-details.ts';

export const amendMailing = endpoint({
  id: 'amendMailing',
  summary: 'Change a mailing after submission',
  description:
    'Voids a sign-off: the mailing is held again until the lead has looked at it anew. With other texts, files or printed contact details, what was handed in before stays held: hand it in anew.',
  params: mailingParams,
  body: mailingDetails,
  refuses: true,
  answers: { 201: commandResult },
  handle: (call, deps) =>
    giveCommand(call, deps, call.params.mailingId, async (by) => ({
      type: 'amend',
      by,
      content: await deps.store.mailings.addVersion(
        call.params.mailingId,
        { details: call.body, window: dispatchWindow(call.body) },
        provenance(call, by),
      ),
    })),
});
