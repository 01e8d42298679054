import { readHeldMessages } from '../../api/held-messages.ts';
import { formatNumber } from '../../charts/format.ts';
import type { Text } from '../../domain/text.ts';
import type { PageCall } from '../page.ts';
import { Facts } from './facts.tsx';
import { Banner, Section } from './parts.tsx';
import { Amount, Say } from './say.tsx';

/** How many e-mails of a mailing were handed in at the gate; undefined for a mailing without e-mails. */
export async function heldMessagesToShow(call: PageCall, mailingId: string) {
  const { body } = await call.ask(readHeldMessages, { params: { mailingId } });
  return body.expected + body.messages > 0 ? body : undefined;
}

type Shown = Awaited<ReturnType<typeof heldMessagesToShow>>;

/** What a mail tool handed in, next to what the mailing is to have, and what of it will never leave. */
export function HeldMessages({ shown }: { readonly shown: Shown }) {
  if (!shown) return null;
  const { expected, addressees, outdated, repeated, servedBefore } = shown;
  return (
    <Section
      id="aangeleverd"
      title={{ nl: 'Aangeleverde e-mails', en: 'E-mails that were handed in' }}
    >
      <Facts
        facts={[
          {
            label: { nl: 'Aangeleverd door het mailprogramma', en: 'Handed in by the mail tool' },
            value: <Amount value={addressees} />,
          },
          {
            label: { nl: 'Verwacht', en: 'Expected' },
            value: <Amount value={expected} />,
          },
          ...(outdated > 0
            ? [
                {
                  label: {
                    nl: 'Van vóór de laatste wijziging van de brief',
                    en: 'From before the letter was last changed',
                  },
                  value: <Amount value={outdated} />,
                },
              ]
            : []),
        ]}
      />
      {outdated > 0 && (
        <Banner tone="warning">
          <p>
            <Say
              text={{
                nl: 'De oude brief gaat niet weg. Lever de nieuwe brief aan, ook voor deze mensen.',
                en: 'The old letter does not leave. Hand in the new letter, for these people too.',
              }}
            />
          </p>
          {repeated > 0 && (
            <p>
              <Say text={repeatedText(repeated)} />
            </p>
          )}
        </Banner>
      )}
      {servedBefore > 0 && (
        <Banner tone="info">
          <p>
            <Say text={servedText(servedBefore)} />
          </p>
        </Banner>
      )}
    </Section>
  );
}

/** Why what was handed in anew stays all the same, and what to do. */
function repeatedText(repeated: number): Text {
  const [nl, en] = [formatNumber(repeated, 'nl'), formatNumber(repeated, 'en')];
  return {
    nl: `Na de wijziging is voor ${nl} van hen precies hetzelfde bericht nog eens aangeleverd, met hetzelfde Message-ID. Dat is nog steeds de oude brief: Sluis bewaart hem één keer en verstuurt hem niet. Laat het mailprogramma de berichten opnieuw maken.`,
    en: `After the change exactly the same message was handed in once more for ${en} of them, with the same Message-ID. That is still the old letter: Sluis keeps it once and does not send it. Have the mail tool make the messages again.`,
  };
}

/** Why some of what was handed in anew does not leave: they have had a letter of this mailing. */
function servedText(served: number): Text {
  const [nl, en] = [formatNumber(served, 'nl'), formatNumber(served, 'en')];
  return {
    nl: `Voor ${nl} mensen gaat de nieuwe brief niet weg: op hun adres kwam deze mailing al aan voor de wijziging, of dat is onzeker. Niemand krijgt een mailing twee keer. Moeten zij weten wat er veranderd is? Maak daarvoor een nieuwe mailing.`,
    en: `For ${en} people the new letter does not leave: this mailing reached their address before it was changed, or that is uncertain. Nobody gets a mailing twice. Must they know what changed? Make a new mailing for it.`,
  };
}
