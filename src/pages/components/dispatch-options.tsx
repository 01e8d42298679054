import { dispatchChart } from '../../charts/dispatch-chart.tsx';
import type { DispatchOption } from '../../domain/dispatch-options.ts';
import { DISPATCH_OPTION_NAMES } from '../../domain/dispatch-options-text.ts';
import type { Text } from '../../domain/text.ts';
import { BatchTimes } from './batch-times.tsx';
import { ChartFigure } from './chart-figure.tsx';
import { usePage } from './context.ts';
import { Button, Buttons, Form } from './form.tsx';
import { Amount, Day, Say } from './say.tsx';
import { Table } from './table.tsx';

type Options = readonly DispatchOption[];

/** The plans side by side: what each costs and gives. */
export function DispatchOptionsTable({ options }: { readonly options: Options }) {
  const rows: readonly {
    readonly name: Text;
    readonly cell: (option: DispatchOption) => React.ReactNode;
  }[] = [
    {
      name: { nl: 'Deelverzendingen', en: 'Batches' },
      cell: ({ plan }) => <Amount value={plan.batches.length} />,
    },
    {
      name: { nl: 'Laatste dag', en: 'Last day' },
      cell: ({ lastDate }) => <Day date={lastDate} />,
    },
    {
      name: { nl: 'Kosten', en: 'Cost' },
      cell: ({ cost }) => (
        <>
          € <Amount value={cost} />
        </>
      ),
    },
    {
      name: { nl: 'Mensen nodig op het drukst', en: 'People needed at the busiest' },
      cell: ({ peakPositions }) => <Amount value={peakPositions} />,
    },
    {
      name: { nl: 'Bellers op tijd geholpen', en: 'Callers answered in time' },
      cell: ({ serviceLevel }) => <>{Math.floor(serviceLevel * 100)}%</>,
    },
    {
      name: { nl: 'Extra diensten', en: 'Extra shifts' },
      cell: ({ extraShifts }) => <Amount value={extraShifts} />,
    },
    {
      name: { nl: 'Halve uren met te weinig mensen', en: 'Half hours with too few people' },
      cell: ({ shortageHalfHours }) => <Amount value={shortageHalfHours} />,
    },
  ];
  return (
    <Table
      caption={{ nl: 'De plannen naast elkaar', en: 'The plans side by side' }}
      captionUnseen
      rows={rows}
      rowKey={({ name }) => name.en}
      columns={[
        { head: { nl: 'Wat', en: 'What' }, cell: ({ name }) => <Say text={name} /> },
        ...options.map((option) => ({
          head: DISPATCH_OPTION_NAMES[option.kind],
          number: true,
          cell: ({ cell }: (typeof rows)[number]) => cell(option),
        })),
      ]}
    />
  );
}

/** What each half of the picture shows is in chart words; below it the figures per day. */
export function DispatchOptionsFigure({ options }: { readonly options: Options }) {
  const { language } = usePage();
  const plans = options.map(({ kind, days }) => ({
    name: DISPATCH_OPTION_NAMES[kind][language],
    days: days ?? [],
  }));
  return (
    <ChartFigure
      caption={{
        nl: 'Hoeveel mensen elk plan per dag vraagt',
        en: 'How many people each plan asks per day',
      }}
      chart={dispatchChart({ plans, language })}
    />
  );
}

/** The batches of each plan, with a button to take it where the reader may. */
export function DispatchOptionChoices(props: {
  readonly options: Options;
  readonly jobId: string;
  readonly mayChoose: boolean;
}) {
  const { options, jobId, mayChoose } = props;
  return (
    <div className="columns">
      {options.map(({ kind, plan, text }) => (
        <section key={kind} aria-labelledby={`plan-${kind}`}>
          <h3 id={`plan-${kind}`}>
            <Say text={DISPATCH_OPTION_NAMES[kind]} />
          </h3>
          <p>
            <Say text={text} />
          </p>
          <BatchTimes batches={plan.batches} />
          {mayChoose && (
            <Form label={DISPATCH_OPTION_NAMES[kind]}>
              <input type="hidden" name="jobId" value={jobId} />
              <Buttons>
                <Button kind="secondary" name="choice" value={kind} text={CHOOSE[kind]} />
              </Buttons>
            </Form>
          )}
        </section>
      ))}
    </div>
  );
}

const CHOOSE: { readonly [kind in DispatchOption['kind']]: Text } = {
  'all-at-once': { nl: 'Verstuur alles tegelijk', en: 'Send all at once' },
  cheapest: { nl: 'Neem het goedkoopste plan', en: 'Take the cheapest plan' },
  calmest: { nl: 'Neem het rustigste plan', en: 'Take the calmest plan' },
};
