#!/usr/bin/env node
// Writes src/domain/holidays-table.ts from the npm package date-holidays: `node scripts/holidays.mjs`.
// Only the days that everyone has off by custom or law (type "public") are in the table: Good Friday,
// Liberation Day and New Year's Eve differ per municipality and are closing days of its own calendar.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const FIRST_YEAR = 2024;
const LAST_YEAR = 2040;

const require = createRequire(import.meta.url);
const Holidays = require('date-holidays');
const manifest = new URL('../node_modules/date-holidays/package.json', import.meta.url);
const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
const calendar = new Holidays('NL');
const rows = [];
for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
  const english = new Map(calendar.getHolidays(year, 'en').map((day) => [day.rule, day.name]));
  for (const day of calendar.getHolidays(year, 'nl')) {
    if (day.type !== 'public') continue;
    const cells = [day.date.slice(0, 10), day.name, english.get(day.rule) ?? day.name];
    rows.push(
      `  [${cells.map((cell) => (cell.includes("'") ? `"${cell}"` : `'${cell}'`)).join(', ')}],`,
    );
  }
}
const text = `/**
 * Dutch public holidays ${FIRST_YEAR} to ${LAST_YEAR}: date, Dutch name, English name, in order of date.
 * Made by scripts/holidays.mjs from the data of date-holidays ${version}, (c) its authors, ISC and CC BY-SA 3.0
 * (it builds on Wikipedia); the table is under the same licence.
 */
export const HOLIDAYS: readonly (readonly [date: string, nl: string, en: string])[] = [
${rows.join('\n')}
];
`;
const target = fileURLToPath(new URL('../src/domain/holidays-table.ts', import.meta.url));
writeFileSync(target, text);
console.log(`${rows.length} days written to src/domain/holidays-table.ts`);
