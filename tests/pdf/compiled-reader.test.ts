import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

const COMPILED = new URL('../../dist/pdf/index.js', import.meta.url).href;
const LETTER = new URL('../../samples/woz-2027/letter.pdf', import.meta.url);

/** What a program of ours does; jest would run the sources, through a compiler of its own. */
const PROGRAM = `
  import { readFileSync } from 'node:fs';
  import { createPdfReader } from ${JSON.stringify(COMPILED)};
  const reading = await createPdfReader().read(readFileSync(new URL(${JSON.stringify(LETTER.href)})));
  process.stdout.write(JSON.stringify(reading));
`;

describe('the PDF reader as it was compiled', () => {
  it('reads a letter in its thread', () => {
    const args = ['--input-type=module', '-e', PROGRAM];
    const reading = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
    expect(reading).toMatchObject({ ok: true, facts: { pages: 2 } });
    expect(reading.facts.text[0]).toContain('In deze brief staan de WOZ-waarde van uw woning');
  });
});
