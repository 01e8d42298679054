/**
 * Writes samples/woz-2027/qa-sheet.xlsx from qa-sheet.source.json: `node samples/make-qa-sheet.mjs`.
 * The first sheet is what Sluis reads: one row of column names, then one row per question-and-answer pair.
 * All data are synthetic.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { writeXlsx } from 'hucre/xlsx';

const folder = new URL('./woz-2027/', import.meta.url);
const source = JSON.parse(await readFile(new URL('qa-sheet.source.json', folder), 'utf8'));

const WRAPPED = { alignment: { vertical: 'top', wrapText: true } };
const HEADER = {
  font: { name: 'Calibri', size: 11, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DCE6F1' } },
};

/** A sheet with a bold, frozen first row and wrapped text; `widths` in characters, one per column. */
function sheet(name, header, rows, widths) {
  return {
    name,
    columns: widths.map((width) => ({ width, style: WRAPPED })),
    rows: [header, ...rows],
    cells: new Map(header.map((value, column) => [`0,${column}`, { value, style: HEADER }])),
    freezePane: { rows: 1 },
  };
}

const pairs = source.pairs;
const workbook = await writeXlsx({
  // A fixed moment, so that the file changes only when the questions do.
  properties: {
    title: source.title,
    description: `${source.notice.nl} ${source.notice.en}`,
    creator: 'Gemeente Sluiswaard (verzonnen)',
    created: new Date('2027-01-18T09:00:00Z'),
    modified: new Date('2027-01-18T09:00:00Z'),
  },
  sheets: [
    sheet(
      'Vragenlijst',
      source.columns,
      pairs.map((p) => [p.number, p.topic, p.question, p.answer, p.internalNote, p.owner]),
      [9, 22, 42, 80, 60, 40],
    ),
    sheet(
      'English',
      ['Number', 'Question', 'Answer'],
      pairs.map((p) => [p.number, p.english.question, p.english.answer]),
      [9, 42, 80],
    ),
    sheet(
      'Leeswijzer',
      ['Leeswijzer / About this file'],
      [[source.notice.nl], [source.notice.en]],
      [100],
    ),
  ],
});
await writeFile(new URL('qa-sheet.xlsx', folder), workbook);
