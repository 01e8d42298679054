import { type UnmetCondition, unmetConditions } from '../domain/condition.ts';
import { CONDITION_CODES, WAIVABLE_CONDITIONS } from '../domain/condition-code.ts';
import { conditionText } from '../domain/condition-text.ts';
import { openEmergencyRequest } from '../domain/emergency-request.ts';
import type { Preparation } from '../domain/mailing.ts';
import type { MailingDetails } from '../domain/mailing-details.ts';
import { STATUS_TEXTS } from '../domain/status-text.ts';
import type { StoredQaSheet } from '../store/qa-sheet.ts';
import { useSay } from './components/context.ts';
import { ButtonLink, Buttons } from './components/form.tsx';
import { LetterText } from './components/letter-texts.tsx';
import { MailingFacts } from './components/mailing-facts.tsx';
import { Banner, EmptyState, Section } from './components/parts.tsx';
import { Dutch, Moment, Say } from './components/say.tsx';
import { ThreePlans } from './components/three-plans.tsx';
import { WaveAndStaffing } from './components/wave-and-staffing.tsx';
import { CONDITION_NAMES } from './condition-names.ts';
import { type DispatchOptionsResult, latestCalculation } from './latest-calculation.ts';
import { crumbsTo, mailingOf, REMEDIES } from './on-mailing.ts';
import { definePage } from './page.ts';

/** Everything that a sign-off rests on, side by side: what is still to be done, letter, Q&A sheet, wave, staffing; and the ways to decide. */
export const signOffRoomPage = definePage({
  path: '/mailings/:mailingId/akkoord',
  operation: 'mailings.sign-off',
  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'mailings.sign-off');
    const { id, mailing, title, details, status } = record;
    const [sheet, forecast, plans] = await Promise.all([
      deps.store.qaSheets.latest(id),
      deps.store.forecasts.outlineOf(id),
      latestCalculation(call, 'dispatch-options'),
    ]);
    const held = mailing.status === 'held' ? mailing : undefined;
    const emergency = held && openEmergencyRequest(held, call.now);
    const unmet = held ? unmetConditions(held, deps.policy, call.now, call.person.id) : [];
    const preparation = 'preparation' in mailing ? mailing.preparation : undefined;
    const asked = preparation?.changesRequested;
    return {
      title: { nl: `Akkoord: ${title}`, en: `Sign-off: ${title}` },
      breadcrumbs: crumbsTo(record, call).slice(0, -1),
      wide: true,
      body: (
        <>
          <p className="lead">
            <Say text={STATUS_TEXTS[status]} />
          </p>
          {emergency && (
            <Banner tone="bad">
              <p>
                <Say
                  text={{
                    nl: 'Er is een noodvrijgave gevraagd: ',
                    en: 'An emergency release was asked for: ',
                  }}
                />
                {emergency.reason}{' '}
                <a href={`/mailings/${id}/noodvrijgave`}>
                  <Say text={{ nl: 'Bekijk het verzoek', en: 'See the request' }} />
                </a>
              </p>
            </Banner>
          )}
          {asked && (
            <Banner tone="warning">
              <p>
                <Say text={{ nl: 'Aanpassing gevraagd op', en: 'Changes asked for on' }} />{' '}
                <Moment at={asked.at} />: {asked.reason}
              </p>
            </Banner>
          )}
          {held && (
            <>
              <ToDo id={id} unmet={unmet} />
              <Done id={id} unmet={unmet} preparation={held.preparation} />
              <Decide id={id} ready={unmet.length === 0} />
            </>
          )}
          {details && (
            <Section id="gegevens" title={{ nl: 'De mailing', en: 'The mailing' }}>
              <MailingFacts details={details} />
            </Section>
          )}
          <div className="columns room">
            <Letter details={details} />
            <Sheet id={id} sheet={sheet} />
            <WaveAndStaffing id={id} forecast={forecast} preparation={preparation} />
          </div>
          <ThreePlans id={id} result={plans?.result as DispatchOptionsResult | undefined} />
        </>
      ),
    };
  },
});

