import { z } from 'zod';
import { listDepartments } from '../api/departments.ts';
import {
  addMailCredential,
  disableMailCredential,
  listMailCredentials,
} from '../api/mail-credentials.ts';
import { says } from '../http/input-text.ts';
import { Select } from './components/choice.tsx';
import { Facts } from './components/facts.tsx';
import { NumberField, TextField } from './components/field.tsx';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { Badge, Banner, EmptyState, Section } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import { Table } from './components/table.tsx';
import { definePage, type View } from './page.ts';

const TITLE = { nl: 'Mailprogramma’s', en: 'Mail tools' };

/** Which programs may hand in mail at the gateway. A password is shown once and kept nowhere. */
export const mailToolsPage = definePage({
  path: '/mailprogrammas',
  operation: 'mail-credentials.read',
  menu: TITLE,
  menuGroup: 'settings',
  form: z.object({
    do: z.enum(['add', 'disable']),
    username: z.string().default(''),
    departmentId: z.string().default(''),
    fromDomains: z.string().default(''),
    mode: z.enum(['hold', 'defer']).default('hold'),
    singleLimit: z
      .string()
      .default('')
      .refine(
        (typed) => /^\s*\d{0,4}\s*$/.test(typed),
        says('Vul een getal in, zoals 25.', 'Fill in a number, such as 25.'),
      )
      .transform(Number),
  }),

  get: async ({ ask }) => {
    const [credentials, departments] = await Promise.all([
      ask(listMailCredentials),
      ask(listDepartments),
    ]);
    const names = new Map(departments.body.results.map(({ id, name }) => [id, name]));
    const { results } = credentials.body;
    return {
      title: TITLE,
      wide: true,
      body: (
        <>
          {results.length === 0 ? (
            <EmptyState
              text={{
                nl: 'Er kan nog geen mailprogramma mail aanbieden. Voeg er hieronder een toe.',
                en: 'No mail tool can hand in mail yet. Add one below.',
              }}
            />
          ) : (
            <Table
              caption={TITLE}
              captionUnseen
              rows={results}
              rowKey={({ username }) => username}
              columns={[
                { head: { nl: 'Naam', en: 'Name' }, cell: ({ username }) => username },
                {
                  head: { nl: 'Afdeling', en: 'Department' },
                  cell: ({ departmentId }) => names.get(departmentId) ?? '–',
                },
                {
                  head: { nl: 'Afzenders', en: 'Senders' },
                  cell: ({ fromDomains }) => fromDomains.join(', '),
                },
                {
                  head: { nl: 'Losse mails', en: 'Single mails' },
                  cell: ({ singleLimit }) => (singleLimit === 0 ? '–' : String(singleLimit)),
                },
                {
                  head: { nl: 'Toegang', en: 'Access' },
                  cell: ({ username, active }) =>
                    active ? (
                      <Disable username={username} />
                    ) : (
                      <Badge text={{ nl: 'Uitgezet', en: 'Switched off' }} />
                    ),
                },
              ]}
            />
          )}
          <Section
            id="toevoegen"
            title={{
              nl: 'Toegang geven of een nieuw wachtwoord maken',
              en: 'Let in, or make a new password',
            }}
          >
            <Form>
              <TextField
                name="username"
                label={{ nl: 'Naam om mee in te loggen', en: 'Name to log in with' }}
                hint={{
                  nl: 'Kleine letters, cijfers, punt of streepje. Bestaat de naam al, dan vervalt het oude wachtwoord.',
                  en: 'Lower case, digits, dot or dash. When the name exists, its old password lapses.',
                }}
                autoComplete="off"
              />
              <Select
                name="departmentId"
                label={{ nl: 'Afdeling', en: 'Department' }}
                options={departments.body.results.map(({ id, name }) => ({
                  value: id,
                  text: name,
                }))}
              />
              <TextField
                name="fromDomains"
                label={{ nl: 'Domeinen waar het namens mailt', en: 'Domains that it mails for' }}
                hint={{
                  nl: 'Met een spatie ertussen, bijvoorbeeld: sluiswaard.example',
                  en: 'With a space between, for example: sluiswaard.example',
                }}
              />
              <Select
                name="mode"
                label={{
                  nl: 'Wat gebeurt er met mail waarvoor nog geen akkoord is?',
                  en: 'What happens to mail that is not signed off yet?',
                }}
                value="hold"
                options={[
                  {
                    value: 'hold',
                    text: {
                      nl: 'Sluis neemt die aan en houdt die vast',
                      en: 'Sluis takes it and holds it',
                    },
                  },
                  {
                    value: 'defer',
                    text: {
                      nl: 'Het mailprogramma moet het later weer aanbieden',
                      en: 'The mail tool must try again later',
                    },
                  },
                ]}
              />
              <NumberField
                name="singleLimit"
                label={{
                  nl: 'Hoeveel mensen mogen dezelfde losse mail krijgen?',
                  en: 'How many people may get the same single mail?',
                }}
                hint={{
                  nl: 'Voor mail die bij geen mailing hoort, zoals een bevestiging. Krijgen meer mensen dezelfde mail, dan houdt Sluis die vast. Leeg: geen losse mails.',
                  en: 'For mail that belongs to no mailing, such as a confirmation. When more people get the same mail, Sluis holds it. Empty: no single mails.',
                }}
                optional
              />
              <Buttons>
                <Button
                  name="do"
                  value="add"
                  text={{ nl: 'Maak een wachtwoord', en: 'Make a password' }}
                />
              </Buttons>
            </Form>
          </Section>
        </>
      ),
    };
  },

  post: async (filled, { ask }) => {
    const { username, departmentId, mode, singleLimit } = filled;
    if (filled.do === 'disable') {
      await ask(disableMailCredential, { params: { username } });
      return {
        to: '/mailprogrammas',
        flash: {
          nl: `${username} kan niet meer inloggen. Wat al is aangeboden, blijft staan.`,
          en: `${username} can log in no more. What was handed in stays.`,
        },
      };
    }
    const fromDomains = filled.fromDomains.split(/[\s,;]+/).filter((domain) => domain !== '');
    const { body } = await ask(addMailCredential, {
      body: { username, departmentId, fromDomains, mode, singleLimit },
    });
    return made(body?.username ?? username, body?.password ?? '');
  },
});

