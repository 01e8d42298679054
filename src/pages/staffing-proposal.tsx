import { z } from 'zod';
import { askStaffingProposal } from '../api/planning-jobs.ts';
import { planStaffing } from '../api/staffing-plan.ts';
import type { StaffingProposal } from '../api/staffing-proposal.ts';
import { proofText } from '../domain/staffing-solution-text.ts';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { Section } from './components/parts.tsx';
import { PlanFacts } from './components/plan-facts.tsx';
import { PlanningBasisFacts } from './components/planning-basis.tsx';
import { Outdated, PlanningProgress } from './components/planning-progress.tsx';
import { Say } from './components/say.tsx';
import { StaffingNeeds } from './components/staffing-needs.tsx';
import { ShortHalfHours, WaysOutList } from './components/ways-out.tsx';
import { latestCalculation } from './latest-calculation.ts';
import { afterPreparing, crumbsTo, idIn, mailingOf } from './on-mailing.ts';
import { definePage } from './page.ts';
import { namesOf } from './names.ts';

/** The cheapest staffing plan, worked out: who is asked and why, what stays short with the ways out, what a high wave would need; and taking it. */
export const staffingProposalPage = definePage({
  path: '/mailings/:mailingId/bezetting/voorstel',
  operation: 'staffing-plan.read',
  scripts: ['live'],
  form: z.object({ jobId: z.uuid().optional() }),
  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'staffing-plan.read');
    const [job, forecast] = await Promise.all([
      latestCalculation(call, 'staffing-proposal'),
      deps.store.forecasts.outlineOf(record.id),
    ]);
    const plan = job?.result as StaffingProposal | undefined;
    const ids = (plan?.needs ?? []).flatMap(({ candidates }) =>
      candidates.map(({ personId }) => personId),
    );
    const names = await namesOf(deps.store, ids);
    const home = `/mailings/${record.id}/bezetting`;
    const outdated = plan !== undefined && plan.basis?.forecastId !== forecast?.id;
    return {
      title: { nl: 'De goedkoopste bezetting', en: 'The cheapest staffing' },
      breadcrumbs: [
        ...crumbsTo(record, call),
        { text: { nl: 'Bezetting', en: 'Staffing' }, href: home },
      ],
      wide: true,
      body: (
        <>
          <p className="lead">{record.title}</p>
          <p>
            <Say
              text={{
                nl: 'Sluis zoekt wie het best wanneer kan komen, voor zo min mogelijk geld: eigen mensen, collega’s van de afdeling en de flexpool, binnen de regels voor rust en uren. Het rekenen duurt meestal tien seconden.',
                en: 'Sluis looks for who can best come when, for as little money as possible: own people, colleagues of the department and the flex pool, within the rules for rest and hours. It usually takes ten seconds.',
              }}
            />
          </p>
          <PlanningProgress
            job={job}
            href={`${home}/voorstel`}
            ask={
              call.may('staffing-plan.write') && (
                <Form label={ASK}>
                  <Buttons>
                    <Button kind={plan ? 'secondary' : 'primary'} text={plan ? AGAIN : ASK} />
                    <ButtonLink href={home} text={{ nl: 'Terug', en: 'Back' }} />
                  </Buttons>
                </Form>
              )
            }
          >
            {plan && (
              <>
                {outdated && <Outdated />}
                <Result plan={plan} />
                {call.may('staffing-plan.write') && plan.needs.length > 0 && !outdated && (
                  <Form label={TAKE}>
                    <input type="hidden" name="jobId" value={job?.id} />
                    <p>
                      <Say
                        text={{
                          nl: 'Als u het voorstel overneemt, krijgen de eerste mensen meteen een uitnodiging. Wie niet kan, maakt plaats voor de volgende.',
                          en: 'When you take the proposal, the first people are invited at once. Whoever cannot come makes room for the next.',
                        }}
                      />
                    </p>
                    <Buttons>
                      <Button text={TAKE} />
                      <ButtonLink
                        href={`/mailings/${record.id}/plannen`}
                        text={{
                          nl: 'Liever anders verzenden',
                          en: 'Rather dispatch it differently',
                        }}
                      />
                    </Buttons>
                  </Form>
                )}
                <Section
                  id="wie"
                  title={{ nl: 'Wie wij vragen en waarom', en: 'Whom we ask and why' }}
                >
                  <StaffingNeeds needs={plan.needs} names={names} />
                </Section>
                <StillShort plan={plan} />
                {plan.basis && (
                  <PlanningBasisFacts
                    basis={plan.basis}
                    formulaVersion={plan.formulaVersion}
                    proof={[proofText(plan.proof)]}
                  />
                )}
              </>
            )}
          </PlanningProgress>
        </>
      ),
    };
  },
  post: async ({ jobId }, call) => {
    const params = { mailingId: idIn(call) };
    if (!jobId) {
      await call.ask(askStaffingProposal, { params, body: {} });
      return { to: `/mailings/${params.mailingId}/bezetting/voorstel` };
    }
    await call.ask(planStaffing, { params, body: { proposalId: jobId } });
    return {
      to: afterPreparing(call),
      flash: {
        nl: 'Het bezettingsplan staat. De uitnodigingen gaan de deur uit.',
        en: 'The staffing plan is in place. The invitations are being sent.',
      },
    };
  },
});

function Result({ plan }: { readonly plan: StaffingProposal }) {
  const { atP90, changes } = plan;
  const whenHigh = atP90 && {
    label: { nl: 'Als de golf hoog uitvalt (P90)', en: 'When the wave is high (P90)' },
    value: {
      nl: `Dan zijn nog ${Math.round(atP90.personHours)} uren extra nodig, voor ${Math.round(atP90.cost)} euro. Halve uren die dan te krap blijven: ${atP90.shortHalfHours}.`,
      en: `Then ${Math.round(atP90.personHours)} more hours are needed, for ${Math.round(atP90.cost)} euro. Half hours that then stay short: ${atP90.shortHalfHours}.`,
    },
  };
  const comparedWithLast = changes && {
    label: { nl: 'Ten opzichte van het vorige plan', en: 'Compared with the last plan' },
    value: {
      nl: `${changes.kept} keer hetzelfde, ${changes.dropped} vervallen, ${changes.added} nieuw`,
      en: `${changes.kept} kept, ${changes.dropped} dropped, ${changes.added} new`,
    },
  };
  const more = [whenHigh, comparedWithLast].filter((fact) => fact !== undefined);
  return <PlanFacts plan={plan} more={more} />;
}

function StillShort({ plan }: { readonly plan: StaffingProposal }) {
  if (plan.shortageAfter.halfHours === 0) return null;
  return (
    <Section id="tekort" title={{ nl: 'Wat te krap blijft', en: 'What stays short' }}>
      <p>
        <Say
          text={{
            nl: 'De goedkoopste manieren om ook dat op te lossen, boven op dit plan:',
            en: 'The cheapest ways to end that as well, on top of this plan:',
          }}
        />
      </p>
      <WaysOutList ways={plan.waysOut.whole} />
      <ShortHalfHours intervals={plan.intervals} waysOut={plan.waysOut} />
    </Section>
  );
}

const TAKE = { nl: 'Neem dit voorstel over', en: 'Take this proposal' };
const ASK = { nl: 'Zoek de goedkoopste bezetting', en: 'Find the cheapest staffing' };
const AGAIN = { nl: 'Reken opnieuw', en: 'Calculate again' };