function ToDo({ id, unmet }: { readonly id: string; readonly unmet: readonly UnmetCondition[] }) {
  const title = { nl: 'Wat er nog moet', en: 'What is still to be done' };
  if (unmet.length === 0) {
    return (
      <Section id="nog-te-doen" title={title}>
        <Banner tone="good">
          <p>
            <Say
              text={{
                nl: 'Niets meer. U kunt akkoord geven.',
                en: 'Nothing. You can sign off.',
              }}
            />
          </p>
        </Banner>
      </Section>
    );
  }
  return (
    <Section id="nog-te-doen" title={title}>
      <ul className="todo">
        {unmet.map((one) => (
          <li key={one.code}>
            <Say text={conditionText(one)} /> <Ways id={id} code={one.code} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Ways({ id, code }: { readonly id: string; readonly code: UnmetCondition['code'] }) {
  const remedy = REMEDIES[code];
  return (
    <span className="ways">
      {remedy && (
        <a href={`/mailings/${id}/${remedy.path}`}>
          <Say text={remedy.text} />
        </a>
      )}
      {WAIVABLE_CONDITIONS.includes(code) && (
        <a href={`/mailings/${id}/voorwaarde-opzijzetten?voorwaarde=${code}`}>
          <Say text={{ nl: 'Opzijzetten', en: 'Waive' }} />
          <span className="unseen">
            : <Say text={CONDITION_NAMES[code]} />
          </span>
        </a>
      )}
    </span>
  );
}

function Done(props: {
  readonly id: string;
  readonly unmet: readonly UnmetCondition[];
  readonly preparation: Preparation;
}) {
  const { id, unmet, preparation } = props;
  const met = CONDITION_CODES.filter((code) => !unmet.some((one) => one.code === code));
  return (
    <Section id="geregeld" title={{ nl: 'Al geregeld', en: 'Done already' }}>
      <ul className="done">
        {met.map((code) => {
          const waiver = preparation.waivers.find(({ condition }) => condition === code);
          const remedy = REMEDIES[code];
          return (
            <li key={code}>
              {remedy ? (
                <a href={`/mailings/${id}/${remedy.path}`}>
                  <Say text={CONDITION_NAMES[code]} />
                </a>
              ) : (
                <Say text={CONDITION_NAMES[code]} />
              )}
              {waiver && (
                <>
                  {' '}
                  <Say text={{ nl: '– opzijgezet: ', en: '– waived: ' }} />
                  {waiver.reason}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Decide({ id, ready }: { readonly id: string; readonly ready: boolean }) {
  return (
    <Section id="besluit" title={{ nl: 'Uw besluit', en: 'Your decision' }}>
      <Buttons>
        <ButtonLink
          kind={ready ? 'primary' : 'secondary'}
          href={`/mailings/${id}/akkoord/geven`}
          text={{ nl: 'Akkoord geven', en: 'Sign off' }}
        />
        <ButtonLink
          href={`/mailings/${id}/aanpassing`}
          text={{ nl: 'Aanpassing vragen', en: 'Ask for changes' }}
        />
        <ButtonLink href={`/mailings/${id}/afwijzen`} text={{ nl: 'Afwijzen', en: 'Refuse' }} />
      </Buttons>
    </Section>
  );
}

function Letter({ details }: { readonly details: MailingDetails | undefined }) {
  return (
    <Section id="brief" title={{ nl: 'Wat de inwoner leest', en: 'What the resident reads' }}>
      {(details?.texts ?? []).map(({ name, text }) => (
        <div key={name}>
          <h3>
            <Dutch>{name}</Dutch>
          </h3>
          <LetterText name={name} text={text} />
        </div>
      ))}
      {!details?.texts.length && (
        <EmptyState
          text={{
            nl: 'De vakafdeling heeft de tekst niet meegestuurd. Vraag erom met "Aanpassing vragen".',
            en: 'The department did not send the text along. Ask for it with "Ask for changes".',
          }}
        />
      )}
    </Section>
  );
}

function Sheet(props: { readonly id: string; readonly sheet: StoredQaSheet | undefined }) {
  const { id, sheet } = props;
  const say = useSay();
  return (
    <Section id="vragenlijst" title={{ nl: 'Wat het KCC antwoordt', en: 'What agents answer' }}>
      {!sheet && (
        <EmptyState
          text={{ nl: 'Er is nog geen vragenlijst.', en: 'There is no Q&A sheet yet.' }}
        />
      )}
      {sheet && (
        <div
          className="pairs"
          role="region"
          aria-label={say({ nl: 'Vragen en antwoorden', en: 'Questions and answers' })}
          tabIndex={0}
        >
          {sheet.pairs.map(({ number, question, answer }) => (
            <details key={number} className="pair">
              <summary>
                {number}. <Dutch>{question}</Dutch>
              </summary>
              <p>
                {answer ? (
                  <Dutch>{answer}</Dutch>
                ) : (
                  <Say text={{ nl: 'Nog geen antwoord.', en: 'No answer yet.' }} />
                )}
              </p>
            </details>
          ))}
        </div>
      )}
      <p>
        <a href={`/mailings/${id}/vragenlijst`}>
          <Say text={{ nl: 'Vragenlijst bewerken', en: 'Edit the Q&A sheet' }} />
        </a>
      </p>
    </Section>
  );
}
