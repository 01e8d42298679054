import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tellOfOpenCalls } from '../../src/activities/open-call.ts';
import { wishesOf } from '../../src/domain/open-call.ts';
import { browserSession } from '../support/browser-session.ts';
import { type ActivityWorld, anActivityWorld, START } from '../support/activity-world.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { planningSamples } from '../support/planning-samples.ts';
import { type SampleWorld, sampleWorld } from '../support/sample-world.ts';

const PAGE = 'https://sluis.sluiswaard.example/mijn-wensen';
const SPAN = { startsAt: '2099-06-01T08:00:00.000Z', endsAt: '2099-06-01T12:00:00.000Z' };

describe('an open call', () => {
  let world: SampleWorld;
  let planner: { id: string; token: string };
  beforeAll(async () => {
    world = await sampleWorld();
    planner = await world.person(['planner']);
  }, 120_000);
  afterAll(() => world.stop());

  const question = () => ({
    question: 'Wie wil?',
    spans: [SPAN],
    answerBy: '2099-05-01T08:00:00Z',
  });
  const ask = (body: object) => world.ask('/v1/open-calls', { token: planner.token, body });

  it('goes to all who can be rostered, and tells every fault of the question at once', async () => {
    const { status, body } = await ask(question());
    const staff = await world.store.people.staff();
    expect([status, body.people.length]).toEqual([201, staff.length]);
    const wrong = await ask({
      ...question(),
      answerBy: '2020-05-01T08:00:00Z',
      spans: [{ startsAt: '2020-06-01T08:00:00Z', endsAt: '2020-06-01T12:00:00Z' }],
      people: [planner.id],
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual(['body.answerBy', 'body.people[0]', 'body.spans[0].startsAt']); // prettier-ignore
  });

  it('is asked by the planner on a page, answered by an agent, and its answers are wishes', async () => {
    const asking = browserSession(world.url);
    await asking.logIn(planner.id, '/oproepen');
    const form = await asking.go('/oproepen');
    const asked = await asking.submit(
      form,
      {
        question: 'Wie wil op 2 juni?',
        'spans[0].date': '2099-06-02',
        'spans[0].from': '13:00',
        'spans[0].until': '17:00',
        answerBy: '2099-05-01',
      },
      'Vraag het team',
    );
    expect(asked.html).toContain('De oproep gaat per mail');

    const { agent } = world.atWork;
    const answering = browserSession(world.url);
    await answering.logIn(agent, '/mijn-diensten');
    expect((await answering.go('/mijn-diensten')).html).toContain('wanneer u wilt werken');
    const own = await answering.go('/mijn-wensen');
    expect(own.html).toContain('Wie wil op 2 juni?');
    const answered = await answering.submit(own, { 'answers[0]': 'wants' }, 'Bewaar mijn antwoord');
    expect(answered.html).toContain('Uw antwoord is bewaard');

    const calls = await world.store.openCalls.current(new Date().toISOString());
    const newest = calls.filter((one) => one.question === 'Wie wil op 2 juni?').slice(0, 1);
    expect(wishesOf(newest).map(({ personId, wish }) => [personId, wish])).toEqual([[agent, 'wants']]); // prettier-ignore
    await planningSamples(world.store, world.mailings.held, new Date().toISOString());
    const [job] = await world.store.planningJobs.recent(world.mailings.held, 'staffing-proposal', 1); // prettier-ignore
    const { result } = (await world.store.planningJobs.find(job!.id))!;
    expect(result).toMatchObject({ basis: { wishes: wishesOf(calls).length } });
    expect((await asking.go('/oproepen')).html).toMatch(/1 van \d+ hebben geantwoord/);
  }, 120_000);

  it('shows nobody what others answered, and takes no answer once it is closed', async () => {
    const { token } = await world.person(['planner']);
    const call = (await ask(question())).body;
    const [one, other] = call.people.map(({ personId }: { personId: string }) => personId);
    await world.store.openCalls.answer(call.id, other, ['rather-not'], provenance());
    const closed = await world.ask(`/v1/open-calls/${call.id}/closings`, { token, body: {} });
    expect(closed.body.closedAt).toBeTruthy();
    const agentToken = await world.issuer?.issue({ id: one, email: (await world.store.people.find(one))!.email }); // prettier-ignore
    const late = await world.ask(`/v1/open-calls/${call.id}/answers`, { token: agentToken!, body: { answers: ['wants'] } }); // prettier-ignore
    expect([late.status, late.body.code]).toEqual([409, 'open-call-ended']);
    const { body } = await world.ask('/v1/open-calls', { token: agentToken! });
    const people = body.results.flatMap((each: { people: { personId: string }[] }) => each.people);
    expect(new Set(people.map(({ personId }: { personId: string }) => personId))).toEqual(new Set([one])); // prettier-ignore
  });

  it('is unknown to whom it does not ask', async () => {
    const stranger = await world.person(['agent']);
    const call = (await ask(question())).body;
    const answer = await world.ask(`/v1/open-calls/${call.id}/answers`, { token: stranger.token, body: { answers: ['wants'] } }); // prettier-ignore
    expect(answer.status).toBe(404);
  });
});

describe('the mail of an open call', () => {
  let world: ActivityWorld;
  beforeAll(async () => {
    world = await anActivityWorld();
  });
  afterAll(() => world.stop());

  it('reaches everybody who is asked once, with a link', async () => {
    const staff = (await world.store.people.staff()).slice(0, 2);
    await world.store.openCalls.ask(
      { id: crypto.randomUUID(), question: 'Wie wil er vrijdag?', spans: [SPAN], people: staff.map(({ id }) => id), answerBy: '2099-05-01T08:00:00Z' }, // prettier-ignore
      provenance({ at: START }),
    );
    expect(await tellOfOpenCalls({ ...world, wishesPage: PAGE }, START)).toBe(2);
    const mails = world.mails();
    expect(mails).toHaveLength(2);
    expect(mails[0]?.parsed.subject).toBe('Wie wil er vrijdag?');
    expect(mails[0]?.parsed.text).toContain(PAGE);
    expect(await tellOfOpenCalls({ ...world, wishesPage: PAGE }, START)).toBe(0);
  });
});
