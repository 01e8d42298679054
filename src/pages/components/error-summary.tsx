import type { Text } from '../../domain/text.ts';
import type { FormError } from '../form-state.ts';
import { useSay } from './context.ts';
import { fieldId } from './field.tsx';

/** Everything that is wrong, above the page, each with a link to its field where the page has that field. */
export function ErrorSummary(props: {
  readonly errors: readonly FormError[];
  readonly labels: ReadonlyMap<string, Text>;
}) {
  const say = useSay();
  const { errors, labels } = props;
  if (errors.length === 0) return null;
  return (
    // With the focus, so that who hears or enlarges the page begins here: an alert that is there from the start is not read out.
    <div className="summary" role="alert" aria-labelledby="fouten" tabIndex={-1} autoFocus>
      <h2 id="fouten">{say(TITLE)}</h2>
      <ul>
        {errors.map(({ field, text }, at) => {
          const label = field === undefined ? undefined : labels.get(field);
          return (
            <li key={`${field} ${at}`}>
              {field !== undefined && label ? (
                <a href={`#${fieldId(field)}`}>{`${say(label)}: ${say(text)}`}</a>
              ) : (
                say(text)
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const TITLE: Text = { nl: 'Dit kan nog niet', en: 'This cannot be done yet' };
