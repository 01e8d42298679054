import { z } from 'zod';
import { XLSX } from '../api/spreadsheet.ts';
import { getStaffingPlan } from '../api/staffing-plan.ts';
import { importStaffingPlan } from '../api/staffing-plan-import.ts';
import type { ShortageSummary } from '../domain/shortage.ts';
import { CHECKED_FILE, CheckedFile, CHOOSE_A_FILE, hasFile, type Sheet, sheetIn } from './components/checked-file.tsx'; // prettier-ignore
import { Facts } from './components/facts.tsx';
import { FileField } from './components/field.tsx';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { Banner, Section } from './components/parts.tsx';
import { Amount, Say } from './components/say.tsx';
import { type ChangedShift, ShiftChanges } from './components/shift-changes.tsx';
import type { AppDeps } from './deps.ts';
import { atTheFile } from './file-faults.ts';
import { namesOf } from './names.ts';
import { afterPreparing, crumbsTo, idIn, mailingOf } from './on-mailing.ts';
import { definePage, type PageCall, type View } from './page.ts';

/** The staffing plan as a spreadsheet, out and in. Who would be asked anew and who no longer is shown before anything is changed. */
export const staffingPlanImportPage = definePage({
  path: '/mailings/:mailingId/bezetting/bestand',
  operation: 'staffing-plan.write',
  form: z
    .object({ ...CHECKED_FILE, version: z.coerce.number().int().min(0).optional() })
    .refine(hasFile, CHOOSE_A_FILE),
  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'staffing-plan.write');
    if (call.query.has('ophalen')) return excel(call);
    return {
      title: TITLE,
      breadcrumbs: crumbsTo(record, call).concat(crumb(record.id)),
      body: (
        <>
          <Section id="uit" title={{ nl: 'Het plan ophalen', en: 'Get the plan' }}>
            <p>
              <Say
                text={{
                  nl: 'U krijgt het plan dat er is, of anders het voorstel, met per dagdeel de mensen in de volgorde waarin zij gevraagd worden. Wijzig het en stuur het hieronder in.',
                  en: 'You get the plan that there is, or else the proposal, with the people of each stretch in the order in which they are asked. Change it and send it in below.',
                }}
              />
            </p>
            <Buttons>
              <ButtonLink
                href={`/mailings/${record.id}/bezetting/bestand?ophalen`}
                text={{ nl: 'Haal het plan op (Excel)', en: 'Get the plan (Excel)' }}
              />
            </Buttons>
          </Section>
          <Section id="in" title={{ nl: 'Een plan insturen', en: 'Send in a plan' }}>
            <Form files label={CHECK}>
              <FileField
                name="file"
                label={{ nl: 'Excel- of CSV-bestand', en: 'Excel or CSV file' }}
                hint={{
                  nl: 'Met de kolommen Datum, Begin, Einde, Nodig, Volgorde en Wie. Het wordt het hele plan: wie er niet in staat, wordt niet meer gevraagd. Wie al ja zei, houdt die dienst. U ziet eerst wat er verandert.',
                  en: 'With the columns Date, Start, End, Needed, Order and Who. It becomes the whole plan: who is not in it is no longer asked. Who said yes already keeps that shift. You first see what changes.',
                }}
                accept=".xlsx,.csv"
              />
              <Buttons>
                <Button text={CHECK} />
                <ButtonLink
                  href={`/mailings/${record.id}/bezetting`}
                  text={{ nl: 'Terug', en: 'Back' }}
                />
              </Buttons>
            </Form>
          </Section>
        </>
      ),
    };
  },
  post: async ({ version, ...given }, call, deps) => {
    const { confirmed, ...sheet } = sheetIn(given);
    const { body } = await call
      .ask(importStaffingPlan, {
        params: { mailingId: idIn(call) },
        query: { preview: confirmed ? 'false' : 'true' },
        file: sheet,
        ...(confirmed && { ifMatch: version ?? 0 }),
      })
      .catch((error: unknown) => {
        throw atTheFile(error);
      });
    if ('added' in body) return preview(body, sheet, call, deps);
    return {
      to: afterPreparing(call),
      flash: {
        nl: 'Het bezettingsplan uit uw bestand staat. De uitnodigingen gaan de deur uit.',
        en: 'The staffing plan of your file is in place. The invitations are being sent.',
      },
    };
  },
});

