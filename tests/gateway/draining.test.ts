import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestGate, testGate } from '../support/gate.ts';

const CLIENTS = 30;

let gate: TestGate;
beforeAll(async () => {
  gate = await testGate();
});
afterAll(() => gate.end());

/** Connects and says nothing; resolves with all that the gate said until the connection ended. */
function silentClient(port: number) {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (bytes) => (heard += bytes.toString()));
  socket.on('error', () => {});
  const connected = new Promise<void>((resolve) => socket.once('connect', resolve));
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(heard)));
  return { connected, ended };
}

describe('a gate that stops', () => {
  it('ends connections that are only just made, and says at most to come back later', async () => {
    const gateway = await gate.start();
    const clients = Array.from({ length: CLIENTS }, () => silentClient(gateway.port));
    await Promise.race(clients.map(({ connected }) => connected));
    await gate.stop(gateway);
    for (const heard of await Promise.all(clients.map(({ ended }) => ended))) {
      expect(heard).toMatch(/^(220 [^\r\n]*\r\n)?(421 [^\r\n]*\r\n)*$/);
    }
  }, 30_000);
});
