import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_CALENDAR } from '../../src/domain/calendar.ts';
import { printableUntil, stoppableUntil } from '../../src/domain/print-cut-off.ts';
import { isJobName, POSTAGE_CLASSES, PRINT_JOB_FORMAT, readManifest } from '../../src/domain/print-manifest.ts'; // prettier-ignore
import { readReceipt, receiptFault } from '../../src/domain/print-receipt.ts';
import { exitCodeOf, type PrintVerdict, VERDICT_TEXTS } from '../../src/domain/print-verdict.ts';

const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
const file = fc.record({
  name: fc.stringMatching(/^f[a-z0-9_-]{0,20}\.pdf$/),
  sha256: hex,
  bytes: fc.integer({ min: 1, max: 1e9 }),
  pages: fc.integer({ min: 1, max: 1e6 }),
});
const manifest = fc.record({
  format: fc.constant(PRINT_JOB_FORMAT),
  jobId: fc.stringMatching(/^j[a-z0-9._-]{0,40}[a-z0-9]$/),
  mailingId: fc.uuid({ version: 4 }),
  batch: fc.integer({ min: 1, max: 9_999 }),
  addressCount: fc.integer({ min: 1, max: 1e6 }),
  postage: fc.constantFrom(...POSTAGE_CLASSES),
  files: fc.uniqueArray(file, { minLength: 1, maxLength: 5, selector: (one) => one.name }),
});

describe('a manifest', () => {
  it('that is right is read as it is', () => {
    fc.assert(
      fc.property(manifest, (one) => {
        const text = JSON.stringify(one);
        expect(readManifest(Buffer.from(text))).toEqual({ manifest: one, text });
      }),
    );
  });

  it('never throws, whatever is in it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readManifest(Buffer.from(text)).faults?.length).toBeGreaterThan(0);
      }),
    );
  });

  it.each(['format', 'jobId', 'mailingId', 'batch', 'addressCount', 'postage', 'files'] as const)(
    'without %s, or with something else there, says so and says nothing else',
    (field) => {
      const odd = fc.oneof(fc.constant(undefined), fc.constant(null), fc.constant(''), fc.constant(-1), fc.constant([]), fc.constant({})); // prettier-ignore
      fc.assert(
        fc.property(manifest, odd, (one, value) => {
          const { faults } = readManifest(Buffer.from(JSON.stringify({ ...one, [field]: value })));
          expect(faults?.map(({ path }) => path)).toEqual([field]);
        }),
      );
    },
  );

  it('tells all its faults at once', () => {
    const { faults } = readManifest(
      Buffer.from(JSON.stringify({ extra: 1, files: [{ name: '../x.pdf', more: 2 }, 7] })),
    );
    expect(faults?.map(({ path }) => path)).toEqual([
      'extra',
      'format',
      'jobId',
      'mailingId',
      'batch',
      'addressCount',
      'postage',
      'files[0].more',
      'files[0].name',
      'files[0].sha256',
      'files[0].bytes',
      'files[0].pages',
      'files[1]',
    ]);
    for (const { text } of faults ?? []) expect([text.nl, text.en].join()).toMatch(/\.,.*\.$/);
  });

  it('is text, to the last byte, so that what is kept of it has its digest', () => {
    fc.assert(
      fc.property(manifest, (one) => {
        // The same field twice: the last one counts, and the first one may be anything.
        const text = JSON.stringify(one).replace('{', '{"postage":"#",');
        const bytes = Buffer.from(text);
        expect(readManifest(bytes)).toEqual({ manifest: one, text });
        bytes[bytes.indexOf('#')] = 0xff;
        expect(readManifest(bytes).faults?.map(({ text: { en } }) => en)).toEqual([
          'This is not UTF-8 text.',
        ]);
      }),
    );
  });

  it('names each file once, also where capitals do not count', () => {
    const one = { name: 'a.pdf', sha256: 'a'.repeat(64), bytes: 1, pages: 1 };
    const { faults } = readManifest(
      Buffer.from(JSON.stringify({ files: [one, { ...one, name: 'A.PDF' }] })),
    );
    expect(faults?.map(({ path }) => path)).toContain('files[1].name');
  });
});

