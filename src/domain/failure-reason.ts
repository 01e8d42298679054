import type { Text } from './text.ts';

/** Why a message was not delivered, as far as the reply of a mail server tells. */
export type FailureReason =
  'no-such-address' | 'mailbox-full' | 'not-wanted' | 'too-large' | 'gave-up' | 'other';

/**
 * The reason behind the beginning of a reply: a reply code, and where it is there the enhanced status code of RFC 3463,
 * such as `550 5.1.1`. Anything else is what Sluis wrote itself when it gave up.
 */
export function failureReason(code: string): FailureReason {
  const [, basic, subject, detail] = /^(\d{3})(?: \d\.(\d{1,3})\.(\d{1,3}))?/.exec(code) ?? [];
  if (basic === undefined || basic.startsWith('4')) return 'gave-up';
  if (subject === '1') return 'no-such-address';
  if (subject === '2') return detail === '2' ? 'mailbox-full' : 'no-such-address';
  if (subject === '3') return detail === '4' ? 'too-large' : 'other';
  if (subject === '7') return 'not-wanted';
  if (basic === '550' || basic === '551' || basic === '553') return 'no-such-address';
  if (basic === '552') return 'mailbox-full';
  return basic === '554' ? 'not-wanted' : 'other';
}

/** The reason after a number of messages: `12 keer: het adres bestaat niet`. */
export const FAILURE_REASONS: { readonly [reason in FailureReason]: Text } = {
  'no-such-address': { nl: 'het adres bestaat niet', en: 'there is no such address' },
  'mailbox-full': { nl: 'de mailbox is vol', en: 'the mailbox is full' },
  'not-wanted': {
    nl: 'de mailserver weigert het bericht',
    en: 'the mail server does not want the message',
  },
  'too-large': { nl: 'het bericht is te groot', en: 'the message is too large' },
  'gave-up': { nl: 'het is drie dagen lang niet gelukt', en: 'it did not work for three days' },
  other: { nl: 'een andere reden', en: 'another reason' },
};
