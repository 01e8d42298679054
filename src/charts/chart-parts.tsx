import type { ReactNode } from 'react';
import type { Language } from '../domain/text.ts';
import { heightOf, type Panel } from './axis.ts';
import { formatNumber } from './format.ts';

/** Each at least 3:1 on the ground beside it (WCAG 2.2, 1.4.11) but the band, which carries a line. */
export const COLOURS = {
  ground: '#ffffff',
  text: '#1a1a1a',
  grid: '#d5d9dd',
  frame: '#6b7280',
  band: '#b9d6ee',
  middle: '#00558c',
  required: '#a3320b',
  roster: '#1a1a1a',
} as const;

/** Something with a place on the horizontal axis. */
export type Placed<Thing> = Thing & { readonly from: number; readonly to: number };

/** Widest that the name of a mark gets, in pixels. */
const MARK_WIDTH = 78;

/** Slanting lines, so that a shortage is seen without colour. */
export function Hatch({ id }: { readonly id: string }) {
  return (
    <pattern
      id={id}
      width={6}
      height={6}
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width={6} height={6} fill="#fbe3da" />
      <rect width={2.5} height={6} fill={COLOURS.required} />
    </pattern>
  );
}

/** Title, horizontal lines and the numbers beside them. */
export function Frame(props: {
  readonly area: Panel;
  readonly ticks: readonly number[];
  readonly language: Language;
  readonly title: string;
}) {
  const { area, ticks, language, title } = props;
  return (
    <>
      <text x={16} y={area.top - 38} fontSize={16} fontWeight={600} fill={COLOURS.text}>
        {title}
      </text>
      {ticks.map((tick) => {
        const y = heightOf(tick, area);
        return (
          <g key={tick}>
            <path
              d={`M${area.left} ${y}h${area.width}`}
              stroke={tick === 0 ? COLOURS.frame : COLOURS.grid}
            />
            <text x={area.left - 8} y={y + 5} textAnchor="end" fill={COLOURS.text}>
              {formatNumber(tick, language)}
            </text>
          </g>
        );
      })}
    </>
  );
}

/** The marks below a panel, such as days; when there is no room for all, every second, third… is named. */
export function Marks(props: {
  readonly area: Panel;
  readonly marks: readonly Placed<{ readonly name: string }>[];
}) {
  const { area, marks } = props;
  const bottom = area.top + area.height;
  const every = Math.max(1, Math.ceil((MARK_WIDTH * marks.length) / area.width));
  const fits = (from: number, index: number) =>
    index % every === 0 && (every === 1 || from + MARK_WIDTH <= area.left + area.width + 16);
  return marks.map(({ name, from, to }, index) => (
    <g key={name}>
      <path d={`M${from} ${bottom}v6`} stroke={COLOURS.frame} />
      {fits(from, index) && (
        <text
          x={every === 1 ? (from + to) / 2 : from}
          y={bottom + 22}
          textAnchor={every === 1 ? 'middle' : 'start'}
          fill={COLOURS.text}
        >
          {name}
        </text>
      )}
    </g>
  ));
}

interface LegendEntry {
  readonly sign: 'line' | 'dashes' | 'area';
  readonly colour: string;
  readonly text: string;
}

const SIGN_WIDTH = 28;

/** What the signs in a panel mean, on one line at height `y`. */
export function Legend({ y, entries }: { readonly y: number; readonly entries: LegendEntry[] }) {
  let x = 56;
  return entries.map(({ sign, colour, text }) => {
    const left = x;
    x += SIGN_WIDTH + 8 + text.length * 7.2 + 12;
    return (
      <g key={text}>
        {sign === 'area' ? (
          <rect x={left} y={y - 11} width={SIGN_WIDTH} height={13} fill={colour} />
        ) : (
          <path
            d={`M${left} ${y - 4.5}h${SIGN_WIDTH}`}
            stroke={colour}
            strokeWidth={3}
            {...(sign === 'dashes' ? { strokeDasharray: '5 3' } : {})}
          />
        )}
        <text x={left + SIGN_WIDTH + 8} y={y} fill={COLOURS.text}>
          {text}
        </text>
      </g>
    );
  });
}

/** The picture that a chart is drawn in: it is named by `alt` for who does not see it, and holds the hatch `<id>-hatch`. */
export function ChartFrame(props: {
  readonly id: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly children: ReactNode;
}) {
  const { id, alt, width, height, children } = props;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby={`${id}-title`}
      fontFamily="'Source Sans 3', 'Noto Sans', Verdana, sans-serif"
      fontSize={14}
    >
      <title id={`${id}-title`}>{alt}</title>
      <defs>
        <Hatch id={`${id}-hatch`} />
      </defs>
      <rect width={width} height={height} fill={COLOURS.ground} />
      {children}
    </svg>
  );
}
