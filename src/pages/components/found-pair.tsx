import type { z } from 'zod';
import type { searchQaPairs } from '../../api/qa-search.ts';
import type { Text } from '../../domain/text.ts';
import { useSay } from './context.ts';
import { Button, Buttons, Form } from './form.tsx';
import { MailingStatusBadge } from './mailing-status.tsx';
import { Say } from './say.tsx';

export type FoundPairView = z.input<(typeof searchQaPairs.answers)[200]>['results'][number];
type Typed = ReadonlyMap<string, readonly string[]>;

/** An answer that was found, with what to do after the call. */
export function FoundPair(props: {
  readonly at: number;
  readonly pair: FoundPairView;
  readonly typed: string;
  readonly mayLog: boolean;
  /** What was typed into one of its forms that could not be taken. */
  readonly wrong: Typed | undefined;
}) {
  const { at, pair, typed, mayLog, wrong } = props;
  const feedback = wrong?.get('do')?.[0] === 'feedback';
  return (
    <article className="answer" tabIndex={-1} aria-labelledby={`vraag-${at}`}>
      <h2 id={`vraag-${at}`} className="asked">
        {pair.question}
      </h2>
      <p className="said">{pair.answer}</p>
      {pair.internalNote && (
        <p className="inside">
          <strong>
            <Say text={{ nl: 'Alleen voor u: ', en: 'For you only: ' }} />
          </strong>
          {pair.internalNote}
        </p>
      )}
      <p className="origin">
        <span>{pair.mailingTitle}</span>
        <MailingStatusBadge status={pair.mailingStatus} />
        {pair.owner !== '' && <span>{pair.owner}</span>}
      </p>
      {mayLog && (
        <>
          <details {...(wrong && !feedback && { open: true })}>
            <summary>
              <Say text={{ nl: 'Noteer de vraag', en: 'Log the question' }} />
            </summary>
            <Form action={addressOf(typed)} label={{ nl: 'Vraag noteren', en: 'Log the question' }}>
              <About pair={pair} />
              <Literal id={`letterlijk-${at}`} value={wrong?.get('text')?.[0] ?? sentence(typed)} />
              <Outcomes first="answered" />
            </Form>
          </details>
          <details {...(feedback && { open: true })}>
            <summary>
              <Say text={{ nl: 'Dit antwoord klopt niet', en: 'This answer is wrong' }} />
            </summary>
            <Form
              action={addressOf(typed)}
              label={{ nl: 'Opmerking bij dit antwoord', en: 'Remark on this answer' }}
            >
              <About pair={pair} />
              <Remark id={`opmerking-${at}`} value={feedback ? wrong?.get('text')?.[0] : ''} />
            </Form>
          </details>
        </>
      )}
    </article>
  );
}

