import type { MailingStatus } from '../../domain/mailing.ts';
import type { Text } from '../../domain/text.ts';
import { Badge } from './parts.tsx';

const WORDS: {
  readonly [status in MailingStatus]: Text & { readonly tone?: 'good' | 'waiting' | 'bad' };
} = {
  announced: { nl: 'Aangekondigd', en: 'Announced' },
  draft: { nl: 'Concept', en: 'Draft' },
  submitted: { nl: 'Aangemeld', en: 'Submitted', tone: 'waiting' },
  held: { nl: 'Vastgehouden', en: 'Held', tone: 'waiting' },
  'signed-off': { nl: 'Akkoord', en: 'Signed off', tone: 'good' },
  releasing: { nl: 'Wordt verzonden', en: 'Releasing', tone: 'good' },
  dispatched: { nl: 'Verzonden', en: 'Dispatched', tone: 'good' },
  evaluated: { nl: 'Geëvalueerd', en: 'Evaluated' },
  refused: { nl: 'Afgewezen', en: 'Refused', tone: 'bad' },
  withdrawn: { nl: 'Ingetrokken', en: 'Withdrawn', tone: 'bad' },
};

/** The state of a mailing in a word. */
export function statusWord(status: MailingStatus): Text {
  return WORDS[status];
}

/** The state of a mailing as a badge. */
export function MailingStatusBadge({ status }: { readonly status: MailingStatus }) {
  const { tone = 'neutral', ...text } = WORDS[status];
  return <Badge text={text} tone={tone} />;
}
