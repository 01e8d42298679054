import { describe, expect, it } from '@jest/globals';
import { bundle } from '../support/journey.ts';

describe('the bundle of the workflows', () => {
  it('holds no schema library, database client or time-zone tables', async () => {
    const { code } = await bundle();
    const source = code.slice(0, code.indexOf('sourceMappingURL'));
    for (const foreign of [
      'zod',
      '@prisma',
      'temporal-polyfill',
      'nodemailer',
      'jose',
      'express',
    ]) {
      expect(source).not.toContain(`node_modules/${foreign}/`);
    }
    expect(source.length).toBeLessThan(1.8 * 1024 * 1024);
  }, 60_000);
});
