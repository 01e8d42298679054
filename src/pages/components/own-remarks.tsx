import type { z } from 'zod';
import type { listOwnQaFeedback } from '../../api/qa-feedback.ts';
import { Badge, Section } from './parts.tsx';
import { Moment, Say } from './say.tsx';

type Remark = z.output<(typeof listOwnQaFeedback)['answers'][200]>['results'][number];

/** What became of the remarks on answers that somebody gave; nothing when there are none. */
export function OwnRemarks({ remarks }: { readonly remarks: readonly Remark[] }) {
  if (remarks.length === 0) return null;
  return (
    <Section
      id="opmerkingen"
      title={{ nl: 'Uw opmerkingen bij antwoorden', en: 'Your remarks on answers' }}
    >
      <ul>
        {remarks.map(({ id, text, handledAt }) => (
          <li key={id}>
            {text}{' '}
            {handledAt ? (
              <>
                <Badge tone="good" text={{ nl: 'Opgelost', en: 'Solved' }} />{' '}
                <Say text={{ nl: 'op ', en: 'on ' }} />
                <Moment at={handledAt} />
              </>
            ) : (
              <Badge tone="waiting" text={{ nl: 'Nog niet opgelost', en: 'Not solved yet' }} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
