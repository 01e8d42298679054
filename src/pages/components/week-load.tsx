import { halfHours } from '../../domain/counted-text.ts';
import { wholePeople } from '../../domain/shortage.ts';
import type { WaveWeek } from '../../domain/wave-weeks.ts';
import { usePage, useSay } from './context.ts';
import { Badge } from './parts.tsx';
import { Say, ShortMoment } from './say.tsx';

/** Of what collides: the largest ones; a sentence of twenty titles is read by nobody. */
const MOST_NAMED = 3;

/** What all waves of a week together ask at its busiest, who is there then, and what gets in each other's way. */
export function WeekLoad({ load }: { readonly load: WaveWeek }) {
  const say = useSay();
  const { language } = usePage();
  const { busiest, rostered, shortage, clash } = load;
  if (!busiest) return null;
  const { needed, atWork } = wholePeople(busiest);
  if (!rostered) {
    return (
      <p className="quiet">
        <Say
          text={{
            nl: `Nog geen rooster. Op de piek ${needed === 1 ? 'is 1 mens' : `zijn ${needed} mensen`} nodig.`,
            en: `No roster yet. At the peak ${needed === 1 ? '1 person is' : `${needed} people are`} needed.`,
          }}
        />
      </p>
    );
  }
  const titles = new Intl.ListFormat(language).format([
    ...clash.slice(0, MOST_NAMED).map(({ title }) => title),
    ...(clash.length > MOST_NAMED
      ? [
          say({
            nl: `nog ${clash.length - MOST_NAMED} andere`,
            en: `${clash.length - MOST_NAMED} others`,
          }),
        ]
      : []),
  ]);
  return (
    <div className="load">
      <meter
        min={0}
        max={Math.max(needed, atWork)}
        value={atWork}
        aria-label={say({ nl: 'Bezetting op de piek', en: 'People at the peak' })}
      />
      <p>
        <Say text={{ nl: 'Drukst: ', en: 'Busiest: ' }} />
        <ShortMoment at={busiest.start} />.{' '}
        <Say
          text={{
            nl: `${needed} nodig, ${atWork} aan het werk.`,
            en: `${needed} needed, ${atWork} at work.`,
          }}
        />{' '}
        {shortage.halfHours > 0 && (
          <Badge
            tone="bad"
            text={{
              nl: `samen ${halfHours(shortage.halfHours).nl} tekort`,
              en: `together short in ${halfHours(shortage.halfHours).en}`,
            }}
          />
        )}
      </p>
      {clash.length > 0 && (
        <p className="clash">
          <Say
            text={{
              nl: `Samenloop: ${titles} vragen samen meer dan het rooster aankan.`,
              en: `Collision: ${titles} together ask for more than the roster has.`,
            }}
          />
        </p>
      )}
    </div>
  );
}
