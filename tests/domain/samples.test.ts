import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { type Role, ROLES } from '../../src/domain/actor.ts';
import { audienceSize } from '../../src/domain/audience.ts';
import { addWorkingDays, openingIntervals, workingDaysBetween } from '../../src/domain/calendar.ts';
import { CONTACT_CHANNELS } from '../../src/domain/contact-channel.ts';
import { type Weekday, weekdayOf } from '../../src/domain/instant.ts';
import { MAILING_KINDS } from '../../src/domain/mailing.ts';
import { qaSheetFacts } from '../../src/domain/qa-sheet.ts';
import {
  municipality,
  parking,
  roster,
  sampleText,
  samplesFolder,
  woz,
  wozQaSource,
  wozQuestions,
} from '../support/samples.ts';
import { WOZ_MESSAGE_COUNT, wozMessage } from '../../samples/woz-2027/messages.mjs';

const { people, departments } = municipality;
const { pattern } = roster;
const taxes = departments.find((department) => department.code === 'belastingen');
const withRole = (role: Role) => people.filter((person) => person.roles.includes(role));
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const rows = (file: string) => sampleText(file).trim().split('\n').slice(1);
const distinct = (values: readonly unknown[]) => new Set(values).size;

describe('the municipality', () => {
  it('has a contact centre of two leads, a planner and eleven agents', () => {
    const kcc = people.filter((person) => person.team === 'kcc');
    const roles = kcc.map((person) => person.roles.join());
    expect(kcc).toHaveLength(14);
    expect(roles.filter((role) => role === 'kcc-lead')).toHaveLength(2);
    expect(roles.filter((role) => role === 'planner')).toHaveLength(1);
    expect(roles.filter((role) => role === 'agent')).toHaveLength(11);
  });

  it('has four guests of the tax department, each with half days offered', () => {
    const guests = withRole('guest');
    expect(guests.map((guest) => guest.departmentId)).toEqual(Array(4).fill(taxes?.id));
    expect(guests.every((guest) => (guest.terms?.offeredHalfDays.length ?? 0) >= 4)).toBe(true);
  });

  it('has submitters, an auditor, an administrator and a flex pool of each kind', () => {
    const submitters = withRole('department');
    expect(submitters.filter((one) => one.departmentId === taxes?.id)).toHaveLength(2);
    expect(distinct(submitters.map((one) => one.departmentId))).toBe(departments.length);
    expect([withRole('auditor').length, withRole('administrator').length]).toEqual([1, 1]);
    expect(municipality.flexPool.map((pool) => pool.kind)).toEqual([
      'trainee',
      'on-call',
      'agency',
    ]);
    expect(municipality.flexPool.every((pool) => pool.people.length > 0)).toBe(true);
  });

  it('names only people, departments and roles that exist, each once', () => {
    const ids = [
      ...people,
      ...departments,
      ...municipality.flexPool,
      ...municipality.mailTools,
      ...municipality.printHouses,
      woz,
      parking,
    ].map((one) => one.id);
    expect(distinct(ids)).toBe(ids.length);
    expect(
      ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-\d{12}$/.test(id)),
    ).toBe(true);
    expect(distinct(people.map((person) => person.email))).toBe(people.length);
    expect(
      people.flatMap((person) => person.roles).filter((role) => !ROLES.includes(role)),
    ).toEqual([]);
    const known = new Set(ids);
    const referred = [
      ...people.flatMap((person) => person.departmentId ?? []),
      ...municipality.flexPool.flatMap((pool) => pool.people),
      ...pattern.map((entry) => entry.personId),
      ...[woz, parking].flatMap((mailing) => [mailing.departmentId, mailing.submittedBy]),
    ];
    expect(referred.filter((id) => !known.has(id))).toEqual([]);
  });

  it('gets about 70,000 calls a year, all while it is open', () => {
    const { calendar, baseLoad } = municipality;
    const callsOn = (weekday: Weekday) =>
      baseLoad
        .filter((entry) => entry.weekday === weekday)
        .reduce((sum, entry) => sum + entry.contacts, 0);
    const year = workingDaysBetween('2027-01-01', '2027-12-31', calendar);
    const calls = year.reduce((sum, date) => sum + callsOn(weekdayOf(date)), 0);
    expect(calls).toBeGreaterThan(68_000);
    expect(calls).toBeLessThan(72_000);
    const open = ['2027-02-01', '2027-02-02', '2027-02-03', '2027-02-04', '2027-02-05'].flatMap(
      (date) => openingIntervals(date, calendar).map(({ time }) => `${weekdayOf(date)} ${time}`),
    );
    expect(baseLoad.map((entry) => `${entry.weekday} ${entry.time}`)).toEqual(open);
  });

  it('has one handle time, made of talking and wrapping up', () => {
    const { handleTime, handleTimeSeconds, target } = municipality.staffing;
    expect(handleTime.talkSeconds + handleTime.wrapUpSeconds).toBe(handleTimeSeconds);
    expect(target).toEqual({ fraction: 0.8, withinSeconds: 25 });
  });
});

