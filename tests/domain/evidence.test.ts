import { beforeAll, describe, expect, it } from '@jest/globals';
import { NOT_COVERED } from '../../src/domain/evidence-check.ts';
import { EVIDENCE_FAULT_TEXTS } from '../../src/domain/evidence-fault.ts';
import { type EvidenceBundle, recipientHash } from '../../src/domain/evidence.ts';
import {
  anEvidenceBundle,
  faultsIn,
  rehashed,
  sha256,
  type Signer,
} from '../support/evidence-builder.ts';
import { testSigner } from '../support/gate.ts';

let keys: Signer;
let bundle: EvidenceBundle;
beforeAll(async () => {
  keys = await testSigner();
  bundle = await anEvidenceBundle(keys);
});
const trusted = () => ({ keys: [keys.publicJwk] });
const copy = () =>
  structuredClone(bundle) as { -readonly [Key in keyof EvidenceBundle]: EvidenceBundle[Key] };

/** Every value at the end of a path, such as `permits.0.items.1.leaf`. */
function leavesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return Object.entries(value).flatMap(([name, field]) => leavesOf(field, [...path, name]));
}

/** Other values of the same kind, so that only what they say is wrong and not their form. */
function othersThan(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 1, 0].filter((one) => one !== value);
  if (typeof value === 'boolean') return [!value];
  if (typeof value !== 'string') return ['iets'];
  if (/^[0-9a-f]{64}$/.test(value)) return [(value[0] === '0' ? '1' : '0') + value.slice(1)];
  if (/^\d{4}-.*Z$/.test(value)) return ['2027-01-04T09:00:01.000Z'];
  if (/^[0-9a-f-]{36}$/.test(value)) return ['5115aa00-0000-4000-8000-0000000009ff'];
  const middle = value.length >> 1;
  return [
    `x${value}`,
    value.slice(0, middle) + (value[middle] === 'A' ? 'B' : 'A') + value.slice(middle + 1),
  ];
}

function changed(path: readonly string[], to: unknown): unknown {
  const next = copy();
  const [last = '', ...way] = path.toReversed();
  // oxlint-disable-next-line typescript/no-explicit-any -- walks into values of every shape
  const place = way.toReversed().reduce((at: any, name) => at[name], next);
  place[last] = to;
  return next;
}

