import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Store, createStore } from '../../src/store/client.ts';
import { Conflict, NotFound, VersionConflict } from '../../src/store/errors.ts';
import {
  aDepartment,
  aHeldMailing,
  aSubmittedMailing,
  mailingDetails,
  NOW,
  provenance,
  record,
  WINDOW,
} from '../support/builders/store-rows.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await testDatabase();
  store = createStore({ url: database.url });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const announcement = (departmentId: string) => ({
  id: randomUUID(),
  departmentId,
  title: 'Afvalkalender',
  expectedMonth: '2027-11-17',
  roughAudience: 30_000,
});

describe('before submission', () => {
  it('remembers a coming mailing with its month, and one only when asked twice', async () => {
    const coming = announcement(await aDepartment(store));
    const by = provenance();

    const first = await store.mailings.announce(coming, by);
    const second = await store.mailings.announce(coming, by);

    expect(second).toEqual(first);
    expect(first).toMatchObject({
      status: 'announced',
      expectedMonth: '2027-11-01',
      rowVersion: 1,
    });
    expect(await store.mailings.timeline(coming.id)).toHaveLength(1);
  });

  it('takes instants however the project writes them', async () => {
    const coming = announcement(await aDepartment(store));
    const short = provenance({ at: '2027-01-11T09:00Z' });
    const announced = await store.mailings.announce(coming, short);
    expect(announced.createdAt).toBe('2027-01-11T09:00:00.000Z');
    const { results } = await store.audit.list({ objectId: coming.id, page: 1, pageSize: 1 });
    expect(results[0]?.at).toBe('2027-01-11T09:00:00.000Z');
  });

  it('refuses an id that is in use for something else', async () => {
    const coming = announcement(await aDepartment(store));
    await store.mailings.announce(coming, provenance());
    const other = { ...coming, roughAudience: 1 };
    await expect(store.mailings.announce(other, provenance())).rejects.toThrow(Conflict);
  });

  it('goes from announced over a draft to submitted, and forgets the draft', async () => {
    const departmentId = await aDepartment(store);
    const { id } = await store.mailings.announce(announcement(departmentId), provenance());
    const by = provenance();

    const draft = await store.mailings.saveDraft(
      { id, departmentId, draft: { title: 'Afvalkalender 2028' }, expectedRowVersion: 1 },
      by,
    );
    const { mailing, rowVersion } = await store.mailings.submit(
      { id, departmentId, details: mailingDetails(), window: WINDOW, expectedRowVersion: 2 },
      by,
    );

    expect(draft).toMatchObject({ status: 'draft', title: 'Afvalkalender 2028', rowVersion: 2 });
    expect(draft.draft).toEqual({ title: 'Afvalkalender 2028' });
    expect(rowVersion).toBe(3);
    const found = await store.mailings.find(id);
    expect(found).toMatchObject({ mailing, details: mailingDetails(), audienceSize: 100 });
    expect(found).not.toHaveProperty('draft');
  });

  it('counts who drafted it among the authors, so that they cannot sign it off', async () => {
    const departmentId = await aDepartment(store);
    const [drafter, submitter] = [provenance(), provenance()];
    const id = randomUUID();
    await store.mailings.saveDraft({ id, departmentId, draft: { title: 'x' } }, drafter);
    const { mailing } = await store.mailings.submit(
      { id, departmentId, details: mailingDetails(), window: WINDOW },
      submitter,
    );
    expect(mailing.authors).toHaveLength(2);
  });

  it('begins a draft once, and a late repeat of that changes nothing that came after', async () => {
    const departmentId = await aDepartment(store);
    const first = { id: randomUUID(), departmentId, draft: { title: 'Een' } };
    const begun = await store.mailings.saveDraft(first, provenance());
    expect(await store.mailings.saveDraft(first, provenance())).toEqual(begun);
    const edited = await store.mailings.saveDraft(
      { ...first, draft: { title: 'Twee' }, expectedRowVersion: 1 },
      provenance(),
    );

    expect(await store.mailings.saveDraft(first, provenance())).toEqual(edited);
    const { results } = await store.audit.list({ objectId: first.id, page: 1, pageSize: 10 });
    expect(results.map(({ action }) => action)).toEqual(['draft-saved', 'draft-saved']);
  });

  it('refuses a draft over somebody else’s change, and over a submitted mailing', async () => {
    const departmentId = await aDepartment(store);
    const id = randomUUID();
    const draft = { id, departmentId, draft: { title: 'Een' } };
    await store.mailings.saveDraft(draft, provenance());
    await store.mailings.saveDraft({ ...draft, expectedRowVersion: 1 }, provenance());
    await expect(
      store.mailings.saveDraft({ ...draft, expectedRowVersion: 1 }, provenance()),
    ).rejects.toThrow(VersionConflict);

    const { mailing } = await aSubmittedMailing(store);
    await expect(
      store.mailings.saveDraft({ ...mailing, draft: { title: 'Een' } }, provenance()),
    ).rejects.toThrow(Conflict);
  });

  it('can be withdrawn, once, and then nothing follows any more', async () => {
    const departmentId = await aDepartment(store);
    const { id } = await store.mailings.announce(announcement(departmentId), provenance());
    await store.mailings.saveDraft({ id, departmentId, draft: { title: 'Een' } }, provenance());
    const withdrawal = { id, departmentId, reason: 'Het project is gestopt.' };

    const withdrawn = await store.mailings.withdrawEarly(withdrawal, provenance());

    expect(withdrawn.mailing).toMatchObject({ status: 'withdrawn', released: [] });
    expect(await store.mailings.withdrawEarly(withdrawal, provenance())).toEqual(withdrawn);
    const draft = { id, departmentId, draft: { title: 'Toch' } };
    await expect(store.mailings.saveDraft(draft, provenance())).rejects.toThrow(Conflict);
  });

  it('cannot be withdrawn this way once it was submitted, nor when it does not exist', async () => {
    const { mailing } = await aSubmittedMailing(store);
    const withdrawal = { ...mailing, reason: 'Fout in de brief.' };
    await expect(store.mailings.withdrawEarly(withdrawal, provenance())).rejects.toThrow(Conflict);
    const unknown = { ...withdrawal, id: randomUUID() };
    await expect(store.mailings.withdrawEarly(unknown, provenance())).rejects.toThrow(NotFound);
  });

  it('gives the same submission the same answer, also when both come at once', async () => {
    const departmentId = await aDepartment(store);
    const submission = {
      id: randomUUID(),
      departmentId,
      details: mailingDetails(),
      window: WINDOW,
    };
    const by = provenance();

    const answers = await Promise.all(
      Array.from({ length: 8 }, () => store.mailings.submit(submission, by)),
    );

    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const lines = await store.mailings.timeline(submission.id);
    expect(lines.map((line) => line.action)).toEqual(['content-written', 'submitted']);
  });
});