describe('the roster', () => {
  const byPerson = new Map(people.map((person) => [person.id, person]));

  it('gives everyone of the contact centre exactly the contract hours, and no shift on a day off', () => {
    for (const person of people.filter((one) => one.team === 'kcc')) {
      const own = pattern.filter((entry) => entry.personId === person.id);
      const worked = own.reduce(
        (sum, { start, end, break: pause }) =>
          sum + minutes(end) - minutes(start) - (pause?.minutes ?? 0),
        0,
      );
      expect([person.name, worked / 60]).toEqual([person.name, person.terms?.contractHoursPerWeek]);
      expect(distinct(own.map((entry) => entry.weekday))).toBe(own.length);
      expect(own.filter((entry) => person.terms?.daysOff?.includes(entry.weekday))).toEqual([]);
    }
  });

  it('never clashes with the half days that agents offer', () => {
    const clashes = pattern.filter(({ personId, weekday, start, end }) =>
      byPerson.get(personId)?.terms?.offeredHalfDays.some((offer) => {
        const half = municipality.halfDays[offer.half];
        return offer.weekday === weekday && start < half.end && half.start < end;
      }),
    );
    expect(clashes).toEqual([]);
  });

  it('has at least three agents on the phone in every half hour that is open', () => {
    for (const { weekday, time } of municipality.baseLoad) {
      const present = pattern.filter(
        (entry) =>
          entry.duty === 'phone' &&
          entry.weekday === weekday &&
          entry.start <= time &&
          minutes(entry.end) >= minutes(time) + 30 &&
          entry.break?.start !== time,
      );
      expect([weekday, time, present.length >= 3]).toEqual([weekday, time, true]);
    }
  });
});

describe('the mailings', () => {
  it('go to 40,000 addressees and 6,200 addressees in the same week', () => {
    expect(woz.details.audience).toEqual({ letter: 39_680, email: 320, portal: 0 });
    expect(audienceSize(woz.details.audience)).toBe(40_000);
    expect(audienceSize(parking.details.audience)).toBe(6_200);
    const wozEnd = addWorkingDays(woz.details.preferred, 5, municipality.calendar);
    expect(parking.details.preferred > woz.details.preferred).toBe(true);
    expect(parking.details.preferred < wozEnd).toBe(true);
  });

  it.each([woz, parking])('have dates in order and a text to read', ({ details, textFiles }) => {
    expect(MAILING_KINDS).toContain(details.kind);
    expect(details.earliest <= details.preferred).toBe(true);
    expect(details.preferred <= (details.legalLatest ?? '9999')).toBe(true);
    expect(textFiles.length).toBeGreaterThan(0);
    expect(details.stakeholders?.length).toBeGreaterThan(1);
  });

  it('print the contact details of the contact centre on the letter', () => {
    for (const file of ['letter.nl.md', 'enclosure.nl.md']) {
      const letter = sampleText(`woz-2027/${file}`).replace(/\s+/g, ' ');
      expect(letter).toContain(woz.details.printedContact.phone);
      expect(letter).toContain(woz.details.printedContact.webAddress);
      expect(letter).toContain('van maandag tot en met vrijdag van 8.30 tot 17.00 uur');
    }
  });
});

