import { z } from 'zod';
import { releaseInEmergency } from '../api/decisions.ts';
import { reason } from '../api/fields.ts';
import { openEmergencyRequest } from '../domain/emergency-request.ts';
import { Banner } from './components/parts.tsx';
import { Moment, Say } from './components/say.tsx';
import { TypedWord, typedWord } from './components/typed-word.tsx';
import { decisionPage, ReasonField } from './decision-page.tsx';
import { notHeld } from './decision-blocked.ts';
import { idIn } from './on-mailing.ts';

/** What must be typed, so that nobody does this by mistake. */
export const CONFIRMATION = 'NOODVRIJGAVE';

/** Release without sign-off: one person asks here, a second one confirms here. */
export const emergencyReleasePage = decisionPage({
  path: 'noodvrijgave',
  operation: 'mailings.release-in-emergency',
  fresh: true,
  title: { nl: 'Noodvrijgave', en: 'Emergency release' },
  blocked: ({ mailing }) => notHeld(mailing),
  explain: ({ mailing }, { person, now }) => {
    const asked = mailing.status === 'held' ? openEmergencyRequest(mailing, now) : undefined;
    const lapsed = mailing.status === 'held' && !asked ? mailing.emergencyRequest : undefined;
    return (
      <>
        <Banner tone="bad">
          <p>
            <Say
              text={{
                nl: 'De mailing gaat dan weg zonder dat het KCC klaar is. Gebruik dit alleen als wachten meer schade doet dan bellende inwoners zonder antwoord.',
                en: 'The mailing then leaves before the contact centre is ready. Use this only when waiting does more harm than residents who call and get no answer.',
              }}
            />
          </p>
        </Banner>
        <p>
          <Say
            text={{
              nl: 'Er zijn twee KCC-leiders voor nodig die niet aan de mailing hebben geschreven: de een vraagt, de ander bevestigt binnen 24 uur. Iedereen die ervan moet weten krijgt meteen een alarm, en het blijft altijd in de tijdlijn staan.',
              en: 'It takes two KCC leads who did not write any of the mailing: one asks, the other confirms within 24 hours. Everybody who must know is alarmed at once, and it stays on the timeline for ever.',
            }}
          />
        </p>
        {asked && (
          <Banner tone="warning">
            <p>
              <Say
                text={
                  asked.by === person.id
                    ? {
                        nl: 'U hebt de noodvrijgave al gevraagd. Een tweede persoon moet die nog bevestigen. Gevraagd op',
                        en: 'You have asked for the emergency release already. A second person must still confirm it. Asked on',
                      }
                    : {
                        nl: 'Een collega heeft de noodvrijgave gevraagd. Als u bevestigt, gaat de mailing weg. Gevraagd op',
                        en: 'A colleague has asked for the emergency release. When you confirm, the mailing leaves. Asked on',
                      }
                }
              />{' '}
              <Moment at={asked.at} />: {asked.reason}
            </p>
          </Banner>
        )}
        {lapsed && (
          <Banner tone="warning">
            <p>
              <Say
                text={{
                  nl: 'Een eerder verzoek geldt niet meer: er zijn 24 uur voorbij, of de mailing is daarna gewijzigd. Wie nu vraagt, begint opnieuw. Gevraagd op',
                  en: 'An earlier request does not stand any more: 24 hours have passed, or the mailing was changed since. Whoever asks now begins anew. Asked on',
                }}
              />{' '}
              <Moment at={lapsed.at} />: {lapsed.reason}
            </p>
          </Banner>
        )}
      </>
    );
  },
  form: z.object({ reason, confirmation: typedWord(CONFIRMATION) }),
  fields: () => (
    <>
      <ReasonField
        label={{ nl: 'Waarom kan het niet wachten?', en: 'Why can it not wait?' }}
        hint={{
          nl: 'In één regel. Dit gaat mee in het alarm en in de tijdlijn. Noem geen inwoners.',
          en: 'In one line. This goes into the alarm and on the timeline. Do not name residents.',
        }}
      />
      <TypedWord word={CONFIRMATION} />
    </>
  ),
  button: { nl: 'Geef vrij in nood', en: 'Release in emergency' },
  kind: 'danger',
  give: ({ reason: why }, call) =>
    call.ask(releaseInEmergency, { params: { mailingId: idIn(call) }, body: { reason: why } }),
  done: {
    nl: 'Vastgelegd. Kijk hieronder of er nog een tweede persoon nodig is.',
    en: 'Recorded. See below whether a second person is still needed.',
  },
});