/** For a question that no pair answers: log it all the same, and say what is missing. */
export function NoAnswer(props: {
  readonly typed: string;
  readonly mailings: readonly { readonly id: string; readonly title: string }[];
  readonly open: boolean;
  readonly wrong: Typed | undefined;
}) {
  const { typed, mailings, open, wrong } = props;
  const say = useSay();
  return (
    <article className="answer" tabIndex={-1} aria-labelledby="geen-antwoord">
      <h2 id="geen-antwoord" className="asked">
        {say({ nl: 'Staat het antwoord er niet bij?', en: 'Is the answer not here?' })}
      </h2>
      <details {...((open || wrong) && { open: true })}>
        <summary>
          {say({ nl: 'Noteer de vraag toch', en: 'Log the question all the same' })}
        </summary>
        <Form
          action={addressOf(typed)}
          label={{ nl: 'Vraag zonder antwoord noteren', en: 'Log a question without answer' }}
        >
          <div className="field">
            <label htmlFor="over">
              {say({ nl: 'Over welke mailing?', en: 'About which mailing?' })}
            </label>
            <select id="over" name="mailingId" defaultValue={wrong?.get('mailingId')?.[0] ?? ''}>
              <option value="">{say({ nl: 'Iets anders', en: 'Something else' })}</option>
              {mailings.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </div>
          <Literal id="letterlijk" value={wrong?.get('text')?.[0] ?? sentence(typed)} />
          <Outcomes first="transferred" missing={mailings.length > 0} />
        </Form>
      </details>
    </article>
  );
}

function addressOf(typed: string): string {
  return `/zoeken?${new URLSearchParams({ q: typed }).toString()}`;
}

/** What was typed to search is what was asked, when it is more than keywords. */
function sentence(typed: string): string {
  return typed.trim().split(/\s+/).length > 3 ? typed : '';
}

function About({ pair }: { readonly pair: FoundPairView }) {
  return (
    <>
      <input type="hidden" name="mailingId" value={pair.mailingId} />
      <input type="hidden" name="pair" value={pair.number} />
    </>
  );
}

function Literal({ id, value }: { readonly id: string; readonly value: string }) {
  const say = useSay();
  return (
    <>
      <div className="field">
        <label htmlFor={id}>
          {say({
            nl: 'Wat vroeg de inwoner, in een paar woorden?',
            en: 'What did they ask, in a few words?',
          })}
        </label>
        <p className="hint" id={`${id}-uitleg`}>
          {say({ nl: 'Geen namen, adressen of nummers.', en: 'No names, addresses or numbers.' })}
        </p>
        <input
          id={id}
          name="text"
          aria-describedby={`${id}-uitleg`}
          defaultValue={value}
          maxLength={2000}
          autoComplete="off"
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-via`}>{say({ nl: 'Via', en: 'By' })}</label>
        <select id={`${id}-via`} name="channel" className="short" defaultValue="phone">
          {Object.entries(CHANNELS).map(([channel, text]) => (
            <option key={channel} value={channel}>
              {say(text)}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}

function Remark({ id, value }: { readonly id: string; readonly value: string | undefined }) {
  const say = useSay();
  return (
    <>
      <div className="field">
        <label htmlFor={id}>
          {say({ nl: 'Wat klopt er niet, of wat ontbreekt er?', en: 'What is wrong, or missing?' })}
        </label>
        <textarea id={id} name="text" rows={3} defaultValue={value} />
      </div>
      <Buttons>
        <Button
          kind="secondary"
          name="do"
          value="feedback"
          text={{ nl: 'Stuur naar de eigenaar', en: 'Send to the owner' }}
        />
      </Buttons>
    </>
  );
}

function Outcomes(props: {
  readonly first: keyof typeof OUTCOME_TEXTS;
  readonly missing?: boolean;
}) {
  const { first, missing = false } = props;
  const shown = (Object.keys(OUTCOME_TEXTS) as (keyof typeof OUTCOME_TEXTS)[]).filter(
    (one) => one !== 'answered' || first === 'answered',
  );
  return (
    <Buttons>
      {shown.map((one) => (
        <Button
          key={one}
          name="do"
          value={one}
          kind={one === first ? 'primary' : 'secondary'}
          text={OUTCOME_TEXTS[one]}
        />
      ))}
      {missing && (
        <Button
          kind="secondary"
          name="do"
          value="feedback"
          text={{ nl: 'Meld dat het antwoord ontbreekt', en: 'Report that the answer is missing' }}
        />
      )}
    </Buttons>
  );
}

const OUTCOME_TEXTS = {
  answered: { nl: 'Beantwoord', en: 'Answered' },
  transferred: { nl: 'Doorverbonden', en: 'Passed on' },
  callback: { nl: 'Wordt teruggebeld', en: 'Will be called back' },
} as const satisfies Record<string, Text>;

const CHANNELS = {
  phone: { nl: 'Telefoon', en: 'Phone' },
  counter: { nl: 'Balie', en: 'Counter' },
  email: { nl: 'E-mail', en: 'E-mail' },
  callback: { nl: 'Terugbelgesprek', en: 'Callback' },
} as const satisfies Record<string, Text>;
