import type { SMTPServerDataStream } from 'smtp-server';
import type { SmtpRefusal } from '../domain/smtp-reply.ts';

/** Memory for messages that are being received, so that many senders at once cannot use up the machine. */
export interface Room {
  /** Takes `bytes`; false when there is no room. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

/** Room for `total` bytes. */
export function createRoom(total: number): Room {
  let taken = 0;
  return {
    take(bytes) {
      if (taken + bytes > total) return false;
      taken += bytes;
      return true;
    },
    give(bytes) {
      taken -= bytes;
    },
  };
}

export type ReadMessage =
  { readonly raw: Buffer; readonly release: () => void } | { readonly refusal: SmtpRefusal };

/**
 * All bytes of a message up to its final dot. What breaks off before the dot is dropped: the promise then never
 * resolves, because there is nobody left to answer. Oversized messages are read to their end and thrown away, so that
 * the sender hears why.
 */
export function readMessage(
  stream: SMTPServerDataStream,
  maxBytes: number,
  room: Room,
): Promise<ReadMessage> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let bytes = 0;
    let refusal: SmtpRefusal | undefined;
    const drop = () => {
      room.give(bytes);
      chunks = [];
      bytes = 0;
    };
    stream.on('data', (chunk: Buffer) => {
      if (refusal) return;
      if (bytes + chunk.length > maxBytes) refusal = 'message-too-big';
      else if (!room.take(chunk.length)) refusal = 'no-room';
      if (refusal) {
        drop();
        return;
      }
      bytes += chunk.length;
      chunks.push(chunk);
    });
    stream.once('end', () => {
      stream.off('close', drop);
      if (stream.sizeExceeded) refusal = 'message-too-big';
      if (refusal) {
        drop();
        resolve({ refusal });
        return;
      }
      // A letter that came in whole is not copied: what is copied here has to be collected again, thousands of times a second.
      resolve({
        raw: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, bytes),
        release: drop,
      });
    });
    stream.once('close', drop);
    stream.once('error', drop);
  });
}
