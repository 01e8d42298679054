import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ICS } from '../../src/api/calendars.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { type SampleWorld, sampleWorld } from '../support/sample-world.ts';

let world: SampleWorld;
let lead: { id: string; token: string };
beforeAll(async () => {
  world = await sampleWorld();
  lead = await world.person(['kcc-lead']);
}, 120_000);
afterAll(() => world.stop());

const link = async (token: string, calendar: 'own' | 'kcc') => {
  const answer = await world.ask('/v1/calendar-links', { token, body: { calendar } });
  const { pathname } = new URL(answer.body.url ?? 'http://x/none');
  return { status: answer.status, read: () => world.ask(pathname) };
};

describe('the calendar of waves', () => {
  it('has batches and waves, for who is logged in and for a calendar program', async () => {
    const headers = { accept: ICS };
    const ics = await world.ask('/v1/calendars/kcc', { token: lead.token, headers });
    expect(ics.headers.get('content-type')).toContain(ICS);
    expect(String(ics.body)).toContain('SUMMARY:Belgolf: ');
    expect(String(ics.body)).toContain('SUMMARY:Verzending 1 van 2: ');

    const { read } = await link(lead.token, 'kcc');
    const feed = await read();
    expect([feed.status, String(feed.body).includes('Belgolf: ')]).toEqual([200, true]);
  });

  it('is not for a guest, who has their own', async () => {
    const guest = await world.person(['guest']);
    expect((await link(guest.token, 'kcc')).status).toBe(403);
    expect((await link(guest.token, 'own')).status).toBe(201);
  });
});

describe('my calendar', () => {
  it('has my shifts and nobody else his', async () => {
    const soon = Date.now() + 90 * 86_400_000;
    const at = (hours: number) => new Date(soon + hours * 3_600_000).toISOString();
    // Newcomers both: nobody of the sample, whose roster may lie on that very day.
    const own = await world.person(['agent']);
    const colleague = await world.person(['agent']);
    const shift = (personId: string) => ({
      id: crypto.randomUUID(),
      personId,
      startsAt: at(0),
      endsAt: at(4),
      kind: 'extra' as const,
      breakMinutes: 0,
    });
    const [mine, theirs] = [shift(own.id), shift(colleague.id)];
    await world.store.shifts.add([mine, theirs], provenance());
    const feed = String((await (await link(own.token, 'own')).read()).body);
    expect(feed).toContain(`UID:shift-${mine.id}@sluis`);
    expect(feed).not.toContain(theirs.id);
  });

  it('is gone when the person has left, and behind a link that is not ours', async () => {
    const own = await world.person(['agent']);
    const { read } = await link(own.token, 'own');
    expect((await read()).status).toBe(200);
    const person = (await world.store.people.find(own.id))!;
    await world.store.people.save({ ...person, active: false }, provenance());
    expect((await read()).status).toBe(404);
    expect((await world.ask('/agenda/not-a-link')).status).toBe(404);
  });
});
