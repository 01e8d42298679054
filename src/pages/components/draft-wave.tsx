import { waveChart } from '../../charts/wave-chart.tsx';
import type { WaveChartDay, WaveDay } from '../../charts/wave-chart-data.ts';
import type { Text } from '../../domain/text.ts';
import { ChartFigure } from './chart-figure.tsx';
import { usePage } from './context.ts';
import { Facts } from './facts.tsx';
import { Amount, Moment, Say } from './say.tsx';

/** What a forecast says without a roster beside it. */
export interface Wave {
  readonly perDay: readonly WaveDay[];
  readonly totals: { readonly p10: number; readonly p50: number; readonly p90: number };
  readonly waveEndsAt?: string | undefined;
  readonly explanation: Text;
  readonly assumptions: readonly Text[];
}

export type { WaveChartDay };

/** The wave that a draft would cause: picture, table, and what it rests on. */
export function DraftWave({ wave }: { readonly wave: Wave }) {
  const { language, timeZone } = usePage();
  const chart = waveChart({ perDay: wave.perDay, language, timeZone, id: 'wave' });
  const { totals, waveEndsAt, explanation, assumptions } = wave;
  return (
    <>
      <Facts
        facts={[
          {
            label: { nl: 'Vragen die wij verwachten', en: 'Questions that we expect' },
            value: (
              <>
                <Amount value={Math.round(totals.p50)} />{' '}
                <Say text={{ nl: '(tussen', en: '(between' }} />{' '}
                <Amount value={Math.round(totals.p10)} /> <Say text={{ nl: 'en', en: 'and' }} />{' '}
                <Amount value={Math.round(totals.p90)} />)
              </>
            ),
          },
          ...(waveEndsAt
            ? [
                {
                  label: { nl: 'Voorbij op', en: 'Over on' },
                  value: <Moment at={waveEndsAt} />,
                },
              ]
            : []),
        ]}
      />
      <ChartFigure
        caption={{ nl: 'De verwachte belgolf', en: 'The expected wave' }}
        chart={chart}
      />
      <p className="quiet">
        <Say text={explanation} />
      </p>
      {assumptions.length > 0 && (
        <ul className="quiet">
          {assumptions.map((text) => (
            <li key={text.en}>
              <Say text={text} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
