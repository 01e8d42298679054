import type { Text } from '../../domain/text.ts';
import { usePage, useSay } from './context.ts';
import { FieldErrors, fieldId } from './field.tsx';
import { Button, Buttons } from './form.tsx';

/** What was typed into a form that could not be taken. */
export type TypedWrong = ReadonlyMap<string, readonly string[]>;

/** How a question reaches the KCC, as far as agents log it. */
export const CHANNELS = {
  phone: { nl: 'Telefoon', en: 'Phone' },
  counter: { nl: 'Balie', en: 'Counter' },
  email: { nl: 'E-mail', en: 'E-mail' },
  callback: { nl: 'Terugbelgesprek', en: 'Callback' },
} as const satisfies Record<string, Text>;
export type Channel = keyof typeof CHANNELS;

/** The page has many fields called `text`: errors belong to that of the form that was sent. */
function useTextField(label: Text, id: string, wrong: TypedWrong | undefined) {
  const { form, labels } = usePage();
  if (!wrong) return { id, errors: [], control: { id, name: 'text' } };
  labels?.set('text', label);
  const errors = form.errors.filter(({ field }) => field === 'text').map(({ text }) => text);
  const own = fieldId('text');
  return {
    id: own,
    errors,
    control: { id: own, name: 'text', ...(errors.length > 0 && { 'aria-invalid': true }) },
  };
}

const described = (...ids: readonly (string | false)[]) => {
  const all = ids.filter(Boolean).join(' ');
  return all === '' ? {} : { 'aria-describedby': all };
};

/** What the resident asked in their own words, and how they reached us. `value` is what stands there at first. */
export function Literal(props: {
  readonly id: string;
  readonly value: string;
  readonly channel: Channel;
  readonly wrong: TypedWrong | undefined;
}) {
  const say = useSay();
  const { wrong } = props;
  const { id, errors, control } = useTextField(ASKED, props.id, wrong);
  return (
    <>
      <div className={errors.length > 0 ? 'field wrong' : 'field'}>
        <label htmlFor={id}>{say(ASKED)}</label>
        <p className="hint" id={`${id}-uitleg`}>
          {say({ nl: 'Geen namen, adressen of nummers.', en: 'No names, addresses or numbers.' })}
        </p>
        <FieldErrors id={id} errors={errors} />
        <input
          {...control}
          {...described(`${id}-uitleg`, errors.length > 0 && `${id}-fout`)}
          defaultValue={wrong ? wrong.get('text')?.[0] : props.value}
          maxLength={2000}
          autoComplete="off"
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-via`}>{say({ nl: 'Via', en: 'By' })}</label>
        <select
          id={`${id}-via`}
          name="channel"
          className="short"
          defaultValue={wrong?.get('channel')?.[0] ?? props.channel}
        >
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

/** What is wrong with an answer, for its owner. */
export function Remark(props: { readonly id: string; readonly wrong: TypedWrong | undefined }) {
  const say = useSay();
  const { wrong } = props;
  const { id, errors, control } = useTextField(REMARK, props.id, wrong);
  return (
    <>
      <div className={errors.length > 0 ? 'field wrong' : 'field'}>
        <label htmlFor={id}>{say(REMARK)}</label>
        <FieldErrors id={id} errors={errors} />
        <textarea
          {...control}
          {...described(errors.length > 0 && `${id}-fout`)}
          rows={3}
          defaultValue={wrong?.get('text')?.[0] ?? ''}
        />
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

const ASKED: Text = {
  nl: 'Wat vroeg de inwoner, in een paar woorden?',
  en: 'What did they ask, in a few words?',
};
const REMARK: Text = {
  nl: 'Wat klopt er niet, of wat ontbreekt er?',
  en: 'What is wrong, or missing?',
};

/** How the call ended; the button that is pressed logs it. */
export function Outcomes(props: {
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
