import { z } from 'zod';
import { planDispatch } from '../api/dispatch-plan.ts';
import { askDispatchOptions, getDispatchOptions } from '../api/planning-jobs.ts';
import { releaseProofText } from '../domain/dispatch-options-text.ts';
import { conflict } from '../api/translate.ts';
import {
  DispatchOptionChoices,
  DispatchOptionsFigure,
  DispatchOptionsTable,
} from './components/dispatch-options.tsx';
import { Button, Buttons, Form } from './components/form.tsx';
import { Banner, Section } from './components/parts.tsx';
import { PlanningBasisFacts } from './components/planning-basis.tsx';
import { Outdated, PlanningProgress } from './components/planning-progress.tsx';
import { Say } from './components/say.tsx';
import { type DispatchOptionsResult, latestCalculation } from './latest-calculation.ts';
import { afterPreparing, crumbsTo, idIn, mailingOf } from './on-mailing.ts';
import { definePage } from './page.ts';

/** All at once, cheapest, calmest: three ways to send a mailing side by side, and taking one of them. */
export const dispatchOptionsPage = definePage({
  path: '/mailings/:mailingId/plannen',
  operation: 'dispatch-plan.calculate',
  scripts: ['live'],
  form: z.object({
    jobId: z.uuid().optional(),
    choice: z.enum(['all-at-once', 'cheapest', 'calmest']).optional(),
  }),
  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'dispatch-plan.calculate');
    const [job, forecast] = await Promise.all([
      latestCalculation(call, 'dispatch-options'),
      deps.store.forecasts.outlineOf(record.id),
    ]);
    const result = job?.result as DispatchOptionsResult | undefined;
    const href = `/mailings/${record.id}/plannen`;
    const mayChoose = call.may('dispatch-plan.write') && 'content' in record.mailing;
    return {
      title: { nl: 'Drie plannen om te versturen', en: 'Three plans to send it' },
      breadcrumbs: crumbsTo(record, call),
      wide: true,
      body: (
        <>
          <p className="lead">{record.title}</p>
          <p>
            <Say
              text={{
                nl: 'Sluis zet drie manieren naast elkaar: alles tegelijk, het goedkoopst en het rustigst. Elke manier past binnen de datums van de mailing en is nagerekend met het rooster en met wie er kan helpen. Het rekenen duurt meestal minder dan een halve minuut.',
                en: 'Sluis lays three ways side by side: all at once, the cheapest and the calmest. Each fits the dates of the mailing and is worked out with the roster and with those who can help. It usually takes less than half a minute.',
              }}
            />
          </p>
          <PlanningProgress
            job={job}
            href={href}
            ask={
              <Form label={ASK}>
                <Buttons>
                  <Button kind={result ? 'secondary' : 'primary'} text={result ? AGAIN : ASK} />
                </Buttons>
              </Form>
            }
          >
            {result && (
              <>
                {result.basis?.forecastId !== forecast?.id && <Outdated />}
                <Banner tone={result.meetsLegalDate ? 'info' : 'warning'}>
                  <p>
                    <Say text={result.text} />
                  </p>
                </Banner>
                {result.options.length > 0 && (
                  <>
                    <Section id="naast-elkaar" title={{ nl: 'Naast elkaar', en: 'Side by side' }}>
                      <DispatchOptionsTable options={result.options} />
                      <DispatchOptionsFigure options={result.options} />
                    </Section>
                    <Section id="kiezen" title={{ nl: 'De plannen', en: 'The plans' }}>
                      <DispatchOptionChoices
                        options={result.options}
                        jobId={job?.id ?? ''}
                        mayChoose={mayChoose}
                      />
                    </Section>
                  </>
                )}
                {result.basis && (
                  <PlanningBasisFacts
                    basis={result.basis}
                    formulaVersion={result.formulaVersion}
                    proof={result.proofs.map(releaseProofText)}
                  />
                )}
              </>
            )}
          </PlanningProgress>
        </>
      ),
    };
  },
  post: async ({ jobId, choice }, call) => {
    const mailingId = idIn(call);
    if (!choice || !jobId) {
      await call.ask(askDispatchOptions, { params: { mailingId }, body: {} });
      return { to: `/mailings/${mailingId}/plannen` };
    }
    const { body: job } = await call.ask(getDispatchOptions, { params: { mailingId, jobId } });
    const result = job.result as DispatchOptionsResult | undefined;
    const chosen = result?.options.find(({ kind }) => kind === choice);
    if (!chosen) {
      throw conflict(
        'plan-missing',
        'Dit plan is er niet. Laat de plannen opnieuw uitrekenen.',
        'There is no such plan. Have the plans worked out anew.',
      );
    }
    await call.ask(planDispatch, { params: { mailingId }, body: chosen.plan });
    return {
      to: afterPreparing(call),
      flash: {
        nl: 'Het plan is overgenomen als verzendplan. De prognose wordt opnieuw gemaakt.',
        en: 'The plan was taken as the dispatch plan. The forecast is being made again.',
      },
    };
  },
});

const ASK = { nl: 'Laat drie plannen uitrekenen', en: 'Have three plans worked out' };
const AGAIN = { nl: 'Reken opnieuw', en: 'Calculate again' };
