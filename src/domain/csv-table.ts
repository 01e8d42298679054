/** A row of a table with a header: cell by column name, and the number of the line in the file on which it begins (the header is line 1). */
export interface CsvRow {
  readonly line: number;
  readonly cells: { readonly [column: string]: string };
}

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
}

/**
 * Reads CSV text (RFC 4180): comma or semicolon, quotes around a whole cell and line breaks within them, byte-order mark, any line end. Column names
 * in lower case, cells trimmed. Rows without anything in them are left out, also those that a spreadsheet program writes as separators alone.
 */
export function csvTable(text: string): CsvTable {
  const bare = text.replace(/^\uFEFF/, '');
  const separator = bare.slice(0, /\r?\n|$/.exec(bare)?.index).includes(';') ? ';' : ',';
  const [header, ...records] = recordsOf(bare, separator);
  const columns = (header?.cells ?? []).map((name) => name.toLowerCase());
  const rows = records.flatMap(({ line, cells }) => {
    if (cells.every((cell) => cell === '')) return [];
    return [{ line, cells: Object.fromEntries(columns.map((name, k) => [name, cells[k] ?? ''])) }];
  });
  return { columns, rows };
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

function recordsOf(text: string, separator: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let [line, began] = [1, 1];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = (): void => {
    cells.push(cell.trim());
    cell = '';
  };
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === '\n') line += 1;
    if (quoted && char === '"' && text.charAt(i + 1) === '"') {
      cell += char;
      i += 1;
    } else if (quoted) {
      if (char === '"') quoted = false;
      else cell += char;
      // A quote elsewhere than at its start is part of the cell, such as in 5" of pipe.
    } else if (char === '"' && cell.trim() === '') quoted = true;
    else if (char === separator) endCell();
    else if (char === '\n') {
      endCell();
      records.push({ line: began, cells });
      [cells, began] = [[], line];
    } else cell += char;
  }
  endCell();
  return [...records, { line: began, cells }];
}