describe('the name of a job', () => {
  it.each(['woz-2027-1', 'a', '7', 'a.b_c-d'])('may be %s', (name) => {
    expect(isJobName(name)).toBe(true);
  });

  it.each([
    '',
    '.',
    '..',
    '.x',
    'x.',
    'A',
    'a b',
    'a/b',
    'a\\b',
    'a\0',
    'é',
    'con',
    'nul.x',
    '_receipts',
    'a'.repeat(65),
    'a\n',
  ])(
    // prettier-ignore
    'may not be %j',
    (name) => {
      expect(isJobName(name)).toBe(false);
    },
  );
});

describe('until when a print job can be stopped', () => {
  it.each([
    ['2027-02-16T08:00:00.000Z', '2027-02-16T16:30:00.000Z', 'the same day in winter'],
    ['2027-07-06T08:00:00.000Z', '2027-07-06T15:30:00.000Z', 'the same day in summer'],
    [
      '2027-02-16T16:30:00.000Z',
      '2027-02-17T16:30:00.000Z',
      'the next day, released at the cut-off',
    ],
    ['2027-02-19T18:00:00.000Z', '2027-02-22T16:30:00.000Z', 'Monday, released on Friday evening'],
    [
      '2027-03-27T12:00:00.000Z',
      '2027-03-30T15:30:00.000Z',
      'over Easter and the change of the clocks',
    ],
  ])('released at %s: %s (%s)', (releasedAt, until) => {
    expect(stoppableUntil(releasedAt, '17:30', DEFAULT_CALENDAR)).toBe(until);
  });
});

describe('until when a print job may be printed', () => {
  it.each([
    [
      '2027-02-16T09:00:00.000Z',
      '2027-02-20T16:30:00.000Z',
      'a day to take it up, then three from the cut-off',
    ],
    [
      '2027-03-26T16:29:00.000Z',
      '2027-04-02T15:30:00.000Z',
      'right before the cut-off before Easter',
    ],
    [
      '2027-03-26T18:00:00.000Z',
      '2027-04-02T15:30:00.000Z',
      'after it, when the printer begins on Tuesday',
    ],
  ])('with a permit of %s: %s (%s)', (givenAt, until) => {
    expect(printableUntil(givenAt, '17:30', DEFAULT_CALENDAR)).toBe(until);
    const begins = stoppableUntil(givenAt, '17:30', DEFAULT_CALENDAR);
    expect(Date.parse(until) - Date.parse(begins)).toBeGreaterThanOrEqual(72 * 3_600_000);
  });
});

describe('a receipt', () => {
  const receipt = {
    format: 'sluis-print-receipt/1' as const,
    jobId: 'job',
    permitId: 'p',
    manifestDigest: 'd',
    addressCount: 2,
    printer: 'x',
    printedAt: '2027-02-16T09:00:00.000Z',
  };
  const facts = { permitId: 'p', manifestDigest: 'd', addressCount: 2, releasedAt: '2027-02-16T08:00:00.000Z' }; // prettier-ignore

  it('is read whole or not at all', () => {
    expect(readReceipt(JSON.stringify(receipt))).toEqual(receipt);
    for (const field of Object.keys(receipt)) {
      expect(readReceipt(JSON.stringify({ ...receipt, [field]: undefined }))).toBeUndefined();
    }
    expect(readReceipt('{')).toBeUndefined();
    expect(readReceipt('null')).toBeUndefined();
  });

  it('must be of this job, this permit, this content and this printer', () => {
    expect(receiptFault(receipt, facts, 'x')).toBeUndefined();
    expect(receiptFault(receipt, facts, 'y')).toBe('other-printer');
    expect(receiptFault({ ...receipt, permitId: 'q' }, facts, 'x')).toBe('other-permit');
    expect(receiptFault({ ...receipt, addressCount: 3 }, facts, 'x')).toBe('other-content');
    const { releasedAt: _, ...held } = facts;
    expect(receiptFault(receipt, held, 'x')).toBe('not-released');
    const early = { ...receipt, printedAt: '2027-02-16T07:54:00.000Z' };
    expect(receiptFault(early, facts, 'x')).toBe('too-early');
  });
});

describe('the verdict', () => {
  it('lets print in one case only', () => {
    const verdicts = Object.keys(VERDICT_TEXTS) as PrintVerdict[];
    expect(verdicts.filter((one) => exitCodeOf(one) === 0)).toEqual(['may-print']);
    expect(verdicts.filter((one) => exitCodeOf(one) === 3)).toEqual(['already-printed']);
  });
});
