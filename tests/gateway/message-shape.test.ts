import { describe, expect, it } from '@jest/globals';
import { resembles } from '../../src/domain/resemblance.ts';
import { readShape } from '../../src/gateway/message-shape.ts';

const message = (text: string, parts: number) =>
  Buffer.from(
    [
      'From: Gemeente Sluiswaard <belastingen@sluiswaard.example>',
      'Subject: Uw aanslag',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      text,
      ...Array.from({ length: parts }, () => '--b\r\n\r\nx'),
      '--b--',
      '',
    ].join('\r\n'),
  );
const ASSESSMENT = 'Hierbij ontvangt u de aanslag gemeentelijke belastingen over dit jaar.';
const PARTY = 'Zaterdag vieren wij feest op het plein met muziek, taart en vuurwerk.';

describe('the shape of a message', () => {
  it.each([1, 1_500])('of %d parts is read, and tells one letter from another', async (parts) => {
    const shape = await readShape(message(`Beste Anna, ${ASSESSMENT}`, parts));
    expect(shape).toMatchObject({ from: 'belastingen@sluiswaard.example', subject: 'uw aanslag' });
    expect(resembles(shape, await readShape(message(`Beste Bram, ${ASSESSMENT}`, parts)))).toBe(
      true,
    );
    expect(resembles(shape, await readShape(message(PARTY, parts)))).toBe(false);
  });
});
