import { z } from 'zod';
import { DEFAULT_HANDLE_TIMES } from '../domain/staffing-settings.ts';
import type { Text } from '../domain/text.ts';
import { NumberField } from './components/field.tsx';
import { Section } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import { definePage } from './page.ts';
import { saveSettings, settingNumber, settingsNow, SettingsForm } from './settings.tsx';

const PATH = '/instellingen';
const TITLE: Text = { nl: 'Instellingen', en: 'Settings' };

/** People write 80 for 0.8. */
const share = settingNumber.pipe(z.number().min(0).max(100)).transform((percent) => percent / 100);

/** The service level that the contact centre wants to reach, and how long contacts take. */
export const staffingSettingsPage = definePage({
  path: PATH,
  operation: 'organisation.write',
  menu: TITLE,
  menuGroup: 'settings',
  form: z.object({
    staffing: z.object({
      target: z.object({ fraction: share, withinSeconds: settingNumber }),
      maxAbandonment: share,
      maxOccupancy: share,
      shrinkage: share,
      patienceSeconds: settingNumber,
      minimumPositions: settingNumber,
      handleTimeSeconds: settingNumber,
      otherHandleTimeSeconds: z.object({
        counter: settingNumber,
        email: settingNumber,
        callback: settingNumber,
      }),
    }),
  }),

  get: async (call) => {
    const { now, version } = await settingsNow(call);
    const { staffing } = now;
    const others = staffing.otherHandleTimeSeconds ?? DEFAULT_HANDLE_TIMES;
    return {
      title: TITLE,
      body: (
        <SettingsForm at={PATH} title={TITLE} why={WHY} version={version}>
          <Section id="doel" title={{ nl: 'Wat u wilt halen', en: 'What you want to reach' }}>
            <Percent name="target.fraction" value={staffing.target.fraction} label={ANSWERED} />
            <Seconds
              name="target.withinSeconds"
              value={staffing.target.withinSeconds}
              label={WITHIN}
            />
            <Percent name="maxAbandonment" value={staffing.maxAbandonment} label={HANG_UP} />
            <Seconds name="patienceSeconds" value={staffing.patienceSeconds} label={PATIENCE} />
          </Section>
          <Section
            id="duur"
            title={{ nl: 'Hoe lang een contact duurt', en: 'How long a contact takes' }}
          >
            <p className="quiet">
              <Say text={SECONDS} />
            </p>
            <Seconds name="handleTimeSeconds" value={staffing.handleTimeSeconds} label={PHONE} />
            <Seconds name="otherHandleTimeSeconds.counter" value={others.counter} label={COUNTER} />
            <Seconds name="otherHandleTimeSeconds.email" value={others.email} label={EMAIL} />
            <Seconds
              name="otherHandleTimeSeconds.callback"
              value={others.callback}
              label={CALLBACK}
            />
          </Section>
          <Section id="mensen" title={{ nl: 'Uw mensen', en: 'Your people' }}>
            <Percent
              name="shrinkage"
              value={staffing.shrinkage}
              label={SHRINKAGE}
              hint={SHRINKAGE_HINT}
            />
            <Percent
              name="maxOccupancy"
              value={staffing.maxOccupancy}
              label={BUSY}
              hint={BUSY_HINT}
            />
            <Seconds name="minimumPositions" value={staffing.minimumPositions} label={MINIMUM} />
          </Section>
        </SettingsForm>
      ),
    };
  },

  post: async ({ staffing }, call, deps) =>
    saveSettings(call, deps, PATH, (now) => ({
      ...now,
      staffing: { ...now.staffing, ...staffing },
    })),
});

interface SettingProps {
  readonly name: string;
  readonly value: number;
  readonly label: Text;
  readonly hint?: Text;
}

/** A share, shown and typed as a percentage. */
function Percent({ name, value, ...rest }: SettingProps) {
  const percent = String(Math.round(value * 10_000) / 100).replace('.', ',');
  return <NumberField name={`staffing.${name}`} value={percent} {...rest} />;
}

function Seconds({ name, ...rest }: SettingProps) {
  return <NumberField name={`staffing.${name}`} {...rest} />;
}

const WHY: Text = {
  nl: 'Met deze getallen rekent Sluis uit hoeveel mensen er nodig zijn. Een verandering werkt vanaf de volgende prognose.',
  en: 'With these numbers Sluis works out how many people are needed. A change works from the next forecast on.',
};
const SECONDS: Text = {
  nl: 'In seconden, met het nawerk erbij. Vijf minuten is 300.',
  en: 'In seconds, with the work afterwards. Five minutes is 300.',
};
const ANSWERED: Text = {
  nl: 'Hoeveel procent van de bellers u op tijd helpt',
  en: 'Percentage of callers answered in time',
};
const WITHIN: Text = {
  nl: 'Op tijd is binnen zoveel seconden',
  en: 'In time is within so many seconds',
};
const HANG_UP: Text = {
  nl: 'Hoogstens zoveel procent hangt zelf op',
  en: 'At most this percentage hangs up',
};
const PATIENCE: Text = {
  nl: 'Zoveel seconden wacht een beller gemiddeld voor hij ophangt',
  en: 'Seconds that a caller waits on average before hanging up',
};
const PHONE: Text = { nl: 'Telefoongesprek', en: 'Phone call' };
const COUNTER: Text = { nl: 'Bezoek aan de balie', en: 'Visit at the counter' };
const EMAIL: Text = { nl: 'E-mail', en: 'E-mail' };
const CALLBACK: Text = { nl: 'Terugbellen', en: 'Calling back' };
const SHRINKAGE: Text = {
  nl: 'Hoeveel procent van de tijd iemand er niet is',
  en: 'Percentage of the time that somebody is away',
};
const SHRINKAGE_HINT: Text = {
  nl: 'Pauze, overleg, opleiding, ziekte.',
  en: 'Breaks, meetings, training, illness.',
};
const BUSY: Text = {
  nl: 'Hoeveel procent van de tijd iemand hoogstens in gesprek is',
  en: 'Percentage of the time that somebody is at most busy',
};
const BUSY_HINT: Text = {
  nl: 'Boven 85 procent worden mensen ziek en duren gesprekken langer.',
  en: 'Above 85 percent people fall ill and calls take longer.',
};
const MINIMUM: Text = { nl: 'Nooit minder mensen dan dit', en: 'Never fewer people than this' };
