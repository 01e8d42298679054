import { Fragment, type ReactNode } from 'react';
import type { Language, Text } from '../../domain/text.ts';
import { useSay } from './context.ts';

/** What a page is about, as names with values. */
export function Facts(props: {
  readonly facts: readonly { readonly label: Text; readonly value: ReactNode | Text }[];
}) {
  const say = useSay();
  return (
    <dl className="facts">
      {props.facts.map(({ label, value }) => (
        <Fragment key={label.en}>
          <dt>{say(label)}</dt>
          <dd>{isText(value) ? say(value) : value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function isText(value: ReactNode | Text): value is Text {
  return typeof value === 'object' && value !== null && 'nl' in value && 'en' in value;
}

/** A message that stands out, such as what has become of an answer. */
export function Notice(props: {
  readonly language: Language;
  readonly text: Text;
  readonly fault?: boolean;
}) {
  const { language, text, fault = false } = props;
  return (
    <p className={fault ? 'notice fault' : 'notice'} role={fault ? 'alert' : 'status'}>
      {text[language]}
    </p>
  );
}