async function excel(call: PageCall) {
  const { file } = await call.ask(getStaffingPlan, {
    params: { mailingId: idIn(call) },
    accept: XLSX,
  });
  if (!file) throw new Error('The staffing plan came without a file');
  return { file };
}

interface Changes {
  readonly version: number;
  readonly added: readonly ChangedShift[];
  readonly dropped: readonly ChangedShift[];
  readonly same: number;
  readonly leftOut: readonly ChangedShift[];
  readonly shortageWithout: ShortageSummary;
  readonly shortageBefore: ShortageSummary;
  readonly shortageAfter: ShortageSummary;
  readonly cost: number;
}

async function preview(
  changes: Changes,
  sheet: Sheet,
  call: PageCall,
  deps: AppDeps,
): Promise<View> {
  const record = await mailingOf(call, deps, 'staffing-plan.write');
  const { version, added, dropped, same, leftOut, cost } = changes;
  const ids = [...added, ...dropped, ...leftOut].map(({ personId }) => personId);
  const names = await namesOf(deps.store, ids);
  const halfHours = ({ halfHours: count }: ShortageSummary) => <Amount value={count} />;
  return {
    title: {
      nl: 'Wat er in het bezettingsplan verandert',
      en: 'What changes in the staffing plan',
    },
    breadcrumbs: crumbsTo(record, call).concat(crumb(record.id), {
      text: TITLE,
      href: `/mailings/${record.id}/bezetting/bestand`,
    }),
    body: (
      <>
        <Banner>
          <p>
            <Say
              text={{
                nl: `Er is nog niets veranderd en niemand is gevraagd. Wie gelijk blijft: ${same}.`,
                en: `Nothing was changed yet and nobody was asked. Who stays the same: ${same}.`,
              }}
            />
          </p>
        </Banner>
        <Facts
          facts={[
            {
              label: {
                nl: 'Halve uren te kort zonder plan',
                en: 'Half hours short without a plan',
              },
              value: halfHours(changes.shortageWithout),
            },
            {
              label: {
                nl: 'Te kort met het plan van nu',
                en: 'Short with the plan of now',
              },
              value: halfHours(changes.shortageBefore),
            },
            {
              label: { nl: 'Te kort met dit bestand', en: 'Short with this file' },
              value: halfHours(changes.shortageAfter),
            },
            {
              label: { nl: 'Kosten als iedereen komt', en: 'Cost when everybody comes' },
              value: (
                <>
                  € <Amount value={cost} />
                </>
              ),
            },
          ]}
        />
        <ShiftChanges
          id="erbij"
          title={{ nl: `Wordt gevraagd: ${added.length}`, en: `Asked: ${added.length}` }}
          shifts={added}
          names={names}
        />
        <ShiftChanges
          id="eraf"
          title={{
            nl: `Wordt niet meer gevraagd: ${dropped.length}`,
            en: `No longer asked: ${dropped.length}`,
          }}
          shifts={dropped}
          names={names}
        />
        <ShiftChanges
          id="reserve"
          title={{
            nl: `Kan geen reserve meer zijn: ${leftOut.length}`,
            en: `Can no longer be in reserve: ${leftOut.length}`,
          }}
          shifts={leftOut}
          names={names}
        />
        <Form files label={STORE}>
          <CheckedFile sheet={sheet} />
          <input type="hidden" name="version" value={version} />
          <Buttons>
            <Button text={STORE} />
            <ButtonLink
              href={`/mailings/${record.id}/bezetting/bestand`}
              text={{ nl: 'Kies een ander bestand', en: 'Choose another file' }}
            />
          </Buttons>
        </Form>
      </>
    ),
  };
}

function crumb(mailingId: string) {
  return {
    text: { nl: 'Bezetting', en: 'Staffing' },
    href: `/mailings/${mailingId}/bezetting`,
  };
}

const TITLE = { nl: 'Bezettingsplan als bestand', en: 'Staffing plan as a file' };
const CHECK = { nl: 'Laat zien wat er verandert', en: 'Show what changes' };
const STORE = { nl: 'Neem dit plan over', en: 'Take this plan' };
