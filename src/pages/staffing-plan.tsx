import { planStaffing, staffingNow } from '../api/staffing-plan.ts';
import type { StaffingPlan } from '../domain/staffing-plan.ts';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { Banner, EmptyState, Section } from './components/parts.tsx';
import { PlanFacts } from './components/plan-facts.tsx';
import { StaffingNeeds } from './components/staffing-needs.tsx';
import { Say } from './components/say.tsx';
import { WaveFigure } from './components/wave-figure.tsx';
import { afterPreparing, crumbsTo, idIn, mailingOf } from './on-mailing.ts';
import { definePage } from './page.ts';
import { namesOf } from './names.ts';

type Plan = Pick<StaffingPlan, 'coverage'>;

/** Who could be asked when and why, against what the wave asks; taking the proposal invites people. */
export const staffingPlanPage = definePage({
  path: '/mailings/:mailingId/bezetting',
  operation: 'staffing-plan.read',
  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'staffing-plan.read');
    const { stored, forecast, staffing } = await staffingNow(
      call.as('staffing-plan.read'),
      deps,
      record,
    );
    const { plan, version } = stored ?? {};
    const proposal = staffing?.proposal();
    const ids = [plan, proposal].flatMap((one) =>
      (one?.needs ?? []).flatMap(({ candidates }) => candidates.map(({ personId }) => personId)),
    );
    const names = await namesOf(deps.store, ids);
    return {
      title: { nl: 'Bezetting', en: 'Staffing' },
      breadcrumbs: crumbsTo(record, call),
      wide: true,
      body: (
        <>
          <p className="lead">{record.title}</p>
          {forecast && <WaveFigure forecast={forecast} />}
          {!forecast && (
            <EmptyState
              text={{
                nl: 'Er is nog geen prognose. Die wordt gemaakt zodra de mailing is aangemeld.',
                en: 'There is no forecast yet. It is made as soon as the mailing is submitted.',
              }}
            />
          )}
          {plan && (
            <Section
              id="plan"
              title={{ nl: `Het plan (versie ${version})`, en: `The plan (version ${version})` }}
            >
              <PlanFacts plan={plan} more={[solved(plan)]} />
              <p>
                <a href={`/mailings/${record.id}/inzet`}>
                  <Say text={{ nl: 'Wie er komt helpen', en: 'Who comes to help' }} />
                </a>
              </p>
              <StaffingNeeds needs={plan.needs} names={names} />
            </Section>
          )}
          {proposal && (
            <Section
              id="voorstel"
              title={
                plan
                  ? { nl: 'Wat Sluis nu zou voorstellen', en: 'What Sluis would propose now' }
                  : { nl: 'Het voorstel', en: 'The proposal' }
              }
            >
              <PlanFacts plan={proposal} more={[solved(proposal)]} />
              {call.may('staffing-plan.write') && (
                <Form label={TAKE}>
                  <Banner>
                    <p>
                      <Say
                        text={{
                          nl: 'Als u het voorstel overneemt, krijgen de eerste mensen per dagdeel meteen een uitnodiging. Wie niet kan of niet antwoordt, maakt plaats voor de volgende.',
                          en: 'When you take the proposal, the first people of each half day are invited at once. Whoever cannot come or does not answer makes room for the next.',
                        }}
                      />
                    </p>
                  </Banner>
                  <Buttons>
                    <Button text={TAKE} />
                    <ButtonLink
                      href={`/mailings/${record.id}/bezetting/voorstel`}
                      text={{
                        nl: 'Zoek de goedkoopste bezetting',
                        en: 'Find the cheapest staffing',
                      }}
                    />
                    <ButtonLink
                      href={`/mailings/${record.id}/bezetting/bestand`}
                      text={{ nl: 'Als Excel-bestand', en: 'As an Excel file' }}
                    />
                    <ButtonLink
                      href={`/mailings/${record.id}/verzendplan`}
                      text={{
                        nl: 'Liever spreiden over meer dagen',
                        en: 'Rather spread over more days',
                      }}
                    />
                  </Buttons>
                </Form>
              )}
              <StaffingNeeds needs={proposal.needs} names={names} />
            </Section>
          )}
        </>
      ),
    };
  },
  post: async (_form, call) => {
    await call.ask(planStaffing, { params: { mailingId: idIn(call) }, body: {} });
    return {
      to: afterPreparing(call),
      flash: {
        nl: 'Het bezettingsplan staat. De uitnodigingen gaan de deur uit.',
        en: 'The staffing plan is in place. The invitations are being sent.',
      },
    };
  },
});

/** Rounded down: all is solved only when nothing stays short. */
const solved = ({ coverage }: Plan) => ({
  label: { nl: 'Opgelost', en: 'Solved' },
  value: `${Math.floor(coverage * 100)}%`,
});

const TAKE = { nl: 'Neem dit voorstel over', en: 'Take this proposal' };
