import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../src/domain/instant.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { type SampleWorld, sampleWorld } from '../support/sample-world.ts';

let world: SampleWorld;
let token: string;
beforeAll(async () => {
  world = await sampleWorld();
  ({ token } = await world.person(['kcc-lead']));
}, 120_000);
afterAll(() => world.stop());

const get = (mailingId: string, part: string) =>
  world.ask(`/v1/mailings/${mailingId}/${part}`, { token });

describe('a mailing in the calendar of waves', () => {
  it('is told where it meets others, in the forecast and afresh', async () => {
    const { body: made } = await get(world.mailings.held, 'forecast');
    expect(made.collisions.weeks.length).toBeGreaterThan(0);
    const { body: fresh } = await get(world.mailings.held, 'collisions');
    expect(fresh.text.nl).toMatch(/^In de week van maandag \d+ [a-z]+ 20\d\d komt het KCC tot/);
  }, 180_000);

  it('is not compared with itself or with a draft', async () => {
    const { body } = await get(world.mailings.held, 'collisions');
    const named = body.weeks.flatMap((week: { with: { id: string }[] }) => week.with);
    const ids = named.map(({ id }: { id: string }) => id);
    expect(ids).not.toContain(world.mailings.held);
    expect(ids).not.toContain(world.mailings.draft);
  }, 180_000);

  it('meets an external event, until that is taken away', async () => {
    const { body: before } = await get(world.mailings.held, 'collisions');
    const date = before.weeks[0].monday as string;
    const contacts = { p10: 200, p50: 400, p90: 800 };
    const storm = await world.ask('/v1/events', {
      token,
      body: {
        title: 'Storm',
        days: [0, 1, 2, 3, 4].map((n) => ({ date: addDays(date, n), contacts })),
      },
    });
    expect(storm.status).toBe(201);
    const listed = await world.ask(`/v1/events?from=${date}&to=${addDays(date, 1)}`, { token });
    expect(listed.body.results).toEqual([storm.body]);
    const { body: met } = await get(world.mailings.held, 'collisions');
    expect(met.weeks[0].with).toContainEqual({ id: storm.body.id, title: 'Storm' });

    const path = `/v1/events/${storm.body.id}`;
    expect((await world.ask(path, { token, method: 'DELETE' })).status).toBe(204);
    expect((await world.ask(path, { token, method: 'DELETE' })).status).toBe(404);
  }, 180_000);

  it('is told already while the department fills it in', async () => {
    const { body, status } = await get(world.mailings.draft, 'collisions');
    expect(status).toBe(200);
    const named = body.weeks.flatMap((week: { with: { id: string }[] }) => week.with);
    expect(named.map(({ id }: { id: string }) => id)).toContain(world.mailings.held);
    expect(body.text.nl).toMatch(/^In de week van /);
  }, 180_000);

  it('grows with what the department knows beforehand', async () => {
    const shortOf = async () => {
      const { body } = await get(world.mailings.draft, 'collisions');
      const weeks = body.weeks as { shortage: { personHours: number } }[];
      return weeks.reduce((sum, { shortage }) => sum + shortage.personHours, 0);
    };
    const before = await shortOf();
    const record = await world.store.mailings.find(world.mailings.draft);
    const { id = '', departmentId = '', draft, rowVersion } = record ?? {};
    await world.store.mailings.saveDraft(
      {
        id,
        departmentId,
        ...(rowVersion !== undefined && { expectedRowVersion: rowVersion }),
        draft: { title: 'x', ...draft, adjustments: [{ factor: 2, reason: 'verdubbeld' }] },
      },
      provenance(),
    );
    expect(await shortOf()).toBeGreaterThan(1.3 * before);
  }, 180_000);

  it('has to be filled in far enough for that', async () => {
    const answer = await get(world.mailings.announced, 'collisions');
    expect([answer.status, answer.body.code, answer.body.detail]).toEqual([
      409,
      'draft-incomplete',
      'Vul eerst de soort, het aantal mensen en de gewenste datum in.',
    ]);
  });

  it('refuses an event that is upside down', async () => {
    const days = [{ date: '2027-02-22', contacts: { p10: 9, p50: 5, p90: 7 } }];
    const answer = await world.ask('/v1/events', { token, body: { title: 'Storm', days } });
    expect(answer.status).toBe(400);
  });
});

describe('a wave that runs', () => {
  it('is forecast again from the questions so far', async () => {
    const { body } = await get(world.mailings.releasing, 'live-forecast');
    const questions = await world.store.questions.forMailing(world.mailings.releasing);
    expect(body.counted).toBe(questions.length);
    expect(body.forecast.totals.p50).toBeCloseTo(body.counted + body.remaining.p50, 6);
    expect(body.forecast.totals.p10).toBeLessThanOrEqual(body.forecast.totals.p90);
  }, 180_000);

  it('is not there before anything has left', async () => {
    const answer = await get(world.mailings.held, 'live-forecast');
    expect([answer.status, answer.body.detail]).toEqual([
      404,
      expect.stringContaining('nog niets verstuurd'),
    ]);
  });
});

describe('a first batch as a measurement', () => {
  it('is sized for the precision that is asked', async () => {
    const { body: exact } = await get(world.mailings.held, 'pilot-batch?precision=0.15&waitDays=8');
    const { body: rough } = await get(world.mailings.held, 'pilot-batch?precision=0.3&waitDays=8');
    expect(exact.precisionThen).toBeLessThanOrEqual(0.15);
    expect(rough.audience.letter).toBeLessThan(exact.audience.letter);
    expect(exact.text.nl).toContain('Stuur eerst');
  }, 180_000);

  it('takes no precision that nobody needs', async () => {
    expect((await get(world.mailings.held, 'pilot-batch?precision=0')).status).toBe(400);
  });
});

describe('the chart of the wave', () => {
  it('is a picture with words for who does not see it', async () => {
    const { body: words } = await get(world.mailings.held, 'charts/wave?language=nl');
    expect(words.alt).toMatch(/^Verwachte belgolf/);
    expect(words.table.rows.length).toBeGreaterThan(5);
    const svg = await get(world.mailings.held, 'charts/wave?language=nl&format=svg');
    expect(svg.headers.get('content-type')).toContain('image/svg+xml');
    expect(String(svg.body)).toContain('role="img"');
    expect(decodeURIComponent(svg.headers.get('content-description') ?? '')).toBe(words.alt);
    const png = await get(world.mailings.held, 'charts/wave?width=500&format=png');
    expect(png.headers.get('content-type')).toBe('image/png');
    expect(png.body.subarray(1, 4).toString()).toBe('PNG');
  });
});
