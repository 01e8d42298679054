import type { ReactNode } from 'react';
import { z } from 'zod';
import { getOrganisation, putOrganisation } from '../api/organisation.ts';
import type { Text } from '../domain/text.ts';
import { NumberField } from './components/field.tsx';
import { Button, Form } from './components/form.tsx';
import { Tabs } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import type { AppDeps } from './deps.ts';
import type { GoTo, PageCall } from './page.ts';

/** How this municipality works, as the API takes it. */
export type Organisation = Extract<z.input<NonNullable<typeof putOrganisation.body>>, object>;

const PARTS: readonly { readonly text: Text; readonly href: `/${string}` }[] = [
  { text: { nl: 'Bezetting', en: 'Staffing' }, href: '/instellingen' },
  { text: { nl: 'Openingstijden', en: 'Opening hours' }, href: '/instellingen/openingstijden' },
  { text: { nl: 'Termijnen', en: 'Terms' }, href: '/instellingen/termijnen' },
  {
    text: { nl: 'Vragen om mee te beginnen', en: 'Starter questions' },
    href: '/instellingen/vragen',
  },
  { text: { nl: 'Mails', en: 'Mails' }, href: '/instellingen/mails' },
  { text: { nl: 'Bewaren', en: 'Retention' }, href: '/instellingen/bewaren' },
];

/** The settings as they are, and the version that a form is about. */
export async function settingsNow({ ask }: PageCall) {
  const { body, version } = await ask(getOrganisation);
  return { now: body as Organisation, version };
}

/** Sets what `change` makes of the settings; says so when somebody else has changed them since the page was opened. */
export async function saveSettings(
  call: PageCall,
  { house }: AppDeps,
  to: `/${string}`,
  change: (now: Organisation) => Organisation,
): Promise<GoTo> {
  const { now, version } = await settingsNow(call);
  const edited = call.version ?? version;
  await call.ask(putOrganisation, {
    // Before anything was set, the municipality is called what its pages are called.
    body: change({ ...now, name: now.name || house.name }),
    ...(edited !== undefined && { ifMatch: edited }),
  });
  return { to, flash: { nl: 'De instellingen zijn bewaard.', en: 'The settings were saved.' } };
}

/** The way to the parts of the settings. */
export function SettingsTabs({ at }: { readonly at: string }) {
  return (
    <Tabs
      label={{ nl: 'Instellingen', en: 'Settings' }}
      tabs={PARTS.map((part) => ({ ...part, current: part.href === at }))}
    />
  );
}

/** A page of the settings: the way to the others, why it is asked, and the form. */
export function SettingsForm(props: {
  readonly at: string;
  readonly title: Text;
  readonly why?: Text;
  readonly version: number | undefined;
  readonly children: ReactNode;
}) {
  const { at, title, why, version, children } = props;
  return (
    <>
      <SettingsTabs at={at} />
      {why && (
        <p>
          <Say text={why} />
        </p>
      )}
      <Form label={title} version={version}>
        {children}
        <Button text={{ nl: 'Bewaar', en: 'Save' }} />
      </Form>
    </>
  );
}

/** A number as it is typed, with a comma or a point; none when nothing is, which is not 0. Which ones may be, the API says. */
export const settingNumber = z
  .string()
  .default('')
  .transform((typed) => typed.trim().replace(',', '.'))
  .transform((typed) => (typed === '' ? Number.NaN : Number(typed)))
  .pipe(z.number());

/** A field for each number of one part (`of`) of the settings, named as the API names it. */
export function SettingNumbers<Name extends string>(props: {
  readonly of: string;
  readonly fields: readonly (readonly [name: Name, label: Text, hint: Text | undefined])[];
  readonly values: { readonly [name in Name]: number };
}) {
  const { of, fields, values } = props;
  return fields.map(([name, label, hint]) => (
    <NumberField key={name} name={`${of}.${name}`} label={label} hint={hint} value={values[name]} />
  ));
}
