import type { Text } from '../../domain/text.ts';
import { useSay } from './context.ts';
import { Field, FieldErrors, type FieldProps, useField } from './field.tsx';

/** One of several to choose. */
export interface Option {
  readonly value: string;
  readonly text: Text | string;
  readonly hint?: Text | string;
}

/** One of many, in a list that opens. `empty` is what stands there before a choice is made. */
export function Select(
  props: FieldProps & { readonly options: readonly Option[]; readonly empty?: Text },
) {
  const say = useSay();
  const { control, value } = useField(props);
  return (
    <Field {...props}>
      <select {...control} defaultValue={value}>
        {props.empty && <option value="">{say(props.empty)}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {say(option.text)}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** One of a few, all in sight. */
export function Radios(props: FieldProps & { readonly options: readonly Option[] }) {
  const { value } = useField(props);
  return <Choices {...props} type="radio" name={props.name} chosen={[value]} />;
}

/** Any number of a few; `name` ends in `[]` and the schema has a list of it. */
export function Checkboxes(
  props: Omit<FieldProps, 'value'> & {
    readonly options: readonly Option[];
    readonly values?: readonly string[];
  },
) {
  const { typed } = useField(props);
  return <Choices {...props} type="checkbox" chosen={typed ?? props.values ?? []} />;
}

function Choices(
  props: FieldProps & {
    readonly options: readonly Option[];
    readonly type: 'radio' | 'checkbox';
    readonly chosen: readonly string[];
  },
) {
  const say = useSay();
  const { id, errors, control } = useField(props);
  const { label, hint, options, type, name, chosen } = props;
  return (
    <fieldset
      className={errors.length > 0 ? 'field wrong' : 'field'}
      aria-describedby={control['aria-describedby']}
    >
      <legend>{say(label)}</legend>
      {hint && (
        <p className="hint" id={`${id}-uitleg`}>
          {say(hint)}
        </p>
      )}
      <FieldErrors id={id} errors={errors} />
      {options.map((option, at) => (
        <div className="choice" key={option.value}>
          {/* The error summary goes to the first one. */}
          <input
            type={type}
            id={at === 0 ? id : `${id}-${at}`}
            name={name}
            value={option.value}
            defaultChecked={chosen.includes(option.value)}
          />
          <label htmlFor={at === 0 ? id : `${id}-${at}`}>
            {say(option.text)}
            {option.hint && <span className="hint">{say(option.hint)}</span>}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
