import { Readable } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { objectOf, readForm } from '../../src/pages/form-input.ts';

async function read(body: string | Uint8Array, type = 'application/x-www-form-urlencoded') {
  // In pieces, as a network brings it.
  const bytes = Buffer.from(body);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, at) =>
    bytes.subarray(at * 65_536, (at + 1) * 65_536),
  );
  const stream = Readable.from(pieces);
  return readForm(Object.assign(stream, { headers: { 'content-type': type } }) as IncomingMessage);
}
const object = async (body: string) => objectOf(await read(body));

describe('what a form sends', () => {
  it('becomes what a schema takes', async () => {
    const body = 'title=WOZ&audience.letter=40&pairs[0].question=a&pairs[1].question=b&days[]=mo';
    expect(await object(body)).toEqual({
      title: 'WOZ',
      audience: { letter: '40' },
      pairs: [{ question: 'a' }, { question: 'b' }],
      days: ['mo'],
    });
  });

  it('leaves out what was left empty and what is the page’s own', async () => {
    expect(await object('title=&_csrf=x&_version=3&reason=ja')).toEqual({ reason: 'ja' });
  });

  it('has one kind of line end', async () => {
    expect(await object('text=een%0D%0Atwee')).toEqual({ text: 'een\ntwee' });
  });

  it('closes up where a pair in the middle was left out', async () => {
    expect(await object('pairs[2].q=c&pairs[0].q=a')).toEqual({ pairs: [{ q: 'a' }, { q: 'c' }] });
  });

  it('keeps a value that is given twice apart from one that is given once', async () => {
    expect(await object('reason=a&reason=b')).toEqual({ reason: ['a', 'b'] });
  });

  it('changes no prototype, whatever the names are', async () => {
    await object('__proto__.x=1&constructor.prototype.x=1&a.__proto__.x=1');
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it('never fails on names and values that are text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.string(), fc.string())), async (pairs) => {
        expect(typeof (await object(new URLSearchParams(pairs).toString()))).toBe('object');
      }),
      { numRuns: 200 },
    );
  });

  it('takes files, and none where none was chosen', async () => {
    const form = new FormData();
    form.set('title', 'WOZ');
    form.set('sheet', new File(['a,b'], 'vragen.csv', { type: 'text/csv' }));
    form.set('letter', new File([], ''));
    const request = new Response(form);
    const bytes = new Uint8Array(await request.arrayBuffer());
    const input = objectOf(await read(bytes, request.headers.get('content-type') ?? ''));
    expect(input).toEqual({
      title: 'WOZ',
      sheet: { name: 'vragen.csv', mediaType: 'text/csv', bytes: Buffer.from('a,b') },
    });
  });

  it.each([6.5, 40])(
    'keeps what was typed before and behind a file of %d MB that is too large',
    async (megabytes) => {
      const form = new FormData();
      form.set('before', 'ervoor');
      form.set('letter', new File([new Uint8Array(megabytes * 2 ** 20)], 'brief.pdf'));
      form.set('behind', 'erachter');
      const request = new Response(form);
      const bytes = new Uint8Array(await request.arrayBuffer());
      const input = await read(bytes, request.headers.get('content-type') ?? '');
      expect([...input.tooLarge]).toEqual([['letter', 'brief.pdf']]);
      expect(objectOf(input)).toEqual({ before: 'ervoor', behind: 'erachter' });
    },
  );

  it('is refused in words when so much was typed that it cannot be shown again', async () => {
    const form = new FormData();
    form.set('text', 'x'.repeat(12 * 2 ** 20));
    const request = new Response(form);
    const bytes = new Uint8Array(await request.arrayBuffer());
    const type = request.headers.get('content-type') ?? '';
    await expect(read(bytes, type)).rejects.toMatchObject({ status: 413, name: 'PageFault' });
  });

  it.each([
    ['{"title":"WOZ"}', 'application/json'],
    ['x', 'multipart/form-data; boundary=y'],
    ['x', 'multipart/form-data'],
    [Array.from({ length: 5_001 }, (_, at) => `a${at}=1`).join('&'), undefined],
  ])('is refused with 400 when it is no form (%#)', async (body, type) => {
    await expect(read(body, type)).rejects.toMatchObject({ status: 400 });
  });
});
