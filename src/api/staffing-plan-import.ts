import { z } from 'zod';
import { planFileChanges, planFromFile } from '../domain/staffing-plan-changes.ts';
import { readStaffingPlan, STAFFING_PLAN_COLUMNS } from '../domain/staffing-plan-rows.ts';
import { etagOf, versionMissing } from '../http/etag.ts';
import type { Call } from '../http/endpoint.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import { commandResult, giveCommand, refuseEarly } from './command.ts';
import { type ApiDeps, endpoint, provenance } from './deps.ts';
import { id, line, mailingParams } from './fields.ts';
import { mailingFor } from './mailing-access.ts';
import { organisationIn } from './organisation.ts';
import { CSV, XLSX } from './spreadsheet.ts';
import { forecastMissing, shortage, staffingNow } from './staffing-plan.ts';
import { cellProblem, MOST_ROWS, readOrThrow, tableIn, tableOf } from './table-file.ts';
import { versionChanged } from './translate.ts';

const cell = line(200);
const stretch = z.object({
  personId: id,
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
});
const changes = z
  .object({
    version: z.int().meta({ description: 'Of the plan that it would replace; 0 for none.' }),
    added: z.array(stretch).meta({ description: 'Who would be asked anew.' }),
    dropped: z.array(stretch).meta({ description: 'Who would no longer be asked.' }),
    same: z.int(),
    leftOut: z.array(stretch).meta({ description: 'Reserves who cannot come any more.' }),
    shortageWithout: shortage,
    shortageBefore: shortage,
    shortageAfter: shortage,
    cost: z.number(),
  })
  .meta({ id: 'StaffingPlanChanges' });

const ROWS = z
  .strictObject({
    rows: z
      .array(
        z.strictObject({
          date: cell,
          start: cell,
          end: cell,
          needed: cell,
          order: cell,
          who: cell,
        }),
      )
      .min(1)
      .max(MOST_ROWS),
  })
  .meta({
    id: 'StaffingPlanRows',
    example: {
      rows: [
        {
          date: '2027-02-23',
          start: '08:30',
          end: '12:30',
          needed: '1',
          order: '1',
          who: 'aylin@sluiswaard.example',
        },
      ],
    },
  });

type ImportCall = Call<{ mailingId: string }, unknown, z.output<typeof ROWS>>;

export const importStaffingPlan = endpoint({
  id: 'importStaffingPlan',
  summary: 'Import the staffing plan from a spreadsheet, or see what that would change',
  description: `An .xlsx or .csv file in the columns in which the plan is exported (${STAFFING_PLAN_COLUMNS.nl.slice(0, 6).join(', ')}; or in English), or the same rows as JSON.
It becomes the plan: who is in it is asked in that order, who is not in it is not asked any more; who said yes already keeps the shift. With \`preview=true\` nothing is
changed. Without it If-Match is wanted, with the version that the plan has ("0" for none). A file with faults names the row and column of each, and changes nothing.`,
  params: mailingParams,
  files: [XLSX, CSV],
  query: z.strictObject({ preview: z.enum(['true', 'false']).default('false') }),
  body: ROWS,
  refuses: true,
  answers: { 200: changes, 201: commandResult },
  handle: async (call, deps) => {
    if (call.query.preview === 'true') {
      const { record } = await mailingFor(call, deps, call.params.mailingId);
      const { body, version } = await read(call, deps, record);
      return { status: 200, body, headers: { ETag: etagOf(version) } };
    }
    return giveCommand(call, deps, call.params.mailingId, async (by, record) => {
      const { made, version, forecastId } = await read(call, deps, record);
      if (call.ifMatch === undefined && !call.ifMatchAny) throw versionMissing();
      if (call.ifMatch !== undefined && call.ifMatch !== version)
        throw versionChanged(call.ifMatch, version);
      const facts = { forecastId, uncoveredHalfHours: made.shortageAfter.halfHours };
      refuseEarly(call, deps, record, { type: 'planStaffing', by, version: 1, ...facts });
      const stored = await deps.store.staffingPlans.save(
        { mailingId: record.id, forecastId, plan: made },
        provenance(call, by),
        version,
      );
      return { type: 'planStaffing', by, version: stored.version, ...facts };
    });
  },
});

/** The plan in the file, and what it would change. @throws Problem 400 with every fault by row and column; 409 without a forecast */
async function read(call: ImportCall, deps: ApiDeps, record: MailingRecord) {
  const { file, body } = call;
  const table = file ? await tableIn(file.mediaType, file.bytes, 'times') : tableOf(body.rows);
  const [{ calendar }, people, { stored, forecast, staffing }] = await Promise.all([
    organisationIn(deps.store),
    deps.store.people.list({ activeOnly: true }),
    staffingNow(call, deps, record),
  ]);
  if (!forecast || !staffing) throw forecastMissing();
  const wanted = readOrThrow(readStaffingPlan(table, people, calendar.timeZone));
  const found = planFromFile(wanted, staffing.context);
  if (found.faults.length > 0) throw cellProblem(found.faults);
  const made = staffing.planOf(found.needs);
  const before = staffing.planOf(stored?.plan.needs ?? []);
  const version = stored?.version ?? 0;
  return {
    made,
    version,
    forecastId: forecast.id,
    body: {
      version,
      ...planFileChanges(stored?.plan, found),
      leftOut: found.leftOut,
      shortageWithout: made.shortageBefore,
      shortageBefore: before.shortageAfter,
      shortageAfter: made.shortageAfter,
      cost: made.cost,
    },
  };
}
