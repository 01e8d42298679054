import { type Audience, audienceSize } from '../../domain/audience.ts';
import { Amount, Say, ShortMoment } from './say.tsx';

/** When which part of a mailing leaves, and to how many; that there is no plan yet when there is none. */
export function BatchTimes(props: {
  readonly batches: readonly {
    readonly number: number;
    readonly releaseAt: string;
    readonly audience: Audience;
  }[];
}) {
  if (props.batches.length === 0) return <Say text={NOT_PLANNED} />;
  return (
    <ol className="plain">
      {props.batches.map(({ number, releaseAt, audience }) => (
        <li key={number}>
          <ShortMoment at={releaseAt} />: <Amount value={audienceSize(audience)} />
        </li>
      ))}
    </ol>
  );
}

const NOT_PLANNED = { nl: 'Er is nog geen verzendplan.', en: 'There is no dispatch plan yet.' };
