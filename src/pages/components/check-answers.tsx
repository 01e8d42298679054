import { Fragment } from 'react';
import type { MailingDetails } from '../../domain/mailing-details.ts';
import { MAILING_STEPS } from '../mailing-steps.ts';
import type { MailingStep } from '../mailing-step.tsx';
import { Facts } from './facts.tsx';
import { Say } from './say.tsx';

/** All that was filled in, step by step, each with the way to change it. */
export function CheckAnswers(props: {
  readonly known: Partial<MailingDetails>;
  readonly href: (step: MailingStep) => string;
}) {
  const { known, href } = props;
  return (
    <>
      {MAILING_STEPS.map((step) => (
        <Fragment key={step.path}>
          <div className="answers">
            <h2 id={step.path}>
              <Say text={step.title} />
            </h2>
            <a href={href(step)}>
              <Say text={{ nl: 'Wijzig', en: 'Change' }} />
              <span className="unseen">
                {': '}
                <Say text={step.title} />
              </span>
            </a>
          </div>
          <Facts
            facts={step.filledIn(known).map(({ label, value }) => ({
              label,
              value: value || <Say text={{ nl: 'Nog niet ingevuld', en: 'Not filled in yet' }} />,
            }))}
          />
        </Fragment>
      ))}
    </>
  );
}
