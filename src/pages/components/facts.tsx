import type { Language, Text } from '../../domain/text.ts';

/** What the page is about, as names with values. */
export function Facts(props: {
  readonly language: Language;
  readonly facts: readonly { readonly label: Text; readonly value: Text | string }[];
}) {
  return (
    <dl>
      {props.facts.map(({ label, value }) => [
        <dt key={`${label.nl} label`}>{label[props.language]}</dt>,
        <dd key={label.nl}>{typeof value === 'string' ? value : value[props.language]}</dd>,
      ])}
    </dl>
  );
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
