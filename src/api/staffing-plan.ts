import { z } from 'zod';
import { candidatesFor } from '../domain/candidates.ts';
import { addSeconds, secondsBetween } from '../domain/instant.ts';
import { planOf, proposeStaffingPlan } from '../domain/propose-staffing-plan.ts';
import { positionsPresent, type Shift } from '../domain/roster.ts';
import { type ServiceOutlook, serviceOutlook } from '../domain/service-outlook.ts';
import type { StaffingNeed, StaffingPlan } from '../domain/staffing-plan.ts';
import type { Call } from '../http/endpoint.ts';
import { etagOf } from '../http/etag.ts';
import { says } from '../http/input-text.ts';
import { type Fault, invalidInput } from '../http/problem.ts';
import type { ForecastOutline } from '../store/forecast.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import { commandResult, giveCommand, refuseEarly } from './command.ts';
import { type ApiDeps, endpoint, provenance } from './deps.ts';
import { bilingual, id, instant, mailingParams } from './fields.ts';
import { mailingFor } from './mailing-access.ts';
import { organisationIn } from './organisation.ts';
import { namesIn } from './people.ts';
import { takenProposal } from './staffing-proposal.ts';
import { staffingPlanFile } from './roster-file.ts';
import { XLSX } from './spreadsheet.ts';
import { noForecast } from './wave-forecast.ts';
import { conflict } from './translate.ts';

export const shortage = z.object({ halfHours: z.int(), peak: z.number(), personHours: z.number() });
const plan = z
  .object({
    formulaVersion: z.string(),
    needs: z.array(
      z.object({
        id: z.string(),
        startsAt: z.iso.datetime(),
        endsAt: z.iso.datetime(),
        positions: z.int(),
        candidates: z.array(
          z.object({
            personId: id,
            kind: z.enum(['agent', 'guest', 'flex']),
            cost: z.number(),
            reason: bilingual,
          }),
        ),
      }),
    ),
    coverage: z.number(),
    shortageBefore: shortage,
    shortageAfter: shortage,
    cost: z.number(),
    explanation: bilingual,
    origin: z
      .object({
        proposalId: id,
        proof: z.record(z.string(), z.unknown()),
        basis: z.record(z.string(), z.unknown()),
      })
      .optional()
      .meta({ description: 'When a calculated proposal was taken.' }),
  })
  .meta({ id: 'StaffingPlan' });

const outlook = z
  .object({
    start: z.iso.datetime(),
    seconds: z.number(),
    calls: z.number(),
    agents: z.int(),
    serviceLevel: z.number(),
    abandonment: z.number(),
    waitingAtEnd: z.number(),
  })
  .meta({ id: 'ServiceOutlook' });

export const getStaffingPlan = endpoint({
  id: 'getStaffingPlan',
  summary: 'Read the staffing plan, and what would be proposed now',
  description: 'As an Excel file it is the plan that was made, or else the proposal.',
  params: mailingParams,
  gives: [XLSX],
  answers: {
    200: z.object({
      version: z.int().nullable(),
      forecastId: id.nullable(),
      plan: plan.nullable(),
      proposal: plan.nullable(),
      outlook: z.array(outlook).meta({
        description: `Calls per half hour with the roster of this moment, accepted invitations included, at P50: overload carries over to the next half hour.
\`serviceLevel\` is the share of the calls that arrive that is answered in time.`,
      }),
    }),
  },
  handle: async (call, deps) => {
    const { record } = await mailingFor(call, deps, call.params.mailingId);
    const { stored, forecast, staffing } = await staffingNow(call, deps, record);
    const body = {
      version: stored?.version ?? null,
      forecastId: stored?.forecastId ?? forecast?.id ?? null,
      plan: stored?.plan ?? null,
      proposal: staffing?.proposal() ?? null,
      outlook: (await staffing?.outlook()) ?? [],
    };
    const headers = { ETag: etagOf(stored?.version ?? 0) };
    if (call.accept !== XLSX) return { status: 200, body, headers };
    const planned = body.plan ?? body.proposal;
    if (!planned) throw noForecast();
    const file = await staffingPlanFile(planned, {
      names: await namesIn(deps.store),
      timeZone: (await organisationIn(deps.store)).calendar.timeZone,
      language: call.language,
    });
    return { ...file, headers };
  },
});

/** The plan that was made, the last forecast, and what can be planned for it now; each undefined when there is none. Proposal and outlook are worked out when asked for. */
export async function staffingNow(call: Call, deps: ApiDeps, record: MailingRecord) {
  const [stored, forecast] = await Promise.all([
    deps.store.staffingPlans.latest(record.id),
    deps.store.forecasts.outlineOf(record.id),
  ]);
  const staffing = forecast && (await staffingOf(call, deps, record, forecast));
  return { stored, forecast, staffing };
}

const need = z
  .strictObject({
    startsAt: instant,
    endsAt: instant,
    positions: z.int().min(1).max(500),
    candidates: z.array(id).min(1).max(500).meta({ description: 'In the order of asking.' }),
  })
  .refine(
    ({ startsAt, endsAt }) => {
      const seconds = secondsBetween(startsAt, endsAt);
      return seconds > 0 && seconds <= 86_400;
    },
    {
      path: ['endsAt'],
      ...says(
        'Het einde ligt na het begin, binnen 24 uur.',
        'The end is after the start, within 24 hours.',
      ),
    },
  );

