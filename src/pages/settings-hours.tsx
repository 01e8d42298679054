import { z } from 'zod';
import type { ClosingDay, OpeningSpan } from '../domain/calendar.ts';
import type { LocalDate } from '../domain/instant.ts';
import type { Text } from '../domain/text.ts';
import { dayAtStart } from '../domain/typed-day.ts';
import { type Fault, invalidInput, Problem } from '../http/problem.ts';
import { TextArea, TextField } from './components/field.tsx';
import { Section } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import { atLine, linesOf } from './lines.ts';
import { definePage } from './page.ts';
import { saveSettings, settingsNow, SettingsForm } from './settings.tsx';

const PATH = '/instellingen/openingstijden';
const TITLE: Text = { nl: 'Openingstijden', en: 'Opening hours' };
const WEEKDAYS = [
  ['1', { nl: 'Maandag', en: 'Monday' }],
  ['2', { nl: 'Dinsdag', en: 'Tuesday' }],
  ['3', { nl: 'Woensdag', en: 'Wednesday' }],
  ['4', { nl: 'Donderdag', en: 'Thursday' }],
  ['5', { nl: 'Vrijdag', en: 'Friday' }],
  ['6', { nl: 'Zaterdag', en: 'Saturday' }],
  ['7', { nl: 'Zondag', en: 'Sunday' }],
] as const;
const typed = z.string().default('');

/** When the contact centre is open: the hours of each weekday, and the days that are different. */
export const hoursSettingsPage = definePage({
  path: PATH,
  operation: 'organisation.write',
  form: z.object({
    hours: z.object(Object.fromEntries(WEEKDAYS.map(([day]) => [`d${day}`, typed]))).default({}),
    closingDays: typed,
    openOnHolidays: typed,
  }),

  get: async (call) => {
    const { now, version } = await settingsNow(call);
    const { openingHours, closingDays, openOnHolidays } = now.calendar;
    return {
      title: TITLE,
      body: (
        <SettingsForm at={PATH} title={TITLE} version={version}>
          <Section id="week" title={{ nl: 'Een gewone week', en: 'An ordinary week' }}>
            <p className="hint">
              <Say text={HOURS_HINT} />
            </p>
            <div className="fields">
              {WEEKDAYS.map(([day, label]) => (
                <TextField
                  key={day}
                  name={`hours.d${day}`}
                  label={label}
                  value={openingHours[day].map(spanText).join(', ')}
                />
              ))}
            </div>
          </Section>
          <Section
            id="anders"
            title={{ nl: 'Dagen die anders zijn', en: 'Days that are different' }}
          >
            <TextArea
              name="closingDays"
              label={{ nl: 'Op deze dagen is het KCC dicht', en: 'Closed on these days' }}
              hint={CLOSING_HINT}
              value={closingDays.map(closingText).join('\n')}
              rows={6}
              optional
            />
            <TextArea
              name="openOnHolidays"
              label={{
                nl: 'Op deze feestdagen is het KCC open',
                en: 'Open on these public holidays',
              }}
              hint={{
                nl: 'Elke dag op een eigen regel, als 5-5-2027 of 5 mei 2027.',
                en: 'Each day on a line of its own, as 2027-05-05 or 5 May 2027.',
              }}
              value={openOnHolidays.join('\n')}
              rows={3}
              optional
            />
          </Section>
        </SettingsForm>
      ),
    };
  },

  post: async ({ hours, closingDays, openOnHolidays }, call, deps) => {
    const faults: Fault[] = [];
    const openingHours = Object.fromEntries(
      WEEKDAYS.map(([day]) => [day, spansIn(hours[`d${day}`] ?? '', `d${day}`, faults)]),
    );
    if (faults.length > 0) throw invalidInput(faults);
    return saveSettings(call, deps, PATH, (now) => ({
      ...now,
      calendar: {
        ...now.calendar,
        openingHours: openingHours as typeof now.calendar.openingHours,
        closingDays: linesOf(closingDays).map(closingDayIn),
        openOnHolidays: linesOf(openOnHolidays).map(openDayIn),
      },
    })).catch((error: unknown) => {
      throw atTheField(error);
    });
  },
});

const spanText = ({ opens, closes }: OpeningSpan) => `${opens}-${closes}`;

const SPAN = /^(\d{1,2})[.:](\d{2})\s*(?:-|–|tot|to)\s*(\d{1,2})[.:](\d{2})$/;

/** `08:30-12:00, 13.00 tot 17.00` as spans; empty is closed. */
function spansIn(text: string, day: string, faults: Fault[]): OpeningSpan[] {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.flatMap((part) => {
    const [, fromHour, fromMinute, toHour, toMinute] = SPAN.exec(part) ?? [];
    if (!fromHour || !toHour) {
      faults.push({ path: `body.hours.${day}`, code: 'invalid-format', text: HOURS_FAULT });
      return [];
    }
    return [
      {
        opens: `${fromHour.padStart(2, '0')}:${fromMinute}`,
        closes: `${toHour.padStart(2, '0')}:${toMinute}`,
      },
    ];
  });
}

const closingText = ({ date, reason: { nl, en } }: ClosingDay) =>
  `${date} ${nl === en ? nl : `${nl} / ${en}`}`;

/** `2027-03-26 Goede Vrijdag / Good Friday`; without English the Dutch stands for both. What is no day is left for the API to tell. */
function closingDayIn(line: string): ClosingDay {
  const [first = '', ...others] = line.split(/\s+/);
  const { date, words } = dayAtStart(line) ?? { date: first, words: others.join(' ') };
  const [nl = '', en = nl] = words.split(' / ');
  return { date, reason: { nl, en } };
}

function openDayIn(line: string): LocalDate {
  const found = dayAtStart(line);
  return found && found.words === '' ? found.date : line;
}

/** What the API finds wrong in a list stands at the field that the list was typed in, with the line. */
function atTheField(error: unknown): unknown {
  if (!(error instanceof Problem) || !error.parts.faults) return error;
  return invalidInput(
    error.parts.faults.map((fault) => {
      const [, field = '', at = ''] =
        /^body\.calendar\.(openingHours|closingDays|openOnHolidays)(?:[.[](\d+))?/.exec(
          fault.path,
        ) ?? [];
      if (field === '') return fault;
      if (field === 'openingHours') {
        return { ...fault, path: at === '' ? 'body.hours.d1' : `body.hours.d${at}` };
      }
      return atLine(fault, field, Number(at));
    }),
  );
}

const HOURS_HINT: Text = {
  nl: 'Schrijf de tijden zo: 08:30-17:00. Twee keer open op een dag: 08:30-12:00, 13:00-17:00. Leeg is dicht.',
  en: 'Write the times like this: 08:30-17:00. Open twice on a day: 08:30-12:00, 13:00-17:00. Empty is closed.',
};
const HOURS_FAULT: Text = {
  nl: 'Schrijf de tijden zo: 08:30-17:00.',
  en: 'Write the times like this: 08:30-17:00.',
};
const CLOSING_HINT: Text = {
  nl: 'Elke dag op een eigen regel, met de reden: 26-3-2027 Goede Vrijdag / Good Friday. De nationale feestdagen kent Sluis al.',
  en: 'Each day on a line of its own, with the reason: 2027-03-26 or 26 March 2027, then Goede Vrijdag / Good Friday. Sluis knows the public holidays already.',
};
