import type { Writable } from 'node:stream';

/** Sends the replies that are written in one turn of the event loop together, when everything that came in was looked at. */
export interface Replies {
  /** What is written to `socket` waits from now on for the end of the turn, or for `flush`. */
  hold(socket: Writable): void;
  /** Sends now what waits for `socket`, in the order in which it was written. */
  flush(socket: Writable): void;
}

/**
 * Replies of one gate. A reply that is written at once wakes its client, which then takes the processor of the gate
 * before the other clients were heard; and after a commit the next letters are to be on their way to PostgreSQL before
 * those of the last one are answered.
 */
export function createReplies(): Replies {
  const waiting = new Set<Writable>();
  const flush = (socket: Writable) => {
    if (waiting.delete(socket)) socket.uncork();
  };
  return {
    hold(socket) {
      if (waiting.has(socket)) return;
      socket.cork();
      waiting.add(socket);
      if (waiting.size === 1) setImmediate(() => waiting.forEach(flush));
    },
    flush,
  };
}
