import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

const COMPILED = new URL('../../dist/pdf/briefing-printer.js', import.meta.url).href;

/** Two briefings at once, one that cannot be made, and then another; it ends by itself when the thread keeps it from nothing. */
const PROGRAM = `
  import { printBriefing } from ${JSON.stringify(COMPILED)};
  const perDay = ['2027-02-22', '2027-02-23', '2027-02-24'].map((date, at) => ({ date, ordinary: 100, mean: 50, p10: 30 - at, p50: 50 - at, p90: 80 - at }));
  const content = {
    title: 'WOZ-beschikking 2027', purpose: 'De inwoner controleert de WOZ-waarde.', batches: [], perDay, pairs: 1,
    printedContact: { phone: '088-000 00 00', openingHours: '9-17 uur', webAddress: 'x.example' },
    topPairs: [{ number: 1, topic: '', question: 'V?', answer: 'A.', owner: '' }],
  };
  const briefing = { content, occasion: { nl: 'Vooraf', en: 'Ahead' }, language: 'nl', timeZone: 'Europe/Amsterdam', municipality: 'Gemeente Sluiswaard', today: '2027-02-15' };
  const beats = [];
  const watch = setInterval(() => beats.push(performance.now()), 5);
  const made = await Promise.all([printBriefing(briefing), printBriefing({ ...briefing, language: 'en' })]);
  clearInterval(watch);
  const fault = await printBriefing({ ...briefing, content: undefined }).catch(({ message }) => message);
  made.push(await printBriefing(briefing));
  process.stdout.write(JSON.stringify({ heads: made.map((one) => one.subarray(0, 5).toString('latin1')), sizes: made.map(({ length }) => length), beats: beats.length, fault }));
`;

describe('the printer of briefings as it was compiled', () => {
  it('makes them in a thread, tells what cannot be made, and lets the program end', () => {
    const args = ['--input-type=module', '-e', PROGRAM];
    const told = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
    expect(told.heads).toEqual(['%PDF-', '%PDF-', '%PDF-']);
    expect(Math.min(...told.sizes)).toBeGreaterThan(10_000);
    // Whoever else asks is answered meanwhile.
    expect(told.beats).toBeGreaterThan(2);
    expect(told.fault).toContain('could not be printed');
  });
});
