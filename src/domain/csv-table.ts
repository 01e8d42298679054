/** A row of a table with a header: cell by column name, and the number of its line in the file (the header is line 1). */
export interface CsvRow {
  readonly line: number;
  readonly cells: { readonly [column: string]: string };
}

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
}

/**
 * Reads CSV text (RFC 4180, without line breaks inside cells): comma or semicolon, quotes, byte-order mark, any line end. Column names in lower
 * case, cells trimmed, empty lines left out.
 */
export function csvTable(text: string): CsvTable {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const [header = ''] = lines;
  const separator = header.includes(';') ? ';' : ',';
  const columns = cellsOf(header, separator).map((name) => name.toLowerCase());
  const rows = lines.slice(1).flatMap((line, i) => {
    if (line.trim() === '') return [];
    const cells = cellsOf(line, separator);
    return [
      { line: i + 2, cells: Object.fromEntries(columns.map((name, k) => [name, cells[k] ?? ''])) },
    ];
  });
  return { columns, rows };
}

function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; i += 1) {
    const char = line.charAt(i);
    if (quoted && char === '"' && line.charAt(i + 1) === '"') {
      cell += char;
      i += 1;
    } else if (char === '"') quoted = !quoted;
    else if (char === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += char;
  }
  return [...cells, cell.trim()];
}
