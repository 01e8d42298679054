import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const DEMO = fileURLToPath(new URL('../../dist/main/demo.js', import.meta.url));

/** What the issue asks the demonstration to show, in the order in which it happens. */
const SHOWN = [
  /is submitted, and held/,
  /over SMTP; all were answered 250, none has reached a mailbox/,
  /first sign-off is refused, with \d+ unmet conditions/,
  /Q&A sheet is attached: \d+ pairs, read from a spreadsheet file/,
  /staffing plan asks for people/,
  /The lead signs off/,
  /invitations went out with an \.ics file/,
  /accepts by the link in the mail/,
  /declines, and .+ is asked next/,
  /agents are briefed/,
  /Batch 1: \d+ e-mails arrived, none before/,
  /Batch 2: \d+ e-mails arrived, none before/,
  /e-mails arrived, each exactly once/,
  /questions are logged/,
  /closes the wave, and it is evaluated/,
];

describe('the demonstration', () => {
  it('walks the sample mailing through its whole journey and ends well', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [DEMO, '--once'], {
      env: { ...process.env, NODE_OPTIONS: '' },
      maxBuffer: 16 * 1024 * 1024,
    });
    let from = 0;
    for (const shown of SHOWN) {
      const found = stdout.slice(from).search(shown);
      expect([String(shown), found]).not.toEqual([String(shown), -1]);
      from += found;
    }
    const steps = [...stdout.matchAll(/✓ +(\d+) /g)].map(([, number]) => Number(number));
    expect(steps).toEqual(Array.from(steps, (_, index) => index + 1));
    expect(stdout).toContain(`All ${steps.length} steps were seen to happen.`);
  }, 420_000);
});
