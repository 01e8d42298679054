import { z } from 'zod';
import { makeCalendarLink } from '../api/calendars.ts';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { Banner } from './components/parts.tsx';
import { Moment, Say } from './components/say.tsx';
import { definePage, type View } from './page.ts';

const PATH = '/mijn-agenda';
const TITLE = { nl: 'Uw diensten in uw eigen agenda', en: 'Your shifts in your own calendar' };
const MY_SHIFTS = { text: { nl: 'Mijn diensten', en: 'My shifts' }, href: '/mijn-diensten' };

/** Gives the address that a calendar program subscribes to: of one's own shifts, or of all waves. */
export const myCalendarPage = definePage({
  path: PATH,
  operation: 'calendar.link',
  form: z.object({ calendar: z.enum(['own', 'kcc']).default('own') }),

  get: async ({ may }) => ({
    title: TITLE,
    breadcrumbs: [MY_SHIFTS],
    body: (
      <>
        <p>
          <Say
            text={{
              nl: 'Sluis maakt een adres voor u. Zet dat in uw agenda, bijvoorbeeld Outlook of die van uw telefoon. Uw diensten staan er dan vanzelf in, ook als er later iets verandert.',
              en: 'Sluis makes an address for you. Put it into your calendar, such as Outlook or that of your phone. Your shifts then show there by themselves, also when something changes later.',
            }}
          />
        </p>
        <Form label={TITLE}>
          <Buttons>
            <Button
              name="calendar"
              value="own"
              text={{ nl: 'Maak een adres van mijn diensten', en: 'Make an address of my shifts' }}
            />
            {may('calendar.read') && (
              <Button
                kind="secondary"
                name="calendar"
                value="kcc"
                text={{
                  nl: 'Maak een adres van alle belgolven',
                  en: 'Make an address of all waves',
                }}
              />
            )}
          </Buttons>
        </Form>
      </>
    ),
  }),

  post: async ({ calendar }, { ask }) => {
    const { body } = await ask(makeCalendarLink, { body: { calendar } });
    return made(body);
  },
});

function made({ url, expiresAt }: { readonly url: string; readonly expiresAt: string }): View {
  return {
    title: { nl: 'Het adres is gemaakt', en: 'The address was made' },
    breadcrumbs: [MY_SHIFTS, { text: TITLE, href: PATH }],
    body: (
      <>
        <p>
          <Say
            text={{
              nl: 'Kies in uw agenda ‘agenda toevoegen via internet’ en plak dit adres:',
              en: 'In your calendar choose ‘add calendar from the internet’ and paste this address:',
            }}
          />
        </p>
        <p className="secret">{url}</p>
        <Banner tone="warning">
          <p>
            <Say
              text={{
                nl: 'Wie dit adres heeft, kan deze agenda lezen. Geef het aan niemand. Het werkt tot ',
                en: 'Whoever has this address can read this calendar. Give it to nobody. It works until ',
              }}
            />
            <Moment at={expiresAt} />.
          </p>
        </Banner>
        <Buttons>
          <ButtonLink
            kind="primary"
            href={url.replace(/^https?:/, 'webcal:')}
            text={{ nl: 'Open het in mijn agenda', en: 'Open it in my calendar' }}
          />
          <ButtonLink href="/mijn-diensten" text={{ nl: 'Klaar', en: 'Done' }} />
        </Buttons>
      </>
    ),
  };
}
