import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/actor.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession, type Loaded } from '../support/browser-session.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

async function inTheBrowserOf(role: Role, path: string) {
  const { id } = await api.person([role], api.departments.own);
  const browser = browserSession(api.url);
  return { browser, page: await browser.logIn(id, path) };
}

/** What the fields of a page hold, by name. */
function fieldsOf({ html }: Loaded): Record<string, string> {
  const inputs = [...html.matchAll(/<input [^>]*name="([\w.-]+)"[^>]*>/g)]
    .filter(([tag]) => !tag.includes('hidden'))
    .map(([tag, name = '']) => [name, / value="([^"]*)"/.exec(tag)?.[1] ?? '']);
  const areas = [...html.matchAll(/<textarea [^>]*name="([\w.-]+)"[^>]*>([^<]*)</g)].map(
    ([, name = '', text = '']) => [name, text],
  );
  return Object.fromEntries([...inputs, ...areas]) as Record<string, string>;
}

const settings = () => api.store.organisation.find();

describe('the settings', () => {
  it.each([
    '/instellingen',
    '/instellingen/openingstijden',
    '/instellingen/termijnen',
    '/instellingen/bewaren',
  ])('of %s stay what they are when nothing is changed', async (path) => {
    const { browser, page } = await inTheBrowserOf('kcc-lead', path);
    const saved = await browser.submit(page, fieldsOf(page));
    expect(saved.html).toContain('De instellingen zijn bewaard.');
    expect(fieldsOf(saved)).toEqual(fieldsOf(page));
  });

  it('are percentages and seconds to people, and fractions to the formulas', async () => {
    const { browser, page } = await inTheBrowserOf('administrator', '/instellingen');
    expect(fieldsOf(page)['staffing.target.fraction']).toBe('80');
    await browser.submit(page, {
      ...fieldsOf(page),
      'staffing.target.fraction': '75',
      'staffing.shrinkage': '32,5',
      'staffing.handleTimeSeconds': '300',
    });
    expect((await settings())?.staffing).toMatchObject({
      target: { fraction: 0.75, withinSeconds: 20 },
      shrinkage: 0.325,
      handleTimeSeconds: 300,
    });
  });

  it.each([
    ['/instellingen', 'staffing.shrinkage'],
    ['/instellingen', 'staffing.minimumPositions'],
    ['/instellingen/termijnen', 'terms.waveCheckMinutes'],
  ])('on %s do not take an empty field for 0: %s', async (path, name) => {
    const before = await settings();
    const { browser, page } = await inTheBrowserOf('administrator', path);
    expect(Object.keys(fieldsOf(page))).toContain(name);
    const answer = await browser.submit(page, { ...fieldsOf(page), [name]: '' });
    expect(answer.status).toBe(400);
    expect(answer.html).toContain(`href="#veld-${name.replace('.', '-')}"`);
    expect(await settings()).toEqual(before);
  });

  it('name every fault at its field, keep what was typed, and change nothing', async () => {
    const { browser, page } = await inTheBrowserOf('kcc-lead', '/instellingen');
    const before = await settings();
    const answer = await browser.submit(page, {
      ...fieldsOf(page),
      'staffing.target.fraction': '180',
      'staffing.patienceSeconds': 'lang',
      'staffing.minimumPositions': '-1',
    });
    expect(answer.status).toBe(400);
    expect(answer.html).toContain('href="#veld-staffing-target-fraction"');
    expect(answer.html).toContain('href="#veld-staffing-patienceSeconds"');
    expect(fieldsOf(answer)['staffing.patienceSeconds']).toBe('lang');
    expect(await settings()).toEqual(before);
  });

  it('have hours and closing days as people write them', async () => {
    const { browser, page } = await inTheBrowserOf('kcc-lead', '/instellingen/openingstijden');
    const saved = await browser.submit(page, {
      ...fieldsOf(page),
      'hours.d5': '8.30-12.00, 13:00 tot 16:30',
      'hours.d6': '',
      closingDays: '26-3-2027 Goede Vrijdag / Good Friday\n7 mei 2027 Brugdag',
      openOnHolidays: '2027-05-05\n5 mei 2028',
    });
    expect(saved.status).toBe(200);
    const { openingHours, closingDays, openOnHolidays } = (await settings())!.calendar;
    expect(openingHours[5]).toEqual([
      { opens: '08:30', closes: '12:00' },
      { opens: '13:00', closes: '16:30' },
    ]);
    expect(openingHours[6]).toEqual([]);
    expect(closingDays).toEqual([
      { date: '2027-03-26', reason: { nl: 'Goede Vrijdag', en: 'Good Friday' } },
      { date: '2027-05-07', reason: { nl: 'Brugdag', en: 'Brugdag' } },
    ]);
    expect(openOnHolidays).toEqual(['2027-05-05', '2028-05-05']);
  });

  it.each([
    [{ 'hours.d1': 'de hele dag' }, 'Maandag: Schrijf de tijden zo: 08:30-17:00.'],
    [{ 'hours.d2': '17:00-08:30' }, 'Dinsdag: Sluiten kan alleen na openen.'],
    [{ closingDays: '2027-03-26 Goede Vrijdag\n2027-02-30 Bestaat niet' }, 'Regel 2: '],
    [{ closingDays: '2027-03-26' }, 'Regel 1: '],
    [{ openOnHolidays: '5 mei' }, 'Regel 1: '],
  ])('say which day is wrong: %j', async (wrong, said) => {
    const { browser, page } = await inTheBrowserOf('kcc-lead', '/instellingen/openingstijden');
    const answer = await browser.submit(page, { ...fieldsOf(page), ...wrong });
    expect(answer.status).toBe(400);
    expect(answer.html).toContain(said);
    expect(fieldsOf(answer)).toMatchObject(wrong);
  });

  it('say how long personal data stay, with who changed it on the record', async () => {
    const { browser, page } = await inTheBrowserOf('administrator', '/instellingen/bewaren');
    const typed = { 'retention.messageDays': '14', 'retention.requestDays': '3' };
    const before = await settings();
    expect((await browser.submit(page, typed)).html).toContain('De instellingen zijn bewaard.');
    expect(await settings()).toEqual({ ...before, retention: { messageDays: 14, requestDays: 3 } });
    const line = await api.store.audit.lastOf('organisation-saved');
    expect(line).toMatchObject({ role: 'administrator', detail: { parts: ['retention'] } });
    expect((await browser.go('/bewaartermijnen')).html).toContain('14 dagen na het einde');
  });

  it.each([
    ['4', '1'],
    ['30', '0'],
    ['30,5', '7'],
    ['', 'lang'],
    ['4000', '99999999999999999999'],
  ])('take no terms of %j and %j days', async (messageDays, requestDays) => {
    const { browser, page } = await inTheBrowserOf('kcc-lead', '/instellingen/bewaren');
    const before = await settings();
    const typed = { 'retention.messageDays': messageDays, 'retention.requestDays': requestDays };
    const answer = await browser.submit(page, typed);
    expect(answer.status).toBe(400);
    expect(answer.html).toMatch(/href="#veld-retention-(messageDays|requestDays)"/);
    expect(fieldsOf(answer)).toEqual(typed);
    expect(await settings()).toEqual(before);
  });

  it('of somebody else are not overwritten', async () => {
    const one = await inTheBrowserOf('kcc-lead', '/instellingen/termijnen');
    const other = await inTheBrowserOf('administrator', '/instellingen/termijnen');
    const typed = (days: string) => ({
      ...fieldsOf(one.page),
      'terms.reminderWorkingDays': days,
    });
    expect((await one.browser.submit(one.page, typed('3'))).status).toBe(200);
    const late = await other.browser.submit(other.page, typed('4'));
    expect(late.status).toBe(409);
    expect(late.html).toContain('Iemand anders heeft dit intussen veranderd.');
    expect(fieldsOf(late)['terms.reminderWorkingDays']).toBe('4');
    expect((await settings())?.terms).toMatchObject({ reminderWorkingDays: 3 });
  });

  it('give a draft of the kind its first questions', async () => {
    const { browser, page } = await inTheBrowserOf('kcc-lead', '/instellingen/vragen');
    await browser.submit(page, {
      'starterQuestions.information': 'Wanneer gaat dit in?\n\n Waar vind ik meer? ',
    });
    const department = await inTheBrowserOf('department', '/nieuwe-mailing');
    const step = await department.browser.submit(
      department.page,
      { title: 'Folder', kind: 'information', purpose: 'De inwoner leest de folder.' },
      'Opslaan en verder',
    );
    const questions = await department.browser.go(step.url.pathname.replace('aantallen', 'vragen'));
    expect(fieldsOf(questions)['draftQuestions']).toBe('Wanneer gaat dit in?\nWaar vind ik meer?');
    // What the department takes out stays out.
    await department.browser.submit(questions, { draftQuestions: 'Wat kost het?' }, 'verder');
    const again = await department.browser.go(questions.url.pathname);
    expect(fieldsOf(again)['draftQuestions']).toBe('Wat kost het?');
  });

  it.each(['planner', 'agent', 'department', 'auditor'] as const)(
    'are not for a %s',
    async (role) => {
      expect((await inTheBrowserOf(role, '/instellingen')).page.status).toBe(403);
    },
  );
});
