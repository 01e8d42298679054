import type { z } from 'zod';
import type { collisionReport } from '../../api/collisions.ts';
import type { Text } from '../../domain/text.ts';
import { Banner } from './parts.tsx';
import { Day, Say } from './say.tsx';

/** Whether a wave fits in, and if not: which weeks, beside what, and the earliest week without shortage. */
export function CollisionReport({ report }: { readonly report: z.output<typeof collisionReport> }) {
  const { weeks, tooBigAlone, earliestFreeWeek } = report;
  if (weeks.length === 0) {
    return (
      <Banner tone="good">
        <p>
          <Say text={FITS} />
        </p>
      </Banner>
    );
  }
  return (
    <Banner tone="warning">
      <p>
        <strong>
          <Say text={TOO_MUCH} />
        </strong>
      </p>
      <ul>
        {weeks.map(({ monday, with: others }) => (
          <li key={monday}>
            <Say text={{ nl: 'Week van ', en: 'Week of ' }} />
            <Day date={monday} />
            {others.length > 0 && (
              <Say text={{ nl: ': dezelfde week als ', en: ': the same week as ' }} />
            )}
            {others.map(({ title }) => title).join(', ')}
          </li>
        ))}
      </ul>
      {tooBigAlone && (
        <p>
          <Say text={ALONE} />
        </p>
      )}
      <p>
        {earliestFreeWeek === undefined ? (
          <Say text={NO_WEEK} />
        ) : (
          <>
            <Say
              text={{
                nl: 'De eerste week die past begint op ',
                en: 'The first week that fits begins on ',
              }}
            />
            <Day date={earliestFreeWeek} />.
          </>
        )}
      </p>
    </Banner>
  );
}

const FITS: Text = {
  nl: 'Er is in deze weken ruimte bij het KCC voor de vragen die komen.',
  en: 'In these weeks the contact centre has room for the questions that will come.',
};
const TOO_MUCH: Text = {
  nl: 'In deze weken komen er meer vragen dan het KCC nu aankan:',
  en: 'In these weeks more questions come than the contact centre can carry now:',
};
const ALONE: Text = {
  nl: 'Ook zonder andere mailings is dit veel in één keer. Het KCC zal vragen om de mailing in delen te versturen.',
  en: 'Without other mailings, too, this is much at once. The contact centre will ask to send the mailing in parts.',
};
const NO_WEEK: Text = {
  nl: 'Er is binnen uw datums geen week gevonden die wel past. U kunt gewoon aanmelden: het KCC zoekt met u naar een oplossing.',
  en: 'Within your dates no week was found that fits. You can submit all the same: the contact centre looks for a solution with you.',
};
