import type { ReactNode } from 'react';
import type { Text } from '../../domain/text.ts';
import { usePage, useSay } from './context.ts';

/** What every field has. */
export interface FieldProps {
  /** As the schema has it: `audience.letter`, `pairs[0].question`. */
  readonly name: string;
  readonly label: Text;
  /** Why it is asked, or in which form. */
  readonly hint?: Text | undefined;
  readonly value?: string | number | undefined;
  /** May be left empty; said behind the label. */
  readonly optional?: boolean;
  /** Holds what is meant for residents, and is Dutch whatever the reader's language. */
  readonly dutch?: boolean;
}

/** The id of the control of field `name`, which the error summary links to. */
export function fieldId(name: string): string {
  return `veld-${name.replaceAll(/[^\w-]+/g, '-').replace(/-$/, '')}`;
}

/** What a field shows: what was typed before what is known, and what is wrong with it. */
export function useField({ name, label, value, hint, dutch }: Omit<FieldProps, 'optional'>) {
  const { form, labels } = usePage();
  labels?.set(name, label);
  const id = fieldId(name);
  const typed = form.values.get(name);
  const touched = form.values.size > 0;
  const errors = form.errors.filter(({ field }) => field === name).map(({ text }) => text);
  const described = [hint && `${id}-uitleg`, errors.length > 0 && `${id}-fout`].filter(Boolean);
  return {
    id,
    value: touched ? (typed?.[0] ?? '') : value === undefined ? '' : String(value),
    typed: touched ? (typed ?? []) : undefined,
    errors,
    control: {
      id,
      name,
      ...(dutch && { lang: 'nl' }),
      ...(described.length > 0 && { 'aria-describedby': described.join(' ') }),
      ...(errors.length > 0 && { 'aria-invalid': true }),
    },
  };
}

/** Label, hint and errors around a control. */
export function Field(props: FieldProps & { readonly children: ReactNode }) {
  const say = useSay();
  const { id, errors } = useField(props);
  const { label, hint, optional, children } = props;
  return (
    <div className={errors.length > 0 ? 'field wrong' : 'field'}>
      <label htmlFor={id}>
        {say(label)}
        {optional && <span className="optional">{say(OPTIONAL)}</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}-uitleg`}>
          {say(hint)}
        </p>
      )}
      <FieldErrors id={id} errors={errors} />
      {children}
    </div>
  );
}

/** What is wrong with a field, where its control points to. */
export function FieldErrors({
  id,
  errors,
}: {
  readonly id: string;
  readonly errors: readonly Text[];
}) {
  const say = useSay();
  if (errors.length === 0) return null;
  return (
    <p className="error" id={`${id}-fout`}>
      <span className="unseen">{say(ERROR)} </span>
      {errors.map(say).join(' ')}
    </p>
  );
}

const OPTIONAL: Text = { nl: ' (niet verplicht)', en: ' (optional)' };
const ERROR: Text = { nl: 'Fout:', en: 'Error:' };

/** A line of text. */
export function TextField(
  props: FieldProps & {
    readonly type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'time' | 'month';
    readonly maxLength?: number;
    readonly autoComplete?: string;
    readonly short?: boolean;
  },
) {
  const { control, value } = useField(props);
  const { type = 'text', maxLength, autoComplete, short } = props;
  return (
    <Field {...props}>
      <input
        {...control}
        type={type}
        defaultValue={value}
        {...(short && { className: 'short' })}
        {...(maxLength && { maxLength })}
        {...(autoComplete && { autoComplete })}
      />
    </Field>
  );
}

/** Text of several lines. */
export function TextArea(props: FieldProps & { readonly rows?: number }) {
  const { control, value } = useField(props);
  return (
    <Field {...props}>
      <textarea {...control} rows={props.rows ?? 5} defaultValue={value} />
    </Field>
  );
}

/** A day; comes as `2027-02-16`. */
export function DateField(props: FieldProps & { readonly min?: string; readonly max?: string }) {
  const { control, value } = useField(props);
  const { min, max } = props;
  return (
    <Field {...props}>
      <input
        {...control}
        type="date"
        className="short"
        defaultValue={value}
        {...(min && { min })}
        {...(max && { max })}
      />
    </Field>
  );
}

/** A number; comes as its digits, so the schema says `z.coerce.number()`. */
export function NumberField(props: FieldProps) {
  const { control, value } = useField(props);
  return (
    <Field {...props}>
      <input {...control} type="text" inputMode="numeric" className="short" defaultValue={value} />
    </Field>
  );
}

/** A file; the form says `files`. Browsers do not keep it when something else was wrong. */
export function FileField(props: Omit<FieldProps, 'value'> & { readonly accept: string }) {
  const { control } = useField(props);
  return (
    <Field {...props}>
      <input {...control} type="file" accept={props.accept} />
    </Field>
  );
}
