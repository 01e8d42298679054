import { both, formatSpan } from '../../charts/format.ts';
import type { Text } from '../../domain/text.ts';
import { usePage } from './context.ts';
import { EmptyState } from './parts.tsx';
import { Say } from './say.tsx';

interface ShiftView {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly kind: 'roster' | 'extra' | 'guest';
  readonly breakMinutes: number;
}

const KINDS: { readonly [kind in ShiftView['kind']]: Text } = {
  roster: { nl: 'Rooster', en: 'Roster' },
  extra: { nl: 'Extra dienst', en: 'Extra shift' },
  guest: { nl: 'Helpen bij het KCC', en: 'Helping at the contact centre' },
};

/** Somebody's shifts, one after the other. */
export function ShiftList({ shifts }: { readonly shifts: readonly ShiftView[] }) {
  const { timeZone } = usePage();
  if (shifts.length === 0) {
    return (
      <EmptyState
        text={{
          nl: 'U staat niet in het rooster. Klopt dat niet? Vraag het de planner.',
          en: 'You are not on the roster. Is that wrong? Ask the planner.',
        }}
      />
    );
  }
  return (
    <ul className="cards">
      {shifts.map(({ id, startsAt, endsAt, kind, breakMinutes }) => (
        <li key={id}>
          <p>
            <strong>
              <Say text={both((language) => formatSpan(startsAt, endsAt, language, timeZone))} />
            </strong>
          </p>
          <p className="quiet">
            <Say text={KINDS[kind]} />
            {breakMinutes > 0 && (
              <Say
                text={{
                  nl: `, ${breakMinutes} minuten pauze`,
                  en: `, ${breakMinutes} minutes break`,
                }}
              />
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
