import { Facts } from './components/facts.tsx';
import { EmptyState, Section } from './components/parts.tsx';
import { Amount, Moment, Say } from './components/say.tsx';
import { WaveFigure } from './components/wave-figure.tsx';
import { crumbsTo, mailingOf } from './on-mailing.ts';
import { definePage } from './page.ts';

/** The forecast of a mailing, where it comes from and what was assumed. */
export const forecastPage = definePage({
  path: '/mailings/:mailingId/prognose',
  operation: 'forecast.read',
  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'forecast.read');
    const stored = await deps.store.forecasts.outlineOf(record.id);
    const view = {
      title: { nl: 'Prognose van de belgolf', en: 'Forecast of the wave' },
      breadcrumbs: crumbsTo(record, call),
    };
    if (!stored) {
      return {
        ...view,
        body: (
          <EmptyState
            text={{
              nl: 'De prognose wordt gemaakt zodra de mailing is aangemeld. Dat duurt hooguit een minuut. Ververs daarna deze pagina.',
              en: 'The forecast is made as soon as the mailing is submitted. That takes a minute at most. Then refresh this page.',
            }}
          />
        ),
      };
    }
    const { forecast, madeAt, shortage } = stored;
    const { p10, p50, p90 } = forecast.totals;
    return {
      ...view,
      wide: true,
      body: (
        <>
          <p className="lead">{record.title}</p>
          <p>
            <Say text={forecast.explanation} />
          </p>
          <WaveFigure forecast={stored} />
          <Facts
            facts={[
              {
                label: { nl: 'Vragen in totaal', en: 'Questions in all' },
                value: (
                  <>
                    <Amount value={p50} /> <Say text={{ nl: '(tussen', en: '(between' }} />{' '}
                    <Amount value={p10} /> <Say text={{ nl: 'en', en: 'and' }} />{' '}
                    <Amount value={p90} />)
                  </>
                ),
              },
              {
                label: { nl: 'Tekort op de piek', en: 'Shortage at the peak' },
                value: (
                  <>
                    <Amount value={Math.ceil(shortage.summary.peak)} />{' '}
                    <Say text={{ nl: 'mensen', en: 'people' }} />
                  </>
                ),
              },
              {
                label: { nl: 'Extra uren nodig', en: 'Extra hours needed' },
                value: <Amount value={shortage.summary.personHours} />,
              },
              { label: { nl: 'Gemaakt', en: 'Made' }, value: <Moment at={madeAt} /> },
              {
                label: { nl: 'Versie van de formule', en: 'Version of the formula' },
                value: forecast.formulaVersion,
              },
            ]}
          />
          {forecast.assumptions.length > 0 && (
            <Section
              id="aannames"
              title={{ nl: 'Wat wij moesten aannemen', en: 'What had to be assumed' }}
            >
              <p>
                <Say
                  text={{
                    nl: 'Hiervoor waren nog geen eigen cijfers. Na elke belgolf leert Sluis ervan.',
                    en: 'There were no figures of your own for this yet. Sluis learns from every wave.',
                  }}
                />
              </p>
              <ul>
                {forecast.assumptions.map((text) => (
                  <li key={text.en}>
                    <Say text={text} />
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </>
      ),
    };
  },
});
