import { halfHours } from '../../domain/counted-text.ts';
import type { LocalDate } from '../../domain/instant.ts';
import { wholePeople } from '../../domain/shortage.ts';
import type { Text } from '../../domain/text.ts';
import type { DayPart } from '../../domain/wave-weeks.ts';
import { Badge } from './parts.tsx';
import { Say } from './say.tsx';

/** What a week needs, half day by half day. */
export interface RosterNeed {
  /** The first day that is counted. */
  readonly from: LocalDate;
  readonly dayParts: readonly DayPart[];
}

const PARTS: { readonly [part in DayPart['part']]: Text } = {
  morning: { nl: 'Ochtend', en: 'Morning' },
  afternoon: { nl: 'Middag', en: 'Afternoon' },
};

/** What the busiest half hour of a morning and an afternoon needs, and who is at work then. */
export function DayNeed(props: { readonly day: LocalDate; readonly need: RosterNeed | undefined }) {
  const { day, need } = props;
  const parts = need?.dayParts.filter(({ date }) => date === day) ?? [];
  if (need && day < need.from) return <Say text={{ nl: 'voorbij', en: 'past' }} />;
  if (parts.length === 0) return <Say text={{ nl: 'KCC dicht', en: 'closed' }} />;
  return (
    <ul className="plain">
      {parts.map(({ part, busiest, shortHalfHours }) => {
        const { needed, atWork } = wholePeople(busiest);
        return (
          <li key={part}>
            <Say text={PARTS[part]} />:{' '}
            <Say
              text={{
                nl: `${needed} nodig, ${atWork} aan het werk`,
                en: `${needed} needed, ${atWork} at work`,
              }}
            />{' '}
            {shortHalfHours > 0 && (
              <Badge
                tone="bad"
                text={{
                  nl: `${halfHours(shortHalfHours).nl} tekort`,
                  en: `short in ${halfHours(shortHalfHours).en}`,
                }}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** How the numbers are meant. */
export function NeedExplained() {
  return (
    <p className="quiet">
      <Say
        text={{
          nl: 'Bezetting: hoeveel mensen het drukste halve uur van de ochtend (tot 12.30 uur) en de middag vraagt, met alle belgolven samen. Aan het werk is wie er dan is, zonder pauzes, overleg en ziekte.',
          en: 'Staffing: how many people the busiest half hour of the morning (until 12.30) and the afternoon needs, with all waves together. At work are those who are there then, without breaks, meetings and illness.',
        }}
      />
    </p>
  );
}
