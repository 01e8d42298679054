import type { Preparation } from '../../domain/mailing.ts';
import type { ForecastOutline } from '../../store/forecast.ts';
import { BatchTimes } from './batch-times.tsx';
import { Facts } from './facts.tsx';
import { EmptyState, Section } from './parts.tsx';
import { Amount, Moment, Say } from './say.tsx';
import { WaveFigure } from './wave-figure.tsx';

/** What a mailing will ask of the KCC: the wave against the roster, and what is planned for it. */
export function WaveAndStaffing(props: {
  readonly id: string;
  readonly forecast: ForecastOutline | undefined;
  readonly preparation: Preparation | undefined;
}) {
  const { id, forecast, preparation } = props;
  const title = { nl: 'Belgolf en bezetting', en: 'Wave and staffing' };
  const batches = preparation?.dispatchPlan?.batches ?? [];
  const short = preparation?.forecast?.shortageHalfHours;
  const uncovered = preparation?.staffingPlan?.uncoveredHalfHours;
  return (
    <Section id="belgolf" title={title}>
      {forecast ? (
        <WaveFigure forecast={forecast} />
      ) : (
        <EmptyState
          text={{
            nl: 'De prognose wordt gemaakt. Ververs de pagina over een minuut.',
            en: 'The forecast is being made. Refresh the page in a minute.',
          }}
        />
      )}
      <Facts
        facts={[
          {
            label: { nl: 'Voorbij op', en: 'Over on' },
            value: forecast?.forecast.waveEndsAt ? (
              <Moment at={forecast.forecast.waveEndsAt} />
            ) : (
              '–'
            ),
          },
          {
            label: { nl: 'Halve uren met te weinig mensen', en: 'Half hours with too few people' },
            value: (
              <>
                {short === undefined ? '–' : <Amount value={short} />}
                {uncovered !== undefined && (
                  <>
                    {' '}
                    <Say text={{ nl: '– met het plan nog', en: '– with the plan still' }} />{' '}
                    <Amount value={uncovered} />
                  </>
                )}
              </>
            ),
          },
          {
            label: { nl: 'Verzendplan', en: 'Dispatch plan' },
            value: <BatchTimes batches={batches} />,
          },
        ]}
      />
      <p className="ways">
        {(
          [
            [
              'prognose',
              { nl: 'Waar de prognose vandaan komt', en: 'Where the forecast comes from' },
            ],
            ['bezetting', { nl: 'Naar de bezetting', en: 'To the staffing' }],
            ['verzendplan', { nl: 'Naar het verzendplan', en: 'To the dispatch plan' }],
            ['inzet', { nl: 'Wie er komt helpen', en: 'Who comes to help' }],
          ] as const
        ).map(([path, text]) => (
          <a key={path} href={`/mailings/${id}/${path}`}>
            <Say text={text} />
          </a>
        ))}
      </p>
    </Section>
  );
}
