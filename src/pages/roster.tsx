import { z } from 'zod';
import { addShifts } from '../api/shifts.ts';
import { listWaveWeeks } from '../api/wave-weeks.ts';
import { formatDay, formatShortDay } from '../charts/format.ts';
import { addDays, isLocalDate, type LocalDate, mondayOf } from '../domain/instant.ts';
import { localDateOf, toInstant } from '../domain/local-time.ts';
import { Select } from './components/choice.tsx';
import { DateField, TextField } from './components/field.tsx';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { EmptyState, Section } from './components/parts.tsx';
import { NeedExplained, type RosterNeed } from './components/roster-need.tsx';
import { RosterTable } from './components/roster-table.tsx';
import { definePage, type PageCall } from './page.ts';
import { rosterWeek } from './roster-week.ts';

/** Who works when in one week: the roster, who accepted an invitation, and who has still to answer. Prints on one sheet. */
export const rosterPage = definePage({
  path: '/rooster',
  operation: 'shifts.write',
  menu: { nl: 'Rooster', en: 'Roster' },
  menuGroup: 'shifts',
  form: z.object({
    personId: z.string(),
    date: z.iso.date(),
    from: z.iso.time({ precision: -1 }),
    until: z.iso.time({ precision: -1 }),
  }),
  get: async (call, deps) => {
    const { timeZone } = deps.house;
    const asked = call.query.get('week') ?? '';
    const today = localDateOf(call.now, timeZone);
    const monday = mondayOf(
      isLocalDate(asked) && asked > EARLIEST && asked < LATEST ? asked : today,
    );
    const [week, staff, need] = await Promise.all([
      rosterWeek(monday, timeZone, deps.store),
      deps.store.people.list({ activeOnly: true }),
      needOf(monday, today, call),
    ]);
    const people = staff.filter((one) => one.staff);
    return {
      title: {
        nl: `Rooster, week van ${formatDay(monday, 'nl')}`,
        en: `Roster, week of ${formatDay(monday, 'en')}`,
      },
      wide: true,
      body: (
        <>
          <Buttons>
            <ButtonLink href={`/rooster?week=${addDays(monday, -7)}`} text={BEFORE} />
            <ButtonLink href="/rooster" text={{ nl: 'Deze week', en: 'This week' }} />
            <ButtonLink href={`/rooster?week=${addDays(monday, 7)}`} text={AFTER} />
            <ButtonLink href="/oproepen" text={{ nl: 'Oproepen', en: 'Open calls' }} />
            <ButtonLink href="/rooster/bestand" text={{ nl: 'Als bestand', en: 'As a file' }} />
          </Buttons>
          {week.rows.length === 0 && (
            <EmptyState
              text={{
                nl: 'In deze week werkt nog niemand. Voeg hieronder een dienst toe.',
                en: 'Nobody works in this week yet. Add a shift below.',
              }}
            />
          )}
          {need && <NeedExplained />}
          {(need || week.rows.length > 0) && <RosterTable week={week} need={need} />}
          <Section id="dienst" title={ADD}>
            <Form label={ADD}>
              <Select
                name="personId"
                label={{ nl: 'Wie', en: 'Who' }}
                empty={{ nl: 'Kies iemand', en: 'Choose somebody' }}
                options={people.map(({ id, name }) => ({ value: id, text: name }))}
              />
              <div className="fields">
                <DateField name="date" label={{ nl: 'Dag', en: 'Day' }} value={monday} />
                <TextField name="from" type="time" label={{ nl: 'Van', en: 'From' }} />
                <TextField name="until" type="time" label={{ nl: 'Tot', en: 'Until' }} />
              </div>
              <Button kind="secondary" text={ADD} />
            </Form>
          </Section>
        </>
      ),
    };
  },
  post: async ({ personId, date, from, until }, call, deps) => {
    const { timeZone } = deps.house;
    const shift = {
      personId,
      startsAt: toInstant(date, from, timeZone),
      endsAt: toInstant(date, until, timeZone),
      kind: 'extra',
    } as const;
    await call.ask(addShifts, { body: { shifts: [shift] } });
    return {
      to: `/rooster?week=${mondayOf(date)}`,
      flash: {
        nl: `De dienst op ${formatShortDay(date, 'nl')} staat in het rooster.`,
        en: `The shift on ${formatShortDay(date, 'en')} is on the roster.`,
      },
    };
  },
});

/** What the week of `monday` needs from `today` on, as the board has it; undefined when all of it is past. */
async function needOf(
  monday: LocalDate,
  today: LocalDate,
  call: PageCall,
): Promise<RosterNeed | undefined> {
  if (addDays(monday, 6) < today) return undefined;
  const from = monday < today ? today : monday;
  const { body } = await call.ask(listWaveWeeks, { query: { from, weeks: '1' } });
  return { from, dayParts: body.results.flatMap(({ dayParts }) => dayParts) };
}

/** No roster is outside these, and weeks before and after any of them are weeks too. */
const [EARLIEST, LATEST] = ['2000-01-01', '2200-01-01'];
const BEFORE = { nl: 'Week eerder', en: 'Week before' };
const AFTER = { nl: 'Week later', en: 'Week after' };
const ADD = { nl: 'Dienst toevoegen', en: 'Add a shift' };
