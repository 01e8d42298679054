import { PassThrough } from 'node:stream';
import { setImmediate as turnEnd } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { createReplies } from '../../src/gateway/replies.ts';

/** A line to a client and what came out of it so far. */
function line() {
  const socket = new PassThrough({ encoding: 'latin1' });
  return { socket, heard: () => (socket.read() as string | null) ?? '' };
}

describe('the replies of one turn', () => {
  it('wait until all clients were heard, and then all go', async () => {
    const replies = createReplies();
    const [first, second] = [line(), line()];
    for (const { socket } of [first, second, first]) {
      replies.hold(socket);
      socket.write('250 ');
    }
    expect([first.heard(), second.heard()]).toEqual(['', '']);
    await turnEnd();
    expect([first.heard(), second.heard()]).toEqual(['250 250 ', '250 ']);
  });

  it('go at once, in order, before one that may not wait', async () => {
    const replies = createReplies();
    const { socket, heard } = line();
    replies.hold(socket);
    socket.write('250 ');
    socket.write('221 ');
    replies.flush(socket);
    expect(heard()).toBe('250 221 ');
    socket.write('then ');
    expect(heard()).toBe('then ');
    await turnEnd();
    expect(heard()).toBe('');
  });

  it('are heard by a client that is let go in the same turn', async () => {
    const replies = createReplies();
    const { socket, heard } = line();
    replies.hold(socket);
    socket.write('250 ');
    socket.end();
    await turnEnd();
    expect(heard()).toBe('250 ');
  });

  it('of a broken line hold up no others', async () => {
    const replies = createReplies();
    const [broken, whole] = [line(), line()];
    for (const { socket } of [broken, whole]) {
      replies.hold(socket);
      socket.write('250 ');
    }
    broken.socket.destroy();
    await turnEnd();
    expect(whole.heard()).toBe('250 ');
  });
});
