import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { auditHash, GENESIS } from '../../src/store/audit-line.ts';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import { createStore, type Store } from '../../src/store/client.ts';
import { aHeldMailing, NOW, provenance } from '../support/builders/store-rows.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await testDatabase();
  store = createStore({ url: database.url, poolSize: 20 });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const login = () => ({ action: 'login-failed', objectType: 'person', objectId: randomUUID() });

describe('the chain', () => {
  it('is as its sentence says: SHA-256 over the previous hash and the canonical line', async () => {
    await store.audit.append(provenance(), [
      { ...login(), result: 'refused', detail: { tries: 3 } },
    ]);
    const { results } = await store.audit.list({ page: 1, pageSize: 1 });
    const [line] = results;
    if (!line) throw new Error('No line was written');
    const { prevHash, hash, ...content } = line;
    const fields = Object.keys(content).toSorted();
    const text = `{${fields.map((name) => `"${name}":${JSON.stringify(content[name as keyof typeof content])}`).join(',')}}`;
    expect(hash).toBe(createHash('sha256').update(`${prevHash}${text}`).digest('hex'));
    expect(line).toMatchObject({ result: 'refused', origin: 'api', at: NOW, detail: { tries: 3 } });
  });

  it('has no gap and no fork under 50 writers at once', async () => {
    const before = await store.audit.head();
    await Promise.all(
      Array.from({ length: 50 }, (_, writer) =>
        store.audit.append(provenance(), writer % 2 ? [login(), login()] : [login()]),
      ),
    );
    const verdict = await store.audit.verify();
    expect(verdict).toMatchObject({ intact: true, lines: before.seq + 75 });
  });

  it('holds a line for every change of a mailing, and none for a change that failed', async () => {
    const { seq } = await store.audit.head();
    const held = await aHeldMailing(store);
    const after = await store.audit.head();
    const stale = {
      mailingId: held.mailing.id,
      expectedRowVersion: 1,
      events: [{ type: 'held', at: NOW }] as const,
      mailing: held.mailing,
      actor: { role: 'system' } as const,
      origin: 'worker' as const,
    };
    await expect(store.mailings.record({ ...stale, expectedRowVersion: 7 })).rejects.toThrow(
      'version',
    );
    expect(after.seq).toBeGreaterThan(seq);
    expect(await store.audit.head()).toEqual(after);
  });

  it('survives what JSONB does to numbers, text and the order of fields', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc
            .string({ unit: 'grapheme' })
            .filter((name) => !name.includes('\0') && name !== '__proto__'),
          fc.oneof(
            fc.double({ noNaN: true, noDefaultInfinity: true }),
            fc.integer(),
            fc.boolean(),
            fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
          ),
        ),
        async (detail) => {
          await store.audit.append(provenance(), [{ ...login(), detail }]);
        },
      ),
      { numRuns: 50 },
    );
    expect(await store.audit.verify()).toMatchObject({ intact: true });
  });
});

