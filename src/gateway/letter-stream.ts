import { EventEmitter } from 'node:events';

/**
 * What the parser hands a letter on through: the little of a stream that smtp-server and the reader use of it. A
 * PassThrough for each letter, with two queues that nothing ever waits in, cost more than reading the letter.
 */
export class LetterStream extends EventEmitter {
  byteLength = 0;
  sizeExceeded = false;
  readable = true;
  writable = true;
  readableEnded = false;
  writableEnded = false;
  destroyed = false;
  /** As of a stream that flows: whoever takes the letter listens before its first byte. */
  readonly readableFlowing = true;

  /** Hands on `chunk` at once, so that there is never a reason to wait. */
  write(chunk: Buffer): boolean {
    this.emit('data', chunk);
    return true;
  }

  /** The last of the letter; 'end' comes after the parser has finished with it, as it does of a stream. */
  end(chunk?: Buffer): void {
    if (chunk) this.emit('data', chunk);
    this.writable = false;
    this.writableEnded = true;
    process.nextTick(() => {
      if (this.destroyed) return;
      this.readable = false;
      this.readableEnded = true;
      this.emit('end');
      this.emit('close');
    });
  }

  /** Breaks the letter off. */
  destroy(error?: Error): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.readable = false;
    this.writable = false;
    process.nextTick(() => {
      if (error) this.emit('error', error);
      this.emit('close');
    });
  }
}