describe('content versions', () => {
  it('numbers them, keeps them, and shows the one that the state is about', async () => {
    const held = await aHeldMailing(store);
    const { id } = held.mailing;
    const changed = mailingDetails({ title: 'WOZ-beschikking 2027, verbeterd' });

    const facts = await store.mailings.addVersion(
      id,
      { details: changed, window: WINDOW },
      provenance(),
    );
    expect(facts.version).toBe(2);
    expect((await store.mailings.find(id))?.details).toEqual(mailingDetails());

    const by = randomUUID();
    await record(store, held, { type: 'amended', at: NOW, by, content: facts });
    const found = await store.mailings.find(id);
    expect(found).toMatchObject({ title: changed.title, details: changed });
  });

  it('makes no version of what is the latest one already', async () => {
    const { mailing } = await aHeldMailing(store);
    const content = { details: mailingDetails(), window: WINDOW };
    const facts = await store.mailings.addVersion(mailing.id, content, provenance());
    expect(facts.version).toBe(1);
  });

  it('numbers versions that are written at the same moment one after another', async () => {
    const { mailing } = await aHeldMailing(store);
    const versions = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        store.mailings.addVersion(
          mailing.id,
          { details: mailingDetails({ title: `Titel ${index}` }), window: WINDOW },
          provenance(),
        ),
      ),
    );
    expect(versions.map((facts) => facts.version).toSorted((a, b) => a - b)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9,
    ]);
  });

  it('refuses new content for what is not held yet, and for what does not exist', async () => {
    const { mailing } = await aSubmittedMailing(store);
    const content = { details: mailingDetails({ title: 'Anders' }), window: WINDOW };
    await expect(store.mailings.addVersion(mailing.id, content, provenance())).rejects.toThrow(
      Conflict,
    );
    await expect(store.mailings.addVersion(randomUUID(), content, provenance())).rejects.toThrow(
      NotFound,
    );
  });
});

