import type { ReactNode } from 'react';
import { both, formatSpan } from '../../charts/format.ts';
import { counted, type Noun } from '../../domain/counted-text.ts';
import { compareInstants } from '../../domain/instant.ts';
import { Facts } from './facts.tsx';
import { Badge } from './parts.tsx';
import { Say } from './say.tsx';

/** An invitation as its person sees it. */
export interface Invited {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly status: keyof typeof STATUSES;
  readonly title?: string;
  readonly briefingId?: string;
}

const STATUSES = {
  invited: { nl: 'Wacht op uw antwoord', en: 'Waits for your answer', tone: 'waiting' },
  accepted: { nl: 'U komt', en: 'You will come', tone: 'good' },
  declined: { nl: 'U komt niet', en: 'You will not come', tone: 'neutral' },
  lapsed: { nl: 'Te laat om te antwoorden', en: 'Too late to answer', tone: 'neutral' },
  cancelled: { nl: 'Gaat niet door', en: 'Cancelled', tone: 'bad' },
} as const;

/** When, where and for what somebody was asked; `children` answer it. */
export function Invitation(props: {
  readonly invitation: Invited;
  readonly timeZone: string;
  readonly place: string;
  readonly children?: ReactNode;
}) {
  const { invitation, timeZone, place, children } = props;
  const { startsAt, endsAt, status, title, briefingId } = invitation;
  const { tone, ...text } = STATUSES[status];
  return (
    <article className="answer">
      <h3 className="asked">
        <Say text={both((language) => formatSpan(startsAt, endsAt, language, timeZone))} />
      </h3>
      <p className="origin">
        <Badge text={text} tone={tone} />
      </p>
      <Facts
        facts={[
          { label: { nl: 'Waar', en: 'Where' }, value: place },
          ...(title === undefined ? [] : [{ label: { nl: 'Wat', en: 'What' }, value: title }]),
          ...(briefingId
            ? [
                {
                  label: { nl: 'Lees vooraf', en: 'Read before' },
                  value: (
                    <a href={`/briefings/${briefingId}`}>
                      <Say text={{ nl: 'De briefing', en: 'The briefing' }} />
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
      {children}
    </article>
  );
}

/** What somebody counts on: a yes that still holds, or one that was called off and has not gone by. */
export function isAppointment(
  { status, answeredAt, endsAt }: Invited & { readonly answeredAt?: string | undefined },
  now: string,
): boolean {
  const promised = status === 'accepted' || (status === 'cancelled' && answeredAt !== undefined);
  return promised && compareInstants(endsAt, now) > 0;
}

/** What nobody counts on any more, folded and a line each: there may be dozens. */
export function OtherInvitations(props: {
  readonly invitations: readonly (Invited & { readonly id: string })[];
  readonly timeZone: string;
}) {
  const { invitations, timeZone } = props;
  if (invitations.length === 0) return null;
  return (
    <details id="andere">
      <summary>
        <Say text={counted(invitations.length, OTHERS)} />
      </summary>
      <ul>
        {invitations.map(({ id, startsAt, endsAt, status }) => (
          <li key={id}>
            <Say text={both((language) => formatSpan(startsAt, endsAt, language, timeZone))} />
            {': '}
            <Say text={STATUSES[status]} />
          </li>
        ))}
      </ul>
    </details>
  );
}

const OTHERS: Noun = {
  nl: ['andere uitnodiging', 'andere uitnodigingen'],
  en: ['other invitation', 'other invitations'],
};
