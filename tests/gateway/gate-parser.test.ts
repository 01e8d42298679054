import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SMTPStream } from 'smtp-server/lib/smtp-stream';
import { GateParser } from '../../src/gateway/gate-parser.ts';

/** The library's own reading, with the one thing mended that would let a sender wait for ever. */
class Library extends SMTPStream {
  override continue(): void {
    GateParser.prototype.continue.call(this as unknown as GateParser);
  }
}

/** What a parser makes of `parts`, which begin in the middle of DATA: the letters it hands on, and the commands. */
async function heard(parser: SMTPStream, parts: readonly Buffer[]): Promise<string[]> {
  const said: string[] = [];
  const take = () => {
    const letter: Buffer[] = [];
    const stream = parser.startDataMode(1_000);
    stream.on('data', (chunk: Buffer) => letter.push(chunk));
    stream.once('end', () => {
      said.push(`letter ${Buffer.concat(letter).toString('latin1')} ${stream.byteLength}`);
      parser.continue();
    });
  };
  parser.oncommand = (command, done) => {
    const line = command.toString('latin1');
    said.push(`command ${line}`);
    if (line === 'DATA') take();
    done?.();
  };
  take();
  for (const part of parts) await new Promise((written) => parser.write(part, written));
  await new Promise((resolve) => setImmediate(resolve));
  return said;
}

const END = '\r\n.\r\n';
const cut = (bytes: Buffer, at: readonly number[]) => {
  const places = [0, ...at.map((place) => place % (bytes.length + 1)), bytes.length];
  const sorted = places.toSorted((a, b) => a - b);
  return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
};

describe('the gate reads letters as the library does', () => {
  it('whatever stands in them, however many follow, and wherever the network cuts', async () => {
    const piece = fc.constantFrom('\r\n', '\r', '\n', '.', '..', 'a', 'QUIT', '\0', END, '.\r\n');
    const letter = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    const after = fc.constantFrom('', 'NOOP\r\n', 'DATA\r\n', `DATA\r\nb${END}`);
    const cuts = fc.array(fc.nat(200), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(letter, after, cuts, async (text, rest, at) => {
        const parts = cut(Buffer.from(`${text}${END}${rest}`, 'latin1'), at);
        const ours = await heard(new GateParser(), parts);
        expect(ours).toEqual(await heard(new Library(), parts));
        expect(ours.length).toBeGreaterThan(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('and goes the short way for a letter that came in whole', async () => {
    const parts = [Buffer.from(`a\r\nb${END}`), Buffer.from('DATA\r\n'), Buffer.from(`c${END}`)];

    expect(await heard(new GateParser(), parts)).toEqual([
      'letter a\r\nb\r\n 6',
      'command DATA',
      'letter c\r\n 3',
    ]);
  });
});
