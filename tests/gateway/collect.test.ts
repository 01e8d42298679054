import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { collect } from '../../src/gateway/print/collect.ts';

const content = Buffer.from('Beste inwoner, '.repeat(40));
async function* pieces(size: number) {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}
const sha256 = createHash('sha256').update(content).digest('hex');

it.each([
  ['as long as was said', content.length],
  ['longer than was said', 7],
  ['longer than nothing', 0],
  ['shorter than was said', content.length + 100],
])('pieces of something %s are all there, and hashed', async (_what, expected) => {
  for (const size of [1, 64, content.length]) {
    const found = await collect(pieces(size), expected);
    expect([found.sha256, found.length]).toEqual([sha256, content.length]);
    expect(Buffer.from(found.bytes()).equals(content)).toBe(true);
  }
});

it('what is as long as was said is in memory once, to be handed on whole', async () => {
  const found = await collect(pieces(64), content.length);
  const bytes = found.bytes();
  expect(bytes.buffer.byteLength).toBe(content.length);
  expect(found.bytes()).toBe(bytes);
});
