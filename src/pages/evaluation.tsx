import type { Evaluation } from '../domain/evaluation.ts';
import { Facts } from './components/facts.tsx';
import { Badge, EmptyState, Section } from './components/parts.tsx';
import { Amount, Day, Say } from './components/say.tsx';
import { Table } from './components/table.tsx';
import { crumbsTo, mailingOf } from './on-mailing.ts';
import { definePage } from './page.ts';

/** What a wave taught: forecast against actual, what the sheet missed, and what to do differently. */
export const evaluationPage = definePage({
  path: '/mailings/:mailingId/evaluatie',
  operation: 'evaluation.read',
  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'evaluation.read');
    const stored = await deps.store.evaluations.forMailing(record.id);
    return {
      title: { nl: 'Evaluatie', en: 'Evaluation' },
      breadcrumbs: crumbsTo(record, call),
      body: (
        <>
          <p className="lead">{record.title}</p>
          {stored ? (
            <Lessons evaluation={stored.evaluation} />
          ) : (
            <EmptyState
              text={{
                nl: 'De evaluatie wordt gemaakt als de belgolf voorbij is.',
                en: 'The evaluation is made when the wave is over.',
              }}
            />
          )}
        </>
      ),
    };
  },
});

function Lessons({ evaluation }: { readonly evaluation: Evaluation }) {
  const { forecastTotal, actualTotal, perDay, lessons, missed } = evaluation;
  return (
    <>
      {lessons.length > 0 && (
        <Section id="lessen" title={{ nl: 'Wat wij leerden', en: 'What we learned' }}>
          <ul>
            {lessons.map((lesson) => (
              <li key={lesson.en}>
                <Say text={lesson} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="cijfers" title={{ nl: 'De cijfers', en: 'The figures' }}>
        <Facts
          facts={[
            { label: { nl: 'Vragen', en: 'Questions' }, value: <Amount value={actualTotal} /> },
            {
              label: { nl: 'Voorspeld', en: 'Forecast' },
              value: (
                <>
                  <Amount value={forecastTotal.p50} />{' '}
                  <Say text={{ nl: '(tussen', en: '(between' }} />{' '}
                  <Amount value={forecastTotal.p10} /> <Say text={{ nl: 'en', en: 'and' }} />{' '}
                  <Amount value={forecastTotal.p90} />)
                </>
              ),
            },
            {
              label: { nl: 'Meteen beantwoord', en: 'Answered at once' },
              value: <Share of={evaluation.firstLineShare} />,
            },
            {
              label: { nl: 'Stond niet in de vragenlijst', en: 'Not in the Q&A sheet' },
              value: <Share of={evaluation.missedShare} />,
            },
          ]}
        />
        {perDay.length > 0 && (
          <Table
            caption={{ nl: 'Per dag', en: 'Per day' }}
            rows={perDay}
            rowKey={({ date }) => date}
            columns={[
              { head: { nl: 'Dag', en: 'Day' }, cell: ({ date }) => <Day date={date} /> },
              {
                head: { nl: 'Vragen', en: 'Questions' },
                number: true,
                cell: ({ actual }) => <Amount value={actual} />,
              },
              {
                head: { nl: 'Verwacht', en: 'Expected' },
                cell: ({ forecast, within }) => (
                  <>
                    <Amount value={forecast.p10} /> <Say text={{ nl: 'tot', en: 'to' }} />{' '}
                    <Amount value={forecast.p90} />{' '}
                    {!within && <Badge tone="waiting" text={{ nl: 'erbuiten', en: 'outside' }} />}
                  </>
                ),
              },
            ]}
          />
        )}
      </Section>
      {missed.length > 0 && (
        <Section
          id="gemist"
          title={{ nl: 'Vragen die de lijst miste', en: 'Questions that the sheet missed' }}
        >
          <ul>
            {missed.map(({ text, times }) => (
              <li key={text}>
                {text} (<Amount value={times} />
                ×)
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Share({ of }: { readonly of: number | null }) {
  if (of === null) return <>–</>;
  return (
    <>
      <Amount value={of * 100} />%
    </>
  );
}
