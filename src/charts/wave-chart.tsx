import { renderToStaticMarkup } from 'react-dom/server';
import type { ShortageInterval } from '../domain/shortage.ts';
import type { Language } from '../domain/text.ts';
import { axisTicks, type Panel, rounded, stepArea, stepLine } from './axis.ts';
import { COLOURS, Frame, ChartFrame, Legend, Marks, type Placed } from './chart-parts.tsx';
import { formatShortDay, formatTime } from './format.ts';
import { type WaveChartDay, waveChartDays, type WaveChartInput } from './wave-chart-data.ts';
import { type ChartTable, waveChartAlt, waveChartTable } from './wave-chart-text.ts';
import { WAVE_WORDS } from './wave-chart-words.ts';

/** A picture, the words for those who do not see it, and the figures behind it. */
export interface Chart {
  readonly svg: string;
  readonly alt: string;
  readonly table: ChartTable;
}

const LEFT = 56;
const RIGHT = 16;
const UPPER_TOP = 64;
const LOWER_TOP = 312;
const PANEL_HEIGHT = 150;
const TICKS = 4;

/**
 * The expected wave per day with its uncertainty, and below it what each half hour needs against the roster. Without
 * days it says that there is nothing. The picture has no style sheet and no script, so that it can stand in any page.
 */
export function waveChart(input: WaveChartInput): Chart {
  const { language, id = 'wave', width = 760 } = input;
  const days = waveChartDays(input);
  const alt = waveChartAlt(days, language);
  const placed = place(days, width - LEFT - RIGHT);
  const withStaffing = days.some(({ staffing }) => staffing.length > 0);
  const height = (withStaffing ? LOWER_TOP : UPPER_TOP) + PANEL_HEIGHT + 36;
  const svg = renderToStaticMarkup(
    <ChartFrame {...{ id, alt, width, height }}>
      <Wave {...{ days: placed, language, width }} />
      {withStaffing && (
        <Staffing
          {...{ days: placed, language, width, hatch: `${id}-hatch`, timeZone: input.timeZone }}
        />
      )}
    </ChartFrame>,
  );
  return { svg, alt, table: waveChartTable(days, language) };
}

function place(days: readonly WaveChartDay[], all: number): Placed<WaveChartDay>[] {
  const width = all / Math.max(days.length, 1);
  return days.map((day, index) => ({
    ...day,
    from: rounded(LEFT + width * index),
    to: rounded(LEFT + width * (index + 1)),
  }));
}

function panel(top: number, width: number, ticks: readonly number[]): Panel {
  const left = LEFT;
  return {
    left,
    top,
    width: width - left - RIGHT,
    height: PANEL_HEIGHT,
    highest: ticks.at(-1) ?? 1,
  };
}

interface PartProps {
  readonly days: readonly Placed<WaveChartDay>[];
  readonly language: Language;
  /** Of the whole picture. */
  readonly width: number;
}

function Wave({ days, language, width }: PartProps) {
  const known = days.flatMap(({ forecast, from, to }) => (forecast ? { from, to, forecast } : []));
  const ticks = axisTicks(Math.max(0, ...known.map(({ forecast }) => forecast.p90)), TICKS);
  const area = panel(UPPER_TOP, width, ticks);
  const middle = known.map(({ from, to, forecast }) => ({ from, to, value: forecast.p50 }));
  const band = known.map(({ from, to, forecast: { p10, p90 } }) => ({
    from,
    to,
    low: p10,
    high: p90,
  }));
  return (
    <>
      <Frame {...{ area, ticks, language, title: WAVE_WORDS.contacts[language] }} />
      <path d={stepArea(band, area)} fill={COLOURS.band} />
      <path d={stepLine(middle, area)} fill="none" stroke={COLOURS.middle} strokeWidth={3} />
      <Marks area={area} marks={dayMarks(days, language)} />
      <Legend
        y={area.top - 14}
        entries={[
          { sign: 'line', colour: COLOURS.middle, text: WAVE_WORDS.likely[language] },
          { sign: 'area', colour: COLOURS.band, text: WAVE_WORDS.range[language] },
        ]}
      />
    </>
  );
}

function Staffing(props: PartProps & { readonly hatch: string; readonly timeZone: string }) {
  const { days, language, width, hatch, timeZone } = props;
  const perDay = days.map(halfHours);
  const pieces = perDay.flat();
  const most = Math.max(0, ...pieces.flatMap(({ required, present }) => [required, present]));
  const ticks = axisTicks(most, TICKS);
  const area = panel(LOWER_TOP, width, ticks);
  // Broken at night, so that the eye reads each day by itself.
  const line = (of: 'required' | 'present') =>
    perDay
      .map((day) =>
        stepLine(
          day.map((one) => ({ ...one, value: one[of] })),
          area,
        ),
      )
      .join('');
  const gaps = pieces
    .filter(({ shortage }) => shortage > 0)
    .map(({ from, to, required, present }) => ({ from, to, low: present, high: required }));
  const marks =
    days.length > 1
      ? dayMarks(days, language)
      : pieces.map((one) => ({ ...one, name: formatTime(one.start, language, timeZone) }));
  return (
    <>
      <Frame {...{ area, ticks, language, title: WAVE_WORDS.positions[language] }} />
      <path d={stepArea(gaps, area)} fill={`url(#${hatch})`} />
      <path d={line('present')} fill="none" stroke={COLOURS.roster} strokeWidth={2.5} />
      <path
        d={line('required')}
        fill="none"
        stroke={COLOURS.required}
        strokeWidth={2}
        strokeDasharray="5 3"
      />
      <Marks area={area} marks={marks} />
      <Legend
        y={area.top - 14}
        entries={[
          { sign: 'dashes', colour: COLOURS.required, text: WAVE_WORDS.required[language] },
          { sign: 'line', colour: COLOURS.roster, text: WAVE_WORDS.present[language] },
          { sign: 'area', colour: `url(#${hatch})`, text: WAVE_WORDS.shortage[language] },
        ]}
      />
    </>
  );
}

function halfHours({ staffing, from, to }: Placed<WaveChartDay>): Placed<ShortageInterval>[] {
  const width = (to - from) / Math.max(staffing.length, 1);
  return staffing.map((interval, index) => ({
    ...interval,
    from: rounded(from + width * index),
    to: rounded(from + width * (index + 1)),
  }));
}

function dayMarks(days: readonly Placed<WaveChartDay>[], language: Language) {
  return days.map(({ date, from, to }) => ({ name: formatShortDay(date, language), from, to }));
}
