import { audienceSize } from '../../domain/audience.ts';
import type { MailingDetails } from '../../domain/mailing-details.ts';
import { adjustmentLines } from '../adjustment-fields.tsx';
import { Facts } from './facts.tsx';
import { Amount, Day, Dutch } from './say.tsx';

/** What the department said of a mailing: what is asked, of how many, and when. */
export function MailingFacts({ details }: { readonly details: MailingDetails }) {
  return (
    <Facts
      facts={[
        {
          label: { nl: 'Wat wij de inwoner vragen', en: 'What residents are asked' },
          value: <Dutch>{details.purpose}</Dutch>,
        },
        {
          label: { nl: 'Geadresseerden', en: 'Addressees' },
          value: <Amount value={audienceSize(details.audience)} />,
        },
        ...adjustmentLines(details.adjustments),
        {
          label: { nl: 'Op zijn vroegst', en: 'At the earliest' },
          value: <Day date={details.earliest} />,
        },
        {
          label: { nl: 'Liefst op', en: 'Preferably on' },
          value: <Day date={details.preferred} />,
        },
        ...(details.legalLatest
          ? [
              {
                label: { nl: 'Uiterlijk volgens de wet', en: 'At the latest by law' },
                value: <Day date={details.legalLatest} />,
              },
            ]
          : []),
      ]}
    />
  );
}
