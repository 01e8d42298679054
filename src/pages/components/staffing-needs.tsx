import { formatDay, formatSpan } from '../../charts/format.ts';
import { mondayOf } from '../../domain/instant.ts';
import { localDateOf } from '../../domain/local-time.ts';
import type { StaffingNeed } from '../../domain/staffing-plan.ts';
import { usePage } from './context.ts';
import { Say } from './say.tsx';

interface NeedsProps {
  readonly needs: readonly StaffingNeed[];
  readonly names: ReadonlyMap<string, string>;
}

/** Others than the first that are named with their reason. */
const OTHERS = 4;

/** Who is asked for which half day and why, folded by week. */
export function StaffingNeeds({ needs, names }: NeedsProps) {
  const { timeZone } = usePage();
  const weeks = new Map<string, StaffingNeed[]>();
  for (const need of needs) {
    const monday = mondayOf(localDateOf(need.startsAt, timeZone));
    weeks.set(monday, [...(weeks.get(monday) ?? []), need]);
  }
  return (
    <>
      {[...weeks].map(([monday, own]) => {
        const people = own.reduce((sum, { positions }) => sum + positions, 0);
        return (
          <details key={monday} className="pair">
            <summary>
              <Say
                text={{
                  nl: `Week van ${formatDay(monday, 'nl')}: ${own.length} keer iemand nodig, ${people} diensten`,
                  en: `Week of ${formatDay(monday, 'en')}: needed ${own.length} times, ${people} shifts`,
                }}
              />
            </summary>
            <ul className="plain needs">
              {own.map((need) => (
                <Need key={need.id} need={need} names={names} />
              ))}
            </ul>
          </details>
        );
      })}
    </>
  );
}

function Need(props: { readonly need: StaffingNeed } & Pick<NeedsProps, 'names'>) {
  const { language, timeZone } = usePage();
  const { need, names } = props;
  const { startsAt, endsAt, positions, candidates } = need;
  const first = candidates.slice(0, positions);
  const shown = candidates.slice(0, positions + OTHERS);
  return (
    <li>
      <strong>{formatSpan(startsAt, endsAt, language, timeZone)}</strong>
      <br />
      <Say
        text={
          positions === 1
            ? { nl: 'Nodig: 1 persoon.', en: 'Needed: 1 person.' }
            : { nl: `Nodig: ${positions} mensen.`, en: `Needed: ${positions} people.` }
        }
      />{' '}
      {candidates.length === 0 ? (
        <Say text={{ nl: 'Niemand kan dan.', en: 'Nobody can come then.' }} />
      ) : (
        <>
          <Say text={{ nl: 'Eerst gevraagd:', en: 'Asked first:' }} />{' '}
          {first.map(({ personId }) => names.get(personId) ?? personId).join(', ')}
          <details>
            <summary>
              <Say text={{ nl: 'Waarom zij, en wie daarna', en: 'Why they, and who comes next' }} />
              <span className="unseen">: {formatSpan(startsAt, endsAt, language, timeZone)}</span>
            </summary>
            <ol>
              {shown.map(({ personId, reason }) => (
                <li key={personId}>
                  {names.get(personId) ?? personId}: <Say text={reason} />
                </li>
              ))}
            </ol>
          </details>
        </>
      )}
    </li>
  );
}
