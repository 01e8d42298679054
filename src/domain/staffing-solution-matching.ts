/** A row that gets nobody costs this much: more than any real choice. */
const NOBODY = 1e9;

/**
 * Cheapest way to give each row a column of its own: `costs[row][column]`, Infinity where it cannot be. Returns the column per row, -1 where
 * none was left. Hungarian method with potentials (Kuhn 1955, Jonker and Volgenant 1987), rows squared times columns.
 */
export function cheapestMatching(costs: readonly (readonly number[])[]): number[] {
  const rows = costs.length;
  const real = Math.max(0, ...costs.map((row) => row.length));
  const columns = real + rows;
  const costAt = (row: number, column: number): number => {
    if (column >= real) return NOBODY;
    const cost = costs[row]?.[column] ?? Infinity;
    return cost < NOBODY ? cost : 2 * NOBODY;
  };
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const cameFrom = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row += 1) {
    rowOf[0] = row;
    let column = 0;
    const least = new Float64Array(columns + 1).fill(Infinity);
    const visited = new Uint8Array(columns + 1);
    do {
      visited[column] = 1;
      const at = rowOf[column] ?? 0;
      let step = Infinity;
      let next = 0;
      for (let j = 1; j <= columns; j += 1) {
        if (visited[j] === 1) continue;
        const reduced = costAt(at - 1, j - 1) - (rowPotential[at] ?? 0) - (columnPotential[j] ?? 0);
        if (reduced < (least[j] ?? 0)) {
          least[j] = reduced;
          cameFrom[j] = column;
        }
        if ((least[j] ?? 0) < step) {
          step = least[j] ?? 0;
          next = j;
        }
      }
      for (let j = 0; j <= columns; j += 1) {
        if (visited[j] === 1) {
          const taken = rowOf[j] ?? 0;
          rowPotential[taken] = (rowPotential[taken] ?? 0) + step;
          columnPotential[j] = (columnPotential[j] ?? 0) - step;
        } else least[j] = (least[j] ?? 0) - step;
      }
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      const previous = cameFrom[column] ?? 0;
      rowOf[column] = rowOf[previous] ?? 0;
      column = previous;
    }
  }
  const found = Array.from({ length: rows }, () => -1);
  for (let column = 1; column <= real; column += 1) {
    const row = (rowOf[column] ?? 0) - 1;
    if (row >= 0 && costAt(row, column - 1) < NOBODY) found[row] = column - 1;
  }
  return found;
}
