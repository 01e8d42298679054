import { z } from 'zod';
import { DEFAULT_RETENTION_TERMS, LEAST_DAYS } from '../domain/retention.ts';
import type { Text } from '../domain/text.ts';
import { definePage } from './page.ts';
import {
  saveSettings,
  settingNumber,
  SettingNumbers,
  settingsNow,
  SettingsForm,
} from './settings.tsx';

const PATH = '/instellingen/bewaren';
const TITLE: Text = { nl: 'Bewaren', en: 'Retention' };

const TERMS = [
  [
    'messageDays',
    {
      nl: 'Zoveel dagen na het einde van een mailing wissen wij brieven en adressen',
      en: 'Days after the end of a mailing until letters and addresses are erased',
    },
    {
      nl: `Minstens ${LEAST_DAYS.messageDays}: zo lang kan een mailprogramma een bericht nog eens aanbieden.`,
      en: `At least ${LEAST_DAYS.messageDays}: so long a mail tool may offer a message once more.`,
    },
  ],
  [
    'requestDays',
    {
      nl: 'Zoveel dagen bewaren wij antwoorden aan programma’s',
      en: 'Days that answers to programs are kept',
    },
    {
      nl: 'Wie een verzoek herhaalt, krijgt zo lang hetzelfde antwoord.',
      en: 'Whoever repeats a request gets the same answer for so long.',
    },
  ],
] as const;

/** How long personal data stay. */
export const retentionSettingsPage = definePage({
  path: PATH,
  operation: 'organisation.write',
  form: z.object({
    retention: z.object({ messageDays: settingNumber, requestDays: settingNumber }),
  }),

  get: async (call) => {
    const { now, version } = await settingsNow(call);
    const terms = now.retention ?? DEFAULT_RETENTION_TERMS;
    return {
      title: TITLE,
      body: (
        <SettingsForm at={PATH} title={TITLE} why={WHY} version={version}>
          <SettingNumbers of="retention" fields={TERMS} values={terms} />
        </SettingsForm>
      ),
    };
  },

  post: async ({ retention }, call, deps) =>
    saveSettings(call, deps, PATH, (now) => ({ ...now, retention })),
});

const WHY: Text = {
  nl: 'Elke dag wist Sluis wat ouder is. Dat kan niet worden hersteld. Een kortere termijn geldt dus ook voor wat er nu al ligt. Wat nog wacht, onzeker is of nog niet aan de afdeling is gemeld, blijft altijd.',
  en: 'Every day Sluis erases what is older. That cannot be undone, and a shorter term also holds for what is there now. What still waits, is in doubt or was not reported to the department yet always stays.',
};
