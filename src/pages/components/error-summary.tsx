import type { Text } from '../../domain/text.ts';
import type { FormError } from '../form-state.ts';
import { useSay } from './context.ts';
import { fieldId } from './field.tsx';

/** Everything that is wrong, above the page, each with a link to its field where the page has that field. */
export function ErrorSummary(props: {
  readonly errors: readonly FormError[];
  readonly hasField: (id: string) => boolean;
}) {
  const say = useSay();
  const { errors, hasField } = props;
  if (errors.length === 0) return null;
  return (
    <div className="summary" role="alert" aria-labelledby="fouten" tabIndex={-1}>
      <h2 id="fouten">{say(TITLE)}</h2>
      <ul>
        {errors.map(({ field, text }, at) => (
          <li key={`${field} ${at}`}>
            {field !== undefined && hasField(fieldId(field)) ? (
              <a href={`#${fieldId(field)}`}>{say(text)}</a>
            ) : (
              say(text)
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

const TITLE: Text = { nl: 'Dit kan nog niet', en: 'This cannot be done yet' };
