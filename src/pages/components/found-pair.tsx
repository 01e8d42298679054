import type { z } from 'zod';
import type { searchQaPairs } from '../../api/qa-search.ts';
import { Select } from './choice.tsx';
import { useSay } from './context.ts';
import { Form } from './form.tsx';
import { InternalNote } from './internal-note.tsx';
import { letterHref } from './letter-texts.tsx';
import { MailingStatusBadge } from './mailing-status.tsx';
import { type Channel, Literal, Outcomes, Remark, type TypedWrong } from './question-fields.tsx';
import { Say } from './say.tsx';

export type FoundPairView = z.input<(typeof searchQaPairs.answers)[200]>['results'][number];

/** An answer that was found, with what to do after the call. */
export function FoundPair(props: {
  readonly at: number;
  readonly pair: FoundPairView;
  readonly typed: string;
  readonly channel: Channel;
  readonly mayLog: boolean;
  /** What was typed into one of its forms that could not be taken. */
  readonly wrong: TypedWrong | undefined;
}) {
  const { at, pair, typed, channel, mayLog, wrong } = props;
  const feedback = wrong?.get('do')?.[0] === 'feedback';
  const unlogged = feedback ? undefined : wrong;
  return (
    <article className="answer" tabIndex={-1} aria-labelledby={`vraag-${at}`}>
      <h2 id={`vraag-${at}`} className="asked" lang="nl">
        {pair.question}
      </h2>
      <p className="said" lang="nl">
        {pair.answer}
      </p>
      <InternalNote text={pair.internalNote} />
      <p className="origin">
        <span>{pair.mailingTitle}</span>
        <MailingStatusBadge status={pair.mailingStatus} />
        {pair.owner !== '' && (
          <span>
            <Say text={{ nl: 'Eigenaar: ', en: 'Owner: ' }} />
            {pair.owner}
          </span>
        )}
      </p>
      {mayLog && (
        <>
          <details {...(unlogged && { open: true })}>
            <summary>
              <Say text={{ nl: 'Noteer de vraag', en: 'Log the question' }} />
            </summary>
            <Form action={addressOf(typed)} label={{ nl: 'Vraag noteren', en: 'Log the question' }}>
              <About pair={pair} />
              <Literal
                id={`letterlijk-${at}`}
                value={sentence(typed)}
                channel={channel}
                wrong={unlogged}
              />
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
              <Remark id={`opmerking-${at}`} wrong={feedback ? wrong : undefined} />
            </Form>
          </details>
        </>
      )}
      <p>
        <a href={letterHref(pair.mailingId)}>
          <Say text={{ nl: 'Lees de brief', en: 'Read the letter' }} />
          <span className="unseen">: {pair.mailingTitle}</span>
        </a>
      </p>
    </article>
  );
}

/** For a question that no pair answers: log it all the same, and say what is missing. */
export function NoAnswer(props: {
  readonly typed: string;
  readonly channel: Channel;
  readonly mailings: readonly { readonly id: string; readonly title: string }[];
  readonly open: boolean;
  readonly wrong: TypedWrong | undefined;
}) {
  const { typed, channel, mailings, open, wrong } = props;
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
          <Select
            name="mailingId"
            label={{ nl: 'Over welke mailing?', en: 'About which mailing?' }}
            empty={{ nl: 'Iets anders', en: 'Something else' }}
            options={mailings.map(({ id, title }) => ({ value: id, text: title }))}
          />
          <Literal id="letterlijk" value={sentence(typed)} channel={channel} wrong={wrong} />
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