export const planStaffing = endpoint({
  id: 'planStaffing',
  summary: 'Plan who is asked to help when',
  description:
    'Takes `needs`, or the staffing plan that was worked out under `proposalId`, or else the simple proposal of this moment. People are invited as soon as it is planned.',
  params: mailingParams,
  body: z
    .strictObject({ needs: z.array(need).max(500).optional(), proposalId: id.optional() })
    .refine(({ needs, proposalId }) => needs === undefined || proposalId === undefined, {
      path: ['proposalId'],
      ...says(
        'Geef "needs" of "proposalId", niet allebei.',
        'Give "needs" or "proposalId", not both.',
      ),
    })
    .meta({ id: 'NewStaffingPlan' }),
  refuses: true,
  answers: { 201: commandResult },
  handle: (call, deps) =>
    giveCommand(call, deps, call.params.mailingId, async (by, record) => {
      const forecast = await deps.store.forecasts.outlineOf(record.id);
      if (!forecast) throw forecastMissing();
      const staffing = await staffingOf(call, deps, record, forecast);
      const { needs, proposalId } = call.body;
      const made = proposalId
        ? await takenProposal({ ...call, params: { ...call.params, jobId: proposalId } }, deps, {
            forecastId: forecast.id,
            context: staffing.context,
          })
        : needs
          ? staffing.planned(needs)
          : staffing.proposal();
      const facts = {
        forecastId: forecast.id,
        uncoveredHalfHours: made.shortageAfter.halfHours,
      };
      refuseEarly(call, deps, record, { type: 'planStaffing', by, version: 1, ...facts });
      const { version } = await deps.store.staffingPlans.save(
        { mailingId: record.id, forecastId: forecast.id, plan: made },
        provenance(call, by),
      );
      return { type: 'planStaffing', by, version, ...facts };
    }),
});

/** 409: there is nothing to plan against. */
export function forecastMissing() {
  return conflict(
    'forecast-missing',
    'Er is nog geen prognose. Die wordt gemaakt zodra de mailing is aangemeld.',
    'There is no forecast yet. It is made as soon as the mailing is submitted.',
  );
}

type Need = Pick<StaffingNeed, 'startsAt' | 'endsAt' | 'positions'> & {
  readonly candidates: readonly string[];
};

/** What can be planned for the shortage of `forecast`, with the people and shifts of this moment. */
async function staffingOf(
  call: Call,
  { store }: ApiDeps,
  { departmentId }: MailingRecord,
  { id, shortage: short }: ForecastOutline,
) {
  const first = short.intervals[0]?.start ?? call.now;
  const last = short.intervals.at(-1)?.start ?? call.now;
  // Hours per week count, so the whole weeks around it matter.
  const [{ calendar, staffing }, people, shifts] = await Promise.all([
    organisationIn(store),
    store.people.staff(),
    store.shifts.between(addSeconds(first, -8 * 86_400), addSeconds(last, 8 * 86_400)),
  ]);
  const { timeZone } = calendar;
  const { shrinkage } = staffing;
  const context = { people, shifts, departmentId, skills: [], askedAt: call.now, timeZone };
  const withNeeds = (needs: readonly StaffingNeed[]): StaffingPlan =>
    planOf(short, needs, needs.flatMap(asked), { people }, shrinkage);
  return {
    context,
    proposal: (): StaffingPlan => proposeStaffingPlan(short, context, shrinkage),
    outlook: async (): Promise<ServiceOutlook[]> => {
      const made = await store.forecasts.find(id);
      const present = positionsPresent(short.intervals, shifts, people, shrinkage);
      return made ? serviceOutlook(made.forecast, staffing, present) : [];
    },
    planned: (wanted: readonly Need[]): StaffingPlan => {
      const faults: Fault[] = [];
      const needs = wanted.map(({ candidates, ...span }, index) => {
        const able = candidatesFor(span, context);
        const chosen = candidates.flatMap((personId, place) => {
          const found = able.find((one) => one.personId === personId);
          if (!found) faults.push(cannot(`body.needs[${index}].candidates[${place}]`));
          return found ?? [];
        });
        return { id: `${span.startsAt.slice(0, 16)}-${index + 1}`, ...span, candidates: chosen };
      });
      if (faults.length > 0) throw invalidInput(faults.slice(0, 100));
      return withNeeds(needs);
    },
    planOf: withNeeds,
  };
}

function asked({ startsAt, endsAt, positions, candidates }: StaffingNeed): Shift[] {
  return candidates
    .slice(0, positions)
    .map(({ personId }) => ({ personId, startsAt, endsAt, status: 'accepted' }));
}

function cannot(path: string): Fault {
  return {
    path,
    code: 'cannot-take',
    text: {
      nl: 'Deze persoon kan dan niet: er is al een dienst, te weinig rust, geen uren meer of geen aanbod.',
      en: 'This person cannot take it: a shift, too little rest, no hours left, or not offered.',
    },
  };
}
