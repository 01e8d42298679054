const NICE_STEPS = [1, 2, 2.5, 5, 10] as const;

/** Values at which an axis from 0 to at least `highest` is marked: about `count` round ones; always 0 and one more. */
export function axisTicks(highest: number, count: number): number[] {
  const rough = Math.max(highest, 1) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const wholeSteps = NICE_STEPS.map((nice) => nice * power).filter((step) => step % 1 === 0);
  const step = wholeSteps.find((one) => one >= rough) ?? 1;
  const steps = Math.max(1, Math.ceil(Math.max(highest, 1) / step - 1e-9));
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}

/** A panel of a chart: where it lies in the picture, in pixels, and the highest value it can show. */
export interface Panel {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly highest: number;
}

/** Height in the picture of `value`; 0 lies on the bottom of the panel. */
export function heightOf(value: number, panel: Panel): number {
  const share = Math.min(Math.max(value / panel.highest, 0), 1);
  return rounded(panel.top + panel.height * (1 - share));
}

/** A stretch of the horizontal axis with one value. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** The line over `steps` as an SVG path; where a stretch does not begin at the end of the one before, it is broken. */
export function stepLine(steps: readonly Step[], panel: Panel): string {
  return steps
    .map(({ from, to, value }, index) => {
      const joined = steps[index - 1]?.to === from;
      return `${joined ? 'L' : 'M'}${from} ${heightOf(value, panel)}H${to}`;
    })
    .join('');
}

/** The area between `low` and `high` of each stretch as one SVG path, so that no seams show. */
export function stepArea(
  steps: readonly { from: number; to: number; low: number; high: number }[],
  panel: Panel,
): string {
  return steps
    .map(({ from, to, low, high }) => {
      const [top, bottom] = [heightOf(high, panel), heightOf(low, panel)];
      return `M${from} ${top}H${to}V${bottom}H${from}Z`;
    })
    .join('');
}

/** A pixel with one decimal, so that the picture stays small. */
export function rounded(pixel: number): number {
  return Math.round(pixel * 10) / 10;
}