describe('the Q&A sheet', () => {
  it('is complete, with owners who exist and questions short enough to be told apart', () => {
    const facts = qaSheetFacts({ version: 1, pairs: wozQaSource.pairs });
    expect(facts).toMatchObject({ unanswered: 0, unowned: 0 });
    expect(facts.pairs).toBeGreaterThanOrEqual(24);
    const emails = new Set(people.map((person) => person.email));
    expect(wozQaSource.pairs.filter((pair) => !emails.has(pair.owner))).toEqual([]);
    expect(distinct(wozQaSource.pairs.map((pair) => pair.question))).toBe(facts.pairs);
    expect(wozQaSource.pairs.filter((pair) => pair.question.length > 120)).toEqual([]);
    expect(wozQaSource.pairs.map((pair) => pair.number)).toEqual(
      wozQaSource.pairs.map((_, i) => i + 1),
    );
  });

  it('says the same in the spreadsheet', async () => {
    const workbook = await readXlsx(readFileSync(join(samplesFolder, 'woz-2027/qa-sheet.xlsx')));
    expect(workbook.sheets[0]?.rows).toEqual([
      wozQaSource.columns,
      ...wozQaSource.pairs.map((p) => [
        p.number,
        p.topic,
        p.question,
        p.answer,
        p.internalNote,
        p.owner,
      ]),
    ]);
  });

  it('is what the sample questions refer to', () => {
    const { questions } = wozQuestions;
    expect(questions).toHaveLength(60);
    expect(distinct(questions.map((one) => one.question))).toBe(60);
    expect(questions.filter((one) => one.pair === null).length).toBeGreaterThanOrEqual(8);
    const numbers = new Set<number | null>([null, ...wozQaSource.pairs.map((pair) => pair.number)]);
    expect(questions.filter((one) => !numbers.has(one.pair))).toEqual([]);
    expect(CONTACT_CHANNELS).toEqual(
      expect.arrayContaining([...new Set(questions.map((one) => one.channel))]),
    );
  });
});

describe('the e-mails', () => {
  const messages = Array.from({ length: WOZ_MESSAGE_COUNT }, (_, i) => wozMessage(i));

  it('are one for each e-mail addressee, all different and always the same', () => {
    expect(messages).toHaveLength(woz.details.audience.email);
    for (const field of ['to', 'text', 'html', 'messageId'] as const) {
      expect(distinct(messages.map((message) => message[field]))).toBe(messages.length);
    }
    expect(messages.map((_, i) => wozMessage(i))).toEqual(messages);
  });

  it.each([-1, 320, 1.5, Number.NaN])('have no message %p', (i) => {
    expect(() => wozMessage(i)).toThrow(RangeError);
  });
});

describe('the history', () => {
  it('has contacts on ordinary days for each of three mailings', () => {
    const mailings = new Set(rows('past-mailings.csv').map((row) => row.split(',')[0]));
    const contacts = rows('past-contacts.csv').map((row) => row.split(','));
    expect(mailings.size).toBe(3);
    expect(new Set(contacts.map(([mailing]) => mailing))).toEqual(mailings);
    expect(contacts.filter(([, date]) => weekdayOf(date ?? '') > 5)).toEqual([]);
    expect(contacts.every(([, , , count]) => /^\d+$/.test(count ?? ''))).toBe(true);
  });
});

describe('every sample', () => {
  const files = readdirSync(samplesFolder, { recursive: true, encoding: 'utf8' }).filter(
    // What is made from the others has no text that can be searched.
    (file) => statSync(join(samplesFolder, file)).isFile() && !/\.(?:xlsx|pdf)$/.test(file),
  );

  it.each(files)('%s says that it is synthetic and has addresses under .example only', (file) => {
    expect(sampleText(file)).toMatch(/synthetic/i);
    const addresses = sampleText(file).match(/[\w.+-]+@[\w.-]+\w/g) ?? [];
    expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([]);
    const phones = sampleText(file).match(/\b0\d{1,3}[- ]\d[\d ]{5,}\d/g) ?? [];
    expect(phones.filter((phone) => phone !== '088-000 00 00')).toEqual([]);
  });
});
