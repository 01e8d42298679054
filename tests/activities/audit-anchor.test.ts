import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { keepAuditAnchor } from '../../src/activities/audit-anchor.ts';
import { addSeconds } from '../../src/domain/instant.ts';
import { appendAnchor, readAnchors } from '../../src/main/anchor-file.ts';
import { createStore, type Store } from '../../src/store/client.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { testFolder } from '../support/folder.ts';
import { startMailbox } from '../support/mailbox.ts';
import { testDatabase } from '../support/postgres.ts';
import { sluiswaardMailer } from '../mail/test-mailer.ts';

const folder = testFolder();
const file = join(folder.path, 'anchors.txt');
let database: Awaited<ReturnType<typeof testDatabase>>;
let store: Store;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
let mailer: ReturnType<typeof sluiswaardMailer>;
beforeAll(async () => {
  database = await testDatabase();
  store = createStore({ url: database.url });
  mailbox = await startMailbox();
  mailer = sluiswaardMailer(mailbox.url);
  await store.people.save(
    {
      id: '5115aa00-0000-4000-8000-0000000000a1',
      name: 'Ada Dijkwacht',
      email: 'ada@sluiswaard.example',
      roles: ['auditor'],
      active: true,
    },
    provenance(),
  );
});
afterAll(async () => {
  mailer.close();
  await mailbox.stop();
  await store.close();
  await database.drop();
  folder.remove();
});

const T0 = '2027-02-15T09:00:00.000Z';
const keep = (at: string, keepLine = (line: string) => appendAnchor(file, line)) =>
  keepAuditAnchor({ store, mailer, clock: () => at, keepLine });

describe('the end of the audit chain', () => {
  it('is kept in a file and a mail once a day', async () => {
    const head = await store.audit.head();
    expect(await keep(T0)).toBe(true);
    expect(await keep(addSeconds(T0, 3_600))).toBe(false);
    expect(await readAnchors(file)).toEqual([head]);
    expect(mailbox.mails).toHaveLength(1);
    expect(mailbox.mails[0]!.parsed.text).toContain(`${head.seq}:${head.hash}`);
    expect(await keep(addSeconds(T0, 86_500))).toBe(true);
    expect(await readAnchors(file)).toHaveLength(2);
    expect(readFileSync(file, 'utf8')).toMatch(
      /^2027-02-15T09:00:00\.000Z 1:[0-9a-f]{64}\n2027-02-16T/,
    );
  });

  it('is kept by mail alone when the file cannot be written, and says so', async () => {
    const broken = () => Promise.reject(new Error('disk full'));
    expect(await keep(addSeconds(T0, 3 * 86_400), broken)).toBe(true);
    expect(await store.audit.lastOf('audit-anchored')).toMatchObject({
      result: 'failed',
      detail: { file: 0, mails: 1 },
    });
  });

  it('shows that the whole chain was written anew', async () => {
    const anchors = await readAnchors(file);
    expect(await store.audit.verify(anchors)).toMatchObject({ intact: true });
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    // Somebody with all rights on the database forgets everything and begins a chain that is whole in itself.
    await client.query(`alter table audit_lines disable trigger all; alter table audit_head disable trigger all;
      delete from audit_lines; update audit_head set seq = 0, hash = repeat('0', 64);
      alter table audit_lines enable trigger all; alter table audit_head enable trigger all`);
    await client.end();
    const lines = Array.from({ length: 5 }, (_, n) => ({
      action: `step-${n}`,
      objectType: 'mailing',
      objectId: 'x',
    }));
    await store.audit.append(provenance(), lines);
    expect(await store.audit.verify()).toMatchObject({ intact: true });
    expect(await store.audit.verify(anchors)).toEqual({
      intact: false,
      seq: 1,
      problem: 'not-the-anchor',
    });
  });

  it('does not believe a file that was tampered with', async () => {
    appendFileSync(file, 'iets anders\n');
    await expect(readAnchors(file)).rejects.toThrow('is no anchor');
    writeFileSync(file, '');
    expect(await readAnchors(join(folder.path, 'none.txt'))).toEqual([]);
  });
});