describe('an evidence bundle', () => {
  it('in which everything fits has no faults', async () => {
    expect(await faultsIn(bundle, trusted())).toEqual([]);
  });

  it('is caught whatever single value of it is changed, but for those that are said not to be covered', async () => {
    const missed: string[] = [];
    let tried = 0;
    for (const path of leavesOf(bundle)) {
      const name = path.join('.');
      const before = path.reduce(
        (at: unknown, step) => (at as Record<string, unknown>)[step],
        bundle,
      );
      for (const other of othersThan(before)) {
        tried += 1;
        const faults = await faultsIn(changed(path, other), trusted());
        const open = NOT_COVERED.some((one) => one.test(name));
        if (faults.length === 0 && !open) missed.push(`${name} -> ${String(other)}`);
      }
    }
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(200);
  });

  it('is caught when a line of the log is changed and its hash made to fit', async () => {
    const telling = [
      'content-written',
      'signed-off',
      'permit-issued',
      'permit-consumed',
      'permit-refused',
      'dispatch-confirmed',
      'print-job-held',
      'print-job-released',
      'print-job-printed',
    ];
    for (const [index, line] of bundle.auditLines.entries()) {
      if (!telling.includes(line.action)) continue;
      for (const path of leavesOf(line.detail)) {
        // Who was meant to get it, how it was planned and which batch it was in are told by what else is in the bundle.
        if (/audience|dispatchPlanKey/.test(path.join('.'))) continue;
        if (
          ['permit-consumed', 'permit-refused'].includes(line.action) &&
          path[0] !== 'permitId' &&
          path[0] !== 'refusal'
        )
          continue;
        const before = path.reduce(
          (at: unknown, step) => (at as Record<string, unknown>)[step],
          line.detail,
        );
        const next = changed(
          ['auditLines', String(index), 'detail', ...path],
          othersThan(before)[0],
        ) as EvidenceBundle;
        const lines = next.auditLines.map((one, at) => (at === index ? rehashed(one) : one));
        expect([
          line.action,
          path,
          await faultsIn({ ...next, auditLines: lines }, trusted()),
        ]).not.toEqual([line.action, path, []]);
      }
    }
  });

  it.each([
    ['2027-01-04T09:20:00.000Z', 'after it had expired'],
    ['2027-01-04T08:30:00.000Z', 'before it was good'],
  ])('is caught when a permit was used at %s, %s, and everybody says so', async (at) => {
    const next = copy();
    next.permits = next.permits.map((one, index) =>
      index === 0 ? { ...one, consumedAt: at } : one,
    );
    const first = next.auditLines.findIndex(({ action }) => action === 'permit-consumed');
    next.auditLines = next.auditLines.map((line, index) =>
      index === first ? rehashed({ ...line, at }) : line,
    );
    expect(await faultsIn(next, trusted())).toContain('used-out-of-time');
  });

  it('is caught when the sign-off was only written down after the permit', async () => {
    const next = copy();
    const signedOff = next.auditLines.find(({ action }) => action === 'signed-off')!;
    const others = next.auditLines.filter((line) => line !== signedOff);
    const late = rehashed({ ...signedOff, seq: others.at(-1)!.seq + 1 });
    next.auditLines = [...others, late];
    expect(await faultsIn(next, trusted())).toContain('approval-unrecorded');
  });

  it.each([
    [
      'a permit',
      (one: ReturnType<typeof copy>) => (one.permits = one.permits.slice(1)),
      'permit-missing',
    ],
    [
      'a version',
      (one: ReturnType<typeof copy>) => (one.contents = one.contents.slice(1)),
      'content-missing',
    ],
    ['a report', (one: ReturnType<typeof copy>) => (one.dispatches = []), 'dispatch-missing'],
    [
      'a message',
      (one: ReturnType<typeof copy>) =>
        (one.permits = one.permits.map((p) => ({ ...p, items: p.items.slice(1) }))),
      'messages-differ',
    ],
    ...(
      [
        ['content-written', 'content-unrecorded'],
        ['signed-off', 'approval-unrecorded'],
        ['permit-issued', 'permit-unrecorded'],
        ['permit-consumed', 'use-differs'],
        ['permit-refused', 'use-differs'],
        ['permits-revoked', 'use-differs'],
        ['dispatch-confirmed', 'dispatch-unrecorded'],
      ] as const
    ).map(
      ([action, code]) =>
        [
          `the line ${action}`,
          (one: ReturnType<typeof copy>) =>
            (one.auditLines = one.auditLines.filter((line) => line.action !== action)),
          code,
        ] as const,
    ),
  ] as const)('is caught when %s is left out', async (_what, leaveOut, code) => {
    const next = copy();
    leaveOut(next);
    expect(await faultsIn(next, trusted())).toContain(code);
  });

  it('of another key is not believed, though it shows that key itself', async () => {
    const own = await testSigner();
    const forged = await anEvidenceBundle(own);
    expect(await faultsIn(forged, { keys: [own.publicJwk] })).toEqual([]);
    expect(await faultsIn(forged, trusted())).toEqual(
      expect.arrayContaining(['signature-wrong', 'key-unknown']),
    );
  });

  it('stays checkable with the keys of before, after new ones were added', async () => {
    const next = await testSigner();
    expect(await faultsIn(bundle, { keys: [next.publicJwk, keys.publicJwk] })).toEqual([]);
  });

  it('lets somebody who knows an address find its message, and shows no address', () => {
    const hash = recipientHash('a1@inwoner.example', bundle.salt, sha256);
    expect(
      bundle.permits[0]!.items.filter(({ recipients }) => recipients.includes(hash)),
    ).toHaveLength(1);
    expect(JSON.stringify(bundle)).not.toContain('@');
  });

  it('says of every fault what it means, in two languages', () => {
    for (const { nl, en } of Object.values(EVIDENCE_FAULT_TEXTS))
      expect([nl, en].every((one) => one.length > 20)).toBe(true);
  });
});
