import { z } from 'zod';
import { importRoster } from '../api/roster-import.ts';
import { XLSX } from '../api/spreadsheet.ts';
import { listShifts } from '../api/shifts.ts';
import { addDays, isLocalDate, mondayOf } from '../domain/instant.ts';
import { localDateOf, toInstant } from '../domain/local-time.ts';
import { CHECKED_FILE, CheckedFile, CHOOSE_A_FILE, hasFile, type Sheet, sheetIn } from './components/checked-file.tsx'; // prettier-ignore
import { DateField, FileField } from './components/field.tsx';
import { Button, ButtonLink, Buttons, Form, SearchForm } from './components/form.tsx';
import { Banner, Section } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import { type ChangedShift, ShiftChanges } from './components/shift-changes.tsx';
import type { AppDeps } from './deps.ts';
import { atTheFile } from './file-faults.ts';
import { namesOf } from './names.ts';
import { definePage, type PageCall, type View } from './page.ts';

const CRUMBS = [{ text: { nl: 'Rooster', en: 'Roster' }, href: '/rooster' }];
/** So many weeks stand in a file. */
const WEEKS = 4;

/** The roster as a spreadsheet, out and in. What a file would change is shown before anything is changed. */
export const rosterImportPage = definePage({
  path: '/rooster/bestand',
  operation: 'shifts.write',
  form: z.object(CHECKED_FILE).refine(hasFile, CHOOSE_A_FILE),
  get: async (call, deps) => {
    const from = call.query.get('van');
    if (from !== null && isLocalDate(from)) return excel(call, deps, mondayOf(from));
    return {
      title: { nl: 'Rooster als bestand', en: 'Roster as a file' },
      breadcrumbs: CRUMBS,
      body: (
        <>
          <Section id="uit" title={{ nl: 'Het rooster ophalen', en: 'Get the roster' }}>
            <SearchForm label={{ nl: 'Het rooster ophalen', en: 'Get the roster' }}>
              <DateField
                name="van"
                label={{ nl: 'Vanaf de week van', en: 'From the week of' }}
                hint={{
                  nl: `U krijgt ${WEEKS} weken in een Excel-bestand. U kunt het wijzigen en hieronder weer insturen.`,
                  en: `You get ${WEEKS} weeks in an Excel file. You can change it and send it in again below.`,
                }}
                value={mondayOf(localDateOf(call.now, deps.house.timeZone))}
              />
              <Button kind="secondary" text={{ nl: 'Haal op', en: 'Get it' }} />
            </SearchForm>
          </Section>
          <Section id="in" title={{ nl: 'Een rooster insturen', en: 'Send in a roster' }}>
            <Form files label={CHECK}>
              <FileField
                name="file"
                label={{ nl: 'Excel- of CSV-bestand', en: 'Excel or CSV file' }}
                hint={{
                  nl: 'Met de kolommen Datum, Begin, Einde, Pauze (minuten), Wie en Soort. Het wordt het rooster van de mensen die erin staan, van de eerste tot de laatste dag. Wie een uitnodiging aannam, houdt die dienst. U ziet eerst wat er verandert.',
                  en: 'With the columns Date, Start, End, Break (minutes), Who and Kind. It becomes the roster of the people in it, from the first day to the last. Who accepted an invitation keeps that shift. You first see what changes.',
                }}
                accept=".xlsx,.csv"
              />
              <Buttons>
                <Button text={CHECK} />
                <ButtonLink href="/rooster" text={{ nl: 'Terug', en: 'Back' }} />
              </Buttons>
            </Form>
          </Section>
        </>
      ),
    };
  },
  post: async (given, call, deps) => {
    const { confirmed, ...sheet } = sheetIn(given);
    const { body } = await call
      .ask(importRoster, {
        query: { preview: confirmed ? 'false' : 'true' },
        file: sheet,
      })
      .catch((error: unknown) => {
        throw atTheFile(error);
      });
    if (!body.stored) return preview(body, sheet, deps);
    return {
      to: `/rooster?week=${mondayOf(localDateOf(body.period.startsAt, deps.house.timeZone))}`,
      flash: {
        nl: `Het rooster is bijgewerkt: ${body.added.length} diensten erbij, ${body.cancelled.length} geschrapt.`,
        en: `The roster was updated: ${body.added.length} shifts added, ${body.cancelled.length} cancelled.`,
      },
    };
  },
});

async function excel(call: PageCall, { house }: AppDeps, monday: string) {
  const { file } = await call.ask(listShifts, {
    query: {
      from: toInstant(monday, '00:00', house.timeZone),
      to: toInstant(addDays(monday, 7 * WEEKS), '00:00', house.timeZone),
    },
    accept: XLSX,
  });
  if (!file) throw new Error('The roster came without a file');
  return { file };
}

interface Changes {
  readonly added: readonly ChangedShift[];
  readonly cancelled: readonly ChangedShift[];
  readonly same: number;
}

async function preview(
  { added, cancelled, same }: Changes,
  sheet: Sheet,
  { store }: AppDeps,
): Promise<View> {
  const ids = [...added, ...cancelled].map(({ personId }) => personId);
  const names = await namesOf(store, ids);
  const changes = added.length + cancelled.length;
  return {
    title: { nl: 'Wat er in het rooster verandert', en: 'What changes in the roster' },
    breadcrumbs: [
      ...CRUMBS,
      { text: { nl: 'Rooster als bestand', en: 'Roster as a file' }, href: '/rooster/bestand' },
    ],
    body: (
      <>
        <Banner>
          <p>
            <Say
              text={{
                nl: `Er is nog niets veranderd. Diensten die gelijk blijven: ${same}.`,
                en: `Nothing was changed yet. Shifts that stay the same: ${same}.`,
              }}
            />
          </p>
        </Banner>
        <ShiftChanges
          id="erbij"
          title={{ nl: `Erbij: ${added.length}`, en: `Added: ${added.length}` }}
          shifts={added}
          names={names}
        />
        <ShiftChanges
          id="eraf"
          title={{ nl: `Geschrapt: ${cancelled.length}`, en: `Cancelled: ${cancelled.length}` }}
          shifts={cancelled}
          names={names}
        />
        <Form files label={STORE}>
          <CheckedFile sheet={sheet} />
          <Buttons>
            {changes > 0 && <Button text={STORE} />}
            <ButtonLink
              href="/rooster/bestand"
              text={{ nl: 'Kies een ander bestand', en: 'Choose another file' }}
            />
          </Buttons>
        </Form>
      </>
    ),
  };
}

const CHECK = { nl: 'Laat zien wat er verandert', en: 'Show what changes' };
const STORE = { nl: 'Neem dit rooster over', en: 'Take this roster' };
