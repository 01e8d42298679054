import { SMTPStream } from 'smtp-server/lib/smtp-stream';

const [LF, CR, DOT] = [10, 13, 46];
const NOTHING = Buffer.alloc(0);

/**
 * The library's parser, which looks at the bytes of a letter one by one, with a shorter way for the letter that came in
 * whole: when the first dot that begins a line is the final one and ends what was read, everything before it is the
 * letter. Whatever is otherwise (a dot to take off, a letter in parts, a command behind it) is the library's.
 */
export class GateParser extends SMTPStream {
  override continue(): void {
    const goOn = this._continueCallback;
    // Forgotten before and not after it, as the library does: what follows may end a next letter at once, and a sender
    // that waits for no reply would then never be answered.
    this._continueCallback = typeof goOn !== 'function';
    if (typeof goOn === 'function') goOn();
  }

  override _feedDataStream(chunk: Buffer, done: (error?: Error | null) => void): void {
    const dot = this._atDataStart && !this._lastBytes ? firstLineDot(chunk) : -1;
    const whole =
      dot > 1 &&
      chunk.length === dot + 3 &&
      chunk[dot - 2] === CR &&
      chunk[dot + 1] === CR &&
      chunk[dot + 2] === LF;
    if (!whole) {
      super._feedDataStream(chunk, done);
      return;
    }
    this._countDataBytes(dot);
    this._endDataMode(chunk.subarray(0, dot), NOTHING, done);
  }
}

/** Where the first dot stands that begins a line; -1 when there is none. */
function firstLineDot(chunk: Buffer): number {
  if (chunk[0] === DOT) return 0;
  const lineEnd = chunk.indexOf('\n.');
  return lineEnd === -1 ? -1 : lineEnd + 1;
}
