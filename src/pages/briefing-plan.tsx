import { z } from 'zod';
import { planBriefings } from '../api/briefing-plan.ts';
import { organisationIn } from '../api/organisation.ts';
import { addWorkingDays } from '../domain/calendar.ts';
import { localDateOf, localTimeOf, toInstant } from '../domain/local-time.ts';
import type { Mailing } from '../domain/mailing.ts';
import { DateField, TextField } from './components/field.tsx';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { Say } from './components/say.tsx';
import { afterPreparing, crumbsTo, idIn, mailingOf } from './on-mailing.ts';
import { definePage } from './page.ts';

const EMPTY_ROWS = 2;
const DAYS_AHEAD = 2;
const TIME = '08:30';

/** When agents hear what is coming. The mornings of the wave days go by themselves. */
export const briefingPlanPage = definePage({
  path: '/mailings/:mailingId/briefingplan',
  operation: 'briefing-plan.read',
  form: z.object({
    briefings: z
      .array(z.object({ date: z.iso.date(), time: z.iso.time({ precision: -1 }) }))
      .default([]),
  }),
  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'briefing-plan.read');
    const { timeZone } = deps.house;
    const { calendar } = await organisationIn(deps.store);
    const { mailing } = record;
    const planned = 'preparation' in mailing ? (mailing.preparation.briefings ?? []) : [];
    const first = firstRelease(mailing);
    const proposal = first && {
      date: addWorkingDays(localDateOf(first, timeZone), -DAYS_AHEAD, calendar),
      time: TIME,
    };
    const known = planned.map((at) => ({
      date: localDateOf(at, timeZone),
      time: localTimeOf(at, timeZone),
    }));
    const filled = known.length > 0 ? known : proposal ? [proposal] : [];
    const rows = [...filled, ...Array<undefined>(EMPTY_ROWS).fill(undefined)];
    return {
      title: { nl: 'Briefings plannen', en: 'Plan briefings' },
      breadcrumbs: crumbsTo(record, call),
      body: (
        <>
          <p className="lead">{record.title}</p>
          <p>
            <Say
              text={{
                nl: 'Kies wanneer de medewerkers de briefing krijgen: wat er komt, wat inwoners gaan vragen en wat het antwoord is. Op de ochtend van elke drukke dag, en als de vragenlijst verandert, krijgen zij vanzelf een nieuwe.',
                en: 'Choose when agents get the briefing: what is coming, what residents will ask and what the answer is. On the morning of every wave day, and when the Q&A sheet changes, they get a new one by themselves.',
              }}
            />
          </p>
          {call.may('briefing-plan.write') && (
            <Form label={{ nl: 'Briefings', en: 'Briefings' }}>
              {rows.map((row, at) => (
                <fieldset key={at} className="fields">
                  <legend>
                    <Say text={{ nl: `Briefing ${at + 1}`, en: `Briefing ${at + 1}` }} />
                    {!row && (
                      <span className="optional">
                        <Say text={{ nl: ' (leeg laten mag)', en: ' (may be left empty)' }} />
                      </span>
                    )}
                  </legend>
                  <DateField
                    name={`briefings[${at}].date`}
                    label={{ nl: 'Dag', en: 'Day' }}
                    value={row?.date}
                  />
                  <TextField
                    name={`briefings[${at}].time`}
                    type="time"
                    label={{ nl: 'Tijd', en: 'Time' }}
                    value={row?.time}
                  />
                </fieldset>
              ))}
              <Buttons>
                <Button text={{ nl: 'Bewaar de briefings', en: 'Save the briefings' }} />
                <ButtonLink href={afterPreparing(call)} text={{ nl: 'Terug', en: 'Back' }} />
              </Buttons>
            </Form>
          )}
        </>
      ),
    };
  },
  post: async ({ briefings }, call, deps) => {
    await call.ask(planBriefings, {
      params: { mailingId: idIn(call) },
      body: {
        briefings: briefings.map(({ date, time }) => toInstant(date, time, deps.house.timeZone)),
      },
    });
    return {
      to: afterPreparing(call),
      flash: { nl: 'De briefings zijn gepland.', en: 'The briefings were planned.' },
    };
  },
});

function firstRelease(mailing: Mailing): string | undefined {
  const plan = 'preparation' in mailing ? mailing.preparation.dispatchPlan : undefined;
  if (plan) return plan.batches.map(({ releaseAt }) => releaseAt).toSorted()[0];
  return 'content' in mailing ? mailing.content.window.preferredAt : undefined;
}
