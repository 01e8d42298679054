import { z } from 'zod';
import { journeyTerms } from '../domain/journey-policy.ts';
import type { Text } from '../domain/text.ts';
import { definePage } from './page.ts';
import {
  saveSettings,
  settingNumber,
  SettingNumbers,
  settingsNow,
  SettingsForm,
} from './settings.tsx';

const PATH = '/instellingen/termijnen';
const TITLE: Text = { nl: 'Termijnen', en: 'Terms' };

const TERMS = [
  [
    'reminderWorkingDays',
    {
      nl: 'Na zoveel werkdagen herinneren wij de KCC-leider',
      en: 'Working days until the lead is reminded',
    },
    {
      nl: 'Van een mailing die op akkoord wacht; daarna steeds opnieuw.',
      en: 'Of a mailing that waits for sign-off; then again each time.',
    },
  ],
  [
    'escalationWorkingDays',
    {
      nl: 'Zoveel werkdagen voor de laatste dag slaan wij alarm',
      en: 'Working days before the last day that we escalate',
    },
    {
      nl: 'De laatste dag waarop een mailing volgens de wet weg mag.',
      en: 'The last day on which a mailing may leave by law.',
    },
  ],
  [
    'invitationWorkingHours',
    {
      nl: 'Zoveel werkuren heeft iemand om op een uitnodiging te antwoorden',
      en: 'Working hours to answer an invitation',
    },
    { nl: 'Daarna vragen wij de volgende.', en: 'Then the next person is asked.' },
  ],
  [
    'waveCheckMinutes',
    {
      nl: 'Om de zoveel minuten kijken wij of de belgolf te groot is',
      en: 'Minutes between two looks at the wave',
    },
    undefined,
  ],
] as const;

/** When Sluis reminds, warns and looks. */
export const termsSettingsPage = definePage({
  path: PATH,
  operation: 'organisation.write',
  form: z.object({
    terms: z.object({
      reminderWorkingDays: settingNumber,
      escalationWorkingDays: settingNumber,
      invitationWorkingHours: settingNumber,
      waveCheckMinutes: settingNumber,
    }),
  }),

  get: async (call) => {
    const { now, version } = await settingsNow(call);
    const terms = journeyTerms(now.terms as Parameters<typeof journeyTerms>[0]);
    return {
      title: TITLE,
      body: (
        <SettingsForm at={PATH} title={TITLE} why={WHY} version={version}>
          <SettingNumbers of="terms" fields={TERMS} values={terms} />
        </SettingsForm>
      ),
    };
  },

  post: async ({ terms }, call, deps) =>
    saveSettings(call, deps, PATH, (now) => ({ ...now, terms })),
});

const WHY: Text = {
  nl: 'Dit geldt voor mailings die vanaf nu worden aangemeld. Wat al loopt houdt de termijnen waarmee het begon.',
  en: 'This holds for mailings that are submitted from now on. What runs already keeps the terms that it began with.',
};
