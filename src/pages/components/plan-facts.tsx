import type { ReactNode } from 'react';
import type { StaffingPlan } from '../../domain/staffing-plan.ts';
import type { Text } from '../../domain/text.ts';
import { Facts } from './facts.tsx';
import { Amount, Say } from './say.tsx';

/** What a staffing plan solves and costs, in a sentence and in figures; `more` is what only this one knows. */
export function PlanFacts(props: {
  readonly plan: Pick<StaffingPlan, 'shortageBefore' | 'shortageAfter' | 'cost' | 'explanation'>;
  readonly more?: readonly { readonly label: Text; readonly value: ReactNode | Text }[];
}) {
  const { shortageBefore, shortageAfter, cost, explanation } = props.plan;
  return (
    <>
      <p>
        <Say text={explanation} />
      </p>
      <Facts
        facts={[
          {
            label: { nl: 'Halve uren met te weinig mensen', en: 'Half hours with too few people' },
            value: (
              <>
                <Amount value={shortageBefore.halfHours} />{' '}
                <Say text={{ nl: 'nu, en met dit plan', en: 'now, and with this plan' }} />{' '}
                <Amount value={shortageAfter.halfHours} />
              </>
            ),
          },
          {
            label: { nl: 'Kosten als iedereen komt', en: 'Cost when everybody comes' },
            value: (
              <>
                € <Amount value={cost} />
              </>
            ),
          },
          ...(props.more ?? []),
        ]}
      />
    </>
  );
}
