import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tellOfCancelledShifts } from '../../src/activities/cancelled-shift.ts';
import { tellOfRemarks } from '../../src/activities/remark.ts';
import { addSeconds } from '../../src/domain/instant.ts';
import { type ActivityWorld, anActivityWorld, START } from '../support/activity-world.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { municipality, woz } from '../support/samples.ts';

const WORKPLACE = 'Stadskantoor, eerste verdieping';
const PAGE = 'https://sluis.sluiswaard.example/opmerkingen';
const after = (seconds: number) => addSeconds(START, seconds);
const by = (at = START) => provenance({ at });

let world: ActivityWorld;
beforeEach(async () => {
  world = await anActivityWorld();
});
afterEach(() => world.stop());

/** What came in since the last look. */
const received = () =>
  world.mails().map(({ parsed, recipients }) => ({
    to: recipients,
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
  }));

describe('remarks on answers', () => {
  const OWNER = municipality.people.find(({ roles }) => roles.includes('agent'))!;
  const pair = (number: number, owner: string) => ({
    number,
    topic: '',
    question: `Vraag ${number}?`,
    answer: 'Antwoord.',
    internalNote: '',
    owner,
  });
  const remark = (text: string, qaPairNumber?: number, at = START) =>
    world.store.qaFeedback.give(
      { id: randomUUID(), mailingId: woz.id, text, ...(qaPairNumber && { qaPairNumber }) },
      by(at),
    );
  const tell = (now: string) => tellOfRemarks({ ...world, remarksPage: PAGE }, now);
  beforeEach(() =>
    world.store.qaSheets.save(
      woz.id,
      [pair(1, OWNER.email), pair(2, 'geen adres zonder punt@x'), pair(3, '')],
      by(),
    ),
  );

  it('reach the owner of the pair in one mail, with a link', async () => {
    await remark('De datum klopt niet.', 1);
    await remark('Het bedrag ook niet.', 1);
    expect(await tell(after(5))).toBe(2);
    const [mail, ...more] = received();
    expect(more).toEqual([]);
    expect(mail?.to).toEqual([OWNER.email]);
    expect(mail?.subject).toContain('2 opmerkingen bij de antwoorden');
    expect(mail?.text).toContain('Vraag 1? De datum klopt niet.');
    expect(mail?.text).toContain('Vraag 1? Het bedrag ook niet.');
    expect(mail?.text).toContain(PAGE);
    expect(await tell(after(10))).toBe(0);
    expect(received()).toEqual([]);
  });

  it('are at most one mail an hour, and none is forgotten', async () => {
    await remark('Een.', 1);
    await tell(after(5));
    for (const text of ['Twee.', 'Drie.', 'Vier.']) await remark(text, 1, after(60));
    expect(await tell(after(120))).toBe(0);
    expect(await tell(after(3606))).toBe(3);
    const mails = received();
    expect(mails).toHaveLength(2);
    for (const text of ['Twee.', 'Drie.', 'Vier.']) expect(mails[1]?.text).toContain(text);
  });

  it('without a pair, or with an owner who cannot be reached, go to the department', async () => {
    await remark('Hier staat niets over.');
    await remark('Wie gaat hierover?', 3);
    await remark('Van niemand.', 2);
    await tell(after(5));
    const mails = received();
    const department = await world.store.departments.find(woz.departmentId);
    expect(mails.map(({ to }) => to)).toEqual(mails.map(() => [department!.email]));
    const text = mails.map((mail) => mail.text).join('\n');
    expect(text).toContain('Hierop is geen antwoord: Hier staat niets over.');
    expect(text).toContain('Wie gaat hierover?');
    expect(text).toContain('Van niemand.');
  });

  it('that were handled before anybody was told are not told any more', async () => {
    const { id } = await remark('Al opgelost.', 1);
    await world.store.qaFeedback.handle(id, by());
    expect(await tell(after(5))).toBe(0);
  });
});

describe('a shift that was taken off the roster', () => {
  const agent = municipality.people.find(({ roles }) => roles.includes('agent'))!;
  const tell = () => tellOfCancelledShifts({ ...world, workplace: WORKPLACE }, after(5));

  async function aShift(startsAt: string) {
    const shift = {
      id: randomUUID(),
      personId: agent.id,
      startsAt,
      endsAt: addSeconds(startsAt, 4 * 3600),
      kind: 'extra' as const,
    };
    await world.store.shifts.add([shift], by());
    return shift;
  }

  it('is told to the person once', async () => {
    const shift = await aShift('2027-06-05T08:00:00.000Z');
    expect(await tell()).toBe(0);
    await world.store.shifts.cancel(shift.id, by());
    expect(await tell()).toBe(1);
    expect(await tell()).toBe(0);
    const [mail, ...more] = received();
    expect(more).toEqual([]);
    expect(mail?.to).toEqual([agent.email]);
    expect(mail?.text).toContain('zaterdag 5 juni 2027');
    expect(mail?.text).toContain('U hoeft dan niet te komen.');
  });

  it('is not told when it had begun already', async () => {
    const shift = await aShift('2027-01-10T08:00:00.000Z');
    await world.store.shifts.cancel(shift.id, by());
    expect(await tell()).toBe(0);
  });
});
