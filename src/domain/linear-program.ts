/** A variable of a linear program; 0 or more unless bounds say otherwise. */
export interface LinearVariable {
  /** Letters, digits and underscores, starting with a letter. */
  readonly name: string;
  /** Coefficient in the objective, which is always minimised. */
  readonly cost: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly whole?: boolean;
}

/** `sum of coefficient x variable` compared with `bound`; variables by their index in the program. */
export interface LinearRow {
  readonly name: string;
  readonly terms: readonly (readonly [variable: number, coefficient: number])[];
  readonly relation: '<=' | '>=' | '=';
  readonly bound: number;
}

/** Minimise the cost of `variables` within `rows`. */
export interface LinearProgram {
  readonly variables: readonly LinearVariable[];
  readonly rows: readonly LinearRow[];
}

/** Why a solution is not one. */
export interface SolutionFault {
  readonly code: 'not-a-number' | 'not-whole' | 'out-of-bounds' | 'row-broken';
  /** Of the variable or the row. */
  readonly name: string;
  readonly value: number;
}

/** The solver's own reader cuts lines at 560 characters; a term is never longer than 60. */
const LINE_LENGTH = 200;
/** A solver calls 0.999995 whole. */
const WHOLE_TOLERANCE = 1e-5;
const ROW_TOLERANCE = 1e-6;

/** `program` in the CPLEX LP format, with lines short enough for every reader. */
export function linearProgramText({ variables, rows }: LinearProgram): string {
  const nameOf = (index: number): string => variables[index]?.name ?? `missing${index}`;
  const objective = variables.map(({ cost, name }) => term(cost, name));
  const constraints = rows.flatMap(({ name, terms, relation, bound }) =>
    wrapped([
      `${name}:`,
      ...terms.map(([index, coefficient]) => term(coefficient, nameOf(index))),
      `${relation} ${number(bound)}`,
    ]),
  );
  const bounds = variables.flatMap(({ name, lower = 0, upper }) => {
    if (upper === undefined && lower === 0) return [];
    return [` ${number(lower)} <= ${name}${upper === undefined ? '' : ` <= ${number(upper)}`}`];
  });
  const wholes = variables.filter(({ whole }) => whole === true).map(({ name }) => name);
  return [
    'Minimize',
    ...wrapped(['cost:', ...objective]),
    'Subject To',
    ...constraints,
    'Bounds',
    ...bounds,
    ...(wholes.length > 0 ? ['Generals', ...wrapped(wholes)] : []),
    'End',
    '',
  ].join('\n');
}

/** The cost of `values`, one per variable of `program`. */
export function objectiveOf({ variables }: LinearProgram, values: readonly number[]): number {
  return variables.reduce((sum, { cost }, i) => sum + cost * (values[i] ?? 0), 0);
}

/**
 * Everything that makes `values` (one per variable) no solution of `program`: numbers that are none, fractions where a whole number is
 * asked, bounds and rows that do not hold. Empty when it is one. A solver's word for it is not enough.
 */
export function solutionFaults(program: LinearProgram, values: readonly number[]): SolutionFault[] {
  const faults: SolutionFault[] = [];
  for (const [i, { name, whole, lower = 0, upper = Infinity }] of program.variables.entries()) {
    const value = values[i] ?? NaN;
    if (!Number.isFinite(value)) faults.push({ code: 'not-a-number', name, value });
    else if (whole === true && Math.abs(value - Math.round(value)) > WHOLE_TOLERANCE) {
      faults.push({ code: 'not-whole', name, value });
    } else if (value < lower - WHOLE_TOLERANCE || value > upper + WHOLE_TOLERANCE) {
      faults.push({ code: 'out-of-bounds', name, value });
    }
  }
  if (faults.length > 0) return faults;
  for (const row of program.rows) {
    const excess = excessOf(row, values);
    if (excess > 0) faults.push({ code: 'row-broken', name: row.name, value: excess });
  }
  return faults;
}

/** By how much the row is broken; 0 when it holds, forgiving rounding in proportion to the size of its terms. */
function excessOf({ terms, relation, bound }: LinearRow, values: readonly number[]): number {
  let sum = 0;
  let size = Math.max(1, Math.abs(bound));
  for (const [index, coefficient] of terms) {
    const part = coefficient * (values[index] ?? 0);
    sum += part;
    size = Math.max(size, Math.abs(part), Math.abs(coefficient) * 10);
  }
  const over = { '<=': sum - bound, '>=': bound - sum, '=': Math.abs(sum - bound) }[relation];
  return over > ROW_TOLERANCE * size ? over : 0;
}

function term(coefficient: number, name: string): string {
  return `${coefficient < 0 ? '-' : '+'} ${number(Math.abs(coefficient))} ${name}`;
}

function number(value: number): string {
  return String(Number(value.toPrecision(12)));
}

/** `words` on lines that stay below the limit; continuation lines start with a space. */
function wrapped(words: readonly string[]): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line.length + word.length > LINE_LENGTH) {
      lines.push(line);
      line = '';
    }
    line += ` ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
