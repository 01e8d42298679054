import { z } from 'zod';
import { endpoint } from './deps.ts';
import { mailingParams } from './fields.ts';
import { mailingFor } from './mailing-access.ts';

const count = z.int().nonnegative();

const heldMessages = z
  .object({
    expected: count.meta({ description: 'E-mails that the mailing is to have, by its audience.' }),
    messages: count,
    addressees: count.meta({ description: 'Of those messages together.' }),
    withoutPermit: count.meta({ description: 'Addressees of what may not leave, or not yet.' }),
    outdated: count.meta({
      description:
        'Addressees of what came in before the letter was changed, a part of `withoutPermit`. It never leaves: hand in the new letter.',
    }),
    repeated: count.meta({
      description:
        'Addressees of `outdated` messages that were handed in once more after the change, with the same Message-ID and to the byte. They are the old letter still: have the mail tool make the messages again.',
    }),
    servedBefore: count.meta({
      description:
        'Addressees of new messages that stay, a part of `withoutPermit`: one of their addressees got the mailing before it was changed, and nobody gets it twice.',
    }),
  })
  .meta({ id: 'HeldMessages' });

export const readHeldMessages = endpoint({
  id: 'readHeldMessages',
  summary: 'Read how many e-mails of a mailing were handed in at the gate',
  description: 'What left already counts too.',
  params: mailingParams,
  answers: { 200: heldMessages },
  handle: async (call, deps) => {
    const { record } = await mailingFor(call, deps, call.params.mailingId);
    const atGate = await deps.store.heldMessages.atGate(record.id);
    return { status: 200, body: { expected: record.details?.audience.email ?? 0, ...atGate } };
  },
});
