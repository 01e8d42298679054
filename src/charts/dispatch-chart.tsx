import { renderToStaticMarkup } from 'react-dom/server';
import { axisTicks, type Panel, rounded, stepArea, stepLine } from './axis.ts';
import { COLOURS, Frame, ChartFrame, Legend, Marks, type Placed } from './chart-parts.tsx';
import { DISPATCH_WORDS, type DispatchChartInput, type DispatchChartPlan, dispatchChartAlt, dispatchChartDates, dispatchChartTable } from './dispatch-chart-text.ts'; // prettier-ignore
import { formatShortDay } from './format.ts';
import type { Chart } from './wave-chart.tsx';

const LEFT = 56;
const RIGHT = 16;
const TOP = 64;
const PANEL_HEIGHT = 110;
const PANEL_STEP = PANEL_HEIGHT + 94;
const TICKS = 3;

/**
 * The plans below each other on one scale: the most people that each day needs, the roster in that half hour, and hatched what the roster lacks. Without style
 * sheet and script, so that it can stand in any page.
 */
export function dispatchChart(input: DispatchChartInput): Chart {
  const { plans, language, id = 'plans', width = 760 } = input;
  const dates = dispatchChartDates(plans);
  const alt = dispatchChartAlt(plans, language);
  const most = plans.flatMap(({ days }) =>
    days.flatMap(({ peakPositions, rostered }) => [peakPositions, rostered]),
  );
  const ticks = axisTicks(Math.max(0, ...most), TICKS);
  const height = TOP + Math.max(plans.length, 1) * PANEL_STEP - 50;
  const svg = renderToStaticMarkup(
    <ChartFrame {...{ id, alt, width, height }}>
      {plans.map((plan, index) => {
        const area = {
          left: LEFT,
          top: TOP + index * PANEL_STEP,
          width: width - LEFT - RIGHT,
          height: PANEL_HEIGHT,
          highest: ticks.at(-1) ?? 1,
        };
        return <Plan key={plan.name} {...{ plan, area, dates, ticks, language, hatch: `${id}-hatch` }} />; // prettier-ignore
      })}
    </ChartFrame>,
  );
  return { svg, alt, table: dispatchChartTable(plans, language) };
}

function Plan(props: {
  readonly plan: DispatchChartPlan;
  readonly area: Panel;
  readonly dates: readonly string[];
  readonly ticks: readonly number[];
  readonly language: DispatchChartInput['language'];
  readonly hatch: string;
}) {
  const { plan, area, dates, ticks, language, hatch } = props;
  const step = area.width / Math.max(dates.length, 1);
  const placed = dates.map((date, index) => ({
    date,
    name: formatShortDay(date, language),
    from: rounded(area.left + step * index),
    to: rounded(area.left + step * (index + 1)),
  }));
  const days = plan.days.flatMap((day): Placed<typeof day>[] => {
    const place = placed.find(({ date }) => date === day.date);
    return place ? [{ ...day, from: place.from, to: place.to }] : [];
  });
  const bars = days.map((day) => ({ ...day, low: 0, high: day.peakPositions }));
  const gaps = days
    .filter(({ peakPositions, rostered }) => peakPositions > rostered)
    .map((day) => ({ ...day, low: day.rostered, high: day.peakPositions }));
  return (
    <>
      <Frame {...{ area, ticks, language, title: plan.name }} />
      <path d={stepArea(bars, area)} fill={COLOURS.band} />
      <path d={stepArea(gaps, area)} fill={`url(#${hatch})`} />
      <path
        d={stepLine(
          days.map((day) => ({ ...day, value: day.rostered })),
          area,
        )}
        fill="none"
        stroke={COLOURS.roster}
        strokeWidth={2.5}
      />
      <Marks area={area} marks={placed} />
      <Legend
        y={area.top - 14}
        entries={[
          { sign: 'area', colour: COLOURS.band, text: DISPATCH_WORDS.needed[language] },
          { sign: 'line', colour: COLOURS.roster, text: DISPATCH_WORDS.roster[language] },
          { sign: 'area', colour: `url(#${hatch})`, text: DISPATCH_WORDS.lacking[language] },
        ]}
      />
    </>
  );
}