function Disable({ username }: { readonly username: string }) {
  return (
    <details>
      <summary>
        <Say text={{ nl: 'Zet uit', en: 'Switch off' }} />
      </summary>
      <Form label={{ nl: `Zet ${username} uit`, en: `Switch ${username} off` }}>
        <p>
          <Say
            text={{
              nl: 'Dit programma kan dan meteen geen mail meer aanbieden.',
              en: 'This tool can then hand in no mail at once.',
            }}
          />
        </p>
        <input type="hidden" name="username" value={username} />
        <Button
          kind="danger"
          name="do"
          value="disable"
          text={{ nl: 'Ja, zet uit', en: 'Yes, switch off' }}
        />
      </Form>
    </details>
  );
}

function made(username: string, password: string): View {
  return {
    title: { nl: 'Het wachtwoord is gemaakt', en: 'The password was made' },
    breadcrumbs: [{ text: TITLE, href: '/mailprogrammas' }],
    body: (
      <>
        <Banner tone="warning">
          <p>
            <Say
              text={{
                nl: 'U ziet dit wachtwoord maar één keer. Sluis bewaart het niet. Zet het nu in het mailprogramma.',
                en: 'You see this password only once. Sluis does not keep it. Put it into the mail tool now.',
              }}
            />
          </p>
        </Banner>
        <Facts
          facts={[
            { label: { nl: 'Naam', en: 'Name' }, value: username },
            {
              label: { nl: 'Wachtwoord', en: 'Password' },
              value: <span className="secret">{password}</span>,
            },
          ]}
        />
        <Buttons>
          <ButtonLink href="/mailprogrammas" text={{ nl: 'Klaar', en: 'Done' }} />
        </Buttons>
      </>
    ),
  };
}
