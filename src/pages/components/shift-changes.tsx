import { formatSpan } from '../../charts/format.ts';
import { usePage } from './context.ts';
import { Section } from './parts.tsx';
import { Say } from './say.tsx';

/** Somebody's stretch of time. */
export interface ChangedShift {
  readonly personId: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** What is listed of each change; more is counted. */
const MOST_LISTED = 200;

/** Who works when, added or taken away; nothing when there is none. */
export function ShiftChanges(props: {
  readonly id: string;
  readonly title: { readonly nl: string; readonly en: string };
  readonly shifts: readonly ChangedShift[];
  readonly names: ReadonlyMap<string, string>;
}) {
  const { language, timeZone } = usePage();
  const { id, title, shifts, names } = props;
  if (shifts.length === 0) return null;
  const more = shifts.length - MOST_LISTED;
  return (
    <Section id={id} title={title}>
      <ul>
        {shifts.slice(0, MOST_LISTED).map(({ personId, startsAt, endsAt }) => (
          <li key={`${personId} ${startsAt}`}>
            {names.get(personId) ?? personId}: {formatSpan(startsAt, endsAt, language, timeZone)}
          </li>
        ))}
        {more > 0 && (
          <li>
            <Say text={{ nl: `En nog ${more}.`, en: `And ${more} more.` }} />
          </li>
        )}
      </ul>
    </Section>
  );
}
