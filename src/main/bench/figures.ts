/** One line of the table: a figure per round, all in `unit`. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly values: readonly number[];
  /** What the figure should be, in words; left out where nothing was aimed at. */
  readonly aim?: string;
}

/** The value below which the share `p` (0 to 1) of `values` lies, by the nearest rank; NaN of nothing. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

/** The figures as a Markdown table with the lowest, middle and highest round. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, unit, values, aim = '' }) => [
    what,
    ...[0, 0.5, 1].map((p) => shown(percentile(values, p))),
    unit,
    aim,
  ]);
  const all = [['What', 'min', 'median', 'max', 'unit', 'aim'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (isNumber(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    isNumber(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [line(all[0]!), line(rule), ...rows.map(line)].join('\n');
}

const isNumber = (column: number) => column >= 1 && column <= 3;

/** Three figures are more than such a measurement can bear. */
function shown(value: number): string {
  if (!Number.isFinite(value)) return '-';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
