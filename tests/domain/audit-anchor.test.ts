import { describe, expect, it } from '@jest/globals';
import { anchorIn, anchorLine, anchorText } from '../../src/domain/audit-anchor.ts';

const anchor = { seq: 1204, hash: '9f'.repeat(32) };

describe('an anchor of the audit chain', () => {
  it('reads back from a line of the file and from what people copy', () => {
    expect(anchorIn(anchorLine(anchor, '2027-02-15T09:00:00.000Z'))).toEqual(anchor);
    expect(anchorIn(` ${anchorText(anchor)} `)).toEqual(anchor);
  });

  it.each(['', '12', '12:9f', `x:${anchor.hash}`, `12:${anchor.hash}0`, `12:${'Z'.repeat(64)}`])(
    'is not %j',
    (text) => {
      expect(anchorIn(text)).toBeUndefined();
    },
  );
});