describe('record', () => {
  it('writes state and one line per event, and the same again changes nothing', async () => {
    const submitted = await aSubmittedMailing(store);
    const held = { type: 'held', at: NOW } as const;

    const first = await record(store, submitted, held);
    const again = await record(store, submitted, held);

    expect(again).toEqual(first);
    const found = await store.mailings.find(submitted.mailing.id);
    expect(found).toMatchObject({ mailing: first.mailing, rowVersion: submitted.rowVersion + 1 });
    const lines = await store.mailings.timeline(submitted.mailing.id);
    expect(lines.map((line) => line.action)).toEqual(['content-written', 'submitted', 'held']);
  });

  it('lets one of many writers through and tells the others', async () => {
    const submitted = await aSubmittedMailing(store);
    const reasons = Array.from({ length: 10 }, (_, index) => `reden ${index}`);
    const held = await record(store, submitted, { type: 'held', at: NOW });

    const outcomes = await Promise.allSettled(
      reasons.map((reason) =>
        record(store, held, { type: 'refused', at: NOW, by: randomUUID(), reason }),
      ),
    );

    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    for (const reason of refused) expect(reason).toBeInstanceOf(VersionConflict);
  });

  it('keeps free text out of the audit line and ids and counts in', async () => {
    const held = await aHeldMailing(store);
    const waiver = {
      condition: 'briefings-planned',
      by: randomUUID(),
      at: NOW,
      reason: 'mevrouw Jansen belde',
    } as const;
    await record(store, held, { type: 'condition-waived', at: NOW, waiver });
    const line = (await store.mailings.timeline(held.mailing.id)).at(-1);
    expect(JSON.stringify(line)).not.toContain('Jansen');
    expect(line?.detail).toMatchObject({ waiver: { condition: 'briefings-planned' } });
  });

  it('refuses a mailing that does not exist', async () => {
    const submitted = await aSubmittedMailing(store);
    const mailing = { ...submitted.mailing, id: randomUUID() };
    await expect(
      record(store, { ...submitted, mailing }, { type: 'held', at: NOW }),
    ).rejects.toThrow(NotFound);
  });
});

describe('what the sweeper looks for', () => {
  it('finds submissions whose workflow never started, and due mailings', async () => {
    const waiting = await aSubmittedMailing(store);
    const held = await aHeldMailing(store);
    const due = { type: 'briefings-planned', at: NOW, by: 'x', briefings: [] } as const;
    await store.mailings.record({
      mailingId: held.mailing.id,
      expectedRowVersion: held.rowVersion,
      events: [due],
      mailing: held.mailing,
      actor: { role: 'system' },
      origin: 'worker',
      dueAt: '2027-01-12T09:00:00Z',
    });

    const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);
    expect(ids(await store.mailings.notStarted('2027-01-11T09:00:01Z'))).toContain(
      waiting.mailing.id,
    );
    expect(ids(await store.mailings.notStarted(NOW))).not.toContain(waiting.mailing.id);
    expect(ids(await store.mailings.overdue('2027-01-12T09:00:00.001Z'))).toEqual([
      held.mailing.id,
    ]);
    expect(await store.mailings.overdue('2027-01-12T09:00:00Z')).toEqual([]);
    const everything = ids(await store.mailings.unfinished());
    expect(everything).toEqual(expect.arrayContaining([waiting.mailing.id, held.mailing.id]));
    const [first = ''] = everything;
    expect(ids(await store.mailings.unfinished(first))).not.toContain(first);
  });
});