describe('tampering by somebody who can switch the triggers off', () => {
  let sql: pg.Client;
  let own: TestDatabase;
  let tampered: Store;
  beforeAll(async () => {
    own = await testDatabase();
    tampered = createStore({ url: own.url });
    sql = new pg.Client(own.url);
    await sql.connect();
    await sql.query(`SET session_replication_role = replica`);
  });
  beforeEach(async () => {
    await sql.query(`TRUNCATE audit_lines, audit_head`);
    await sql.query(`INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, $1)`, [GENESIS]);
    for (let line = 0; line < 6; line += 1) await tampered.audit.append(provenance(), [login()]);
  });
  afterAll(async () => {
    await sql.end();
    await tampered.close();
    await own.drop();
  });

  const swap = `UPDATE audit_lines SET seq = CASE seq WHEN 103 THEN 4 ELSE 3 END WHERE seq > 100`;
  it.each([
    ['an edited line', [`UPDATE audit_lines SET actor = 'x' WHERE seq = 3`], 3, 'wrong-hash'],
    [
      'an edited detail',
      [`UPDATE audit_lines SET detail = '{"n":1}' WHERE seq = 2`],
      2,
      'wrong-hash',
    ],
    [
      'a moved time',
      [`UPDATE audit_lines SET at = at + interval '1 ms' WHERE seq = 5`],
      5,
      'wrong-hash',
    ],
    ['a line removed from the middle', [`DELETE FROM audit_lines WHERE seq = 4`], 4, 'missing'],
    ['the first line removed', [`DELETE FROM audit_lines WHERE seq = 1`], 1, 'missing'],
    ['a tail cut off', [`DELETE FROM audit_lines WHERE seq > 4`], 5, 'missing'],
    ['everything removed', [`DELETE FROM audit_lines`], 1, 'missing'],
    [
      'two lines swapped',
      [`UPDATE audit_lines SET seq = seq + 100 WHERE seq IN (3, 4)`, swap],
      3,
      'wrong-previous-hash',
    ],
    [
      'a tail cut off with the end set back to it, but not its hash',
      [`DELETE FROM audit_lines WHERE seq > 4`, `UPDATE audit_head SET seq = 4`],
      4,
      'not-the-head',
    ],
    [
      'a line behind the end',
      [
        `INSERT INTO audit_lines SELECT 7, at, actor, role, origin, action, object_type, object_id, result, detail, hash, repeat('d', 64) FROM audit_lines WHERE seq = 6`,
      ],
      7,
      'not-the-head',
    ],
    ['the end removed', [`DELETE FROM audit_head`], 1, 'not-the-head'],
  ])('finds %s', async (_what, statements, seq, problem) => {
    expect(await tampered.audit.verify()).toMatchObject({ intact: true, lines: 6 });
    for (const statement of statements) await sql.query(statement);
    expect(await tampered.audit.verify()).toEqual({ intact: false, seq, problem });
  });

  it('finds a chain that was hashed anew or cut off with its end, by an anchor kept elsewhere', async () => {
    const anchor = await tampered.audit.head();
    await sql.query(`DELETE FROM audit_lines WHERE seq > 4`);
    await sql.query(
      `UPDATE audit_head SET seq = 4, hash = (SELECT hash FROM audit_lines WHERE seq = 4)`,
    );
    expect(await tampered.audit.verify()).toMatchObject({ intact: true, lines: 4 });
    expect(await tampered.audit.verify([anchor])).toEqual({
      intact: false,
      seq: 5,
      problem: 'missing',
    });

    await tampered.audit.append(provenance(), [login(), login()]);
    expect(await tampered.audit.verify([anchor])).toEqual({
      intact: false,
      seq: 6,
      problem: 'not-the-anchor',
    });
  });
});

describe('canonical JSON (RFC 8785)', () => {
  it('writes the example of the RFC (section 3.2.2)', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('orders fields by UTF-16 code units as the RFC does (section 3.2.3)', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const value = Object.fromEntries(names.map((name) => [name, 0]));
    const order = [...canonicalJson(value).matchAll(/"([^"]+)":/g)].map((match) => match[1]);
    expect(order).toEqual(['\\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33']);
  });

  it.each([[Number.NaN], [Infinity], ['\ud800'], [() => 0], [1n]])('refuses %p', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });

  it('makes the hash of a line depend on each of its fields', () => {
    const line = {
      seq: 1,
      at: NOW,
      actor: 'system',
      role: 'system',
      origin: 'worker',
      action: 'held',
      objectType: 'mailing',
      objectId: 'm',
      result: 'done',
      detail: {},
      prevHash: GENESIS,
    } as const;
    const hashes = Object.keys(line).map((field) =>
      auditHash({ ...line, [field]: field === 'detail' ? { n: 1 } : 'other' }),
    );
    expect(new Set([...hashes, auditHash(line)]).size).toBe(hashes.length + 1);
  });
});
