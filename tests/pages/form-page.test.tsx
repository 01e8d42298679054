import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { addDepartment, listDepartments, putDepartment } from '../../src/api/departments.ts';
import { DEFAULT_JOURNEY_POLICY } from '../../src/domain/journey-policy.ts';
import { createApp } from '../../src/http/app.ts';
import { createCookies } from '../../src/http/cookies.ts';
import { createLogin } from '../../src/http/login.ts';
import { Problem } from '../../src/http/problem.ts';
import { listen, type RunningServer } from '../../src/http/server.ts';
import { createSessions } from '../../src/http/session.ts';
import { createLinks } from '../../src/mail/links.ts';
import { Checkboxes, Radios, Select } from '../../src/pages/components/choice.tsx';
import { TextArea, TextField } from '../../src/pages/components/field.tsx';
import { Button, Form } from '../../src/pages/components/form.tsx';
import { definePage } from '../../src/pages/page.ts';
import { createKeptForms } from '../../src/pages/kept-forms.ts';
import { createPages } from '../../src/pages/pages.ts';
import { journeysInStore, testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';
import { freePort } from '../../src/main/embedded/ports.ts';

const label = (nl: string) => ({ nl, en: nl });
const options = ['een', 'twee'].map((value) => ({ value, text: value }));

/** A page of the tests: enters a department through the API. */
const departmentPage = definePage({
  path: '/afdeling',
  operation: 'departments.write',
  form: z.object({
    name: z.string(),
    email: z.string(),
    note: z.string().max(10).optional(),
    kind: z.enum(['een', 'twee']).optional(),
    size: z.enum(['een', 'twee']).optional(),
    days: z.array(z.string()).optional(),
  }),
  get: async ({ ask }) => {
    const { body } = await ask(listDepartments);
    return {
      title: label('Afdeling'),
      body: (
        <>
          <p>{body.results.length} afdelingen</p>
          <Form version={7}>
            <TextField
              name="name"
              label={label('Naam')}
              hint={label('Zoals iedereen haar noemt')}
            />
            <TextField name="email" label={label('E-mail')} type="email" />
            <TextArea name="note" label={label('Opmerking')} optional />
            <Select name="kind" label={label('Soort')} options={options} empty={label('Kies')} />
            <Radios name="size" label={label('Maat')} options={options} />
            <Checkboxes name="days[]" label={label('Dagen')} options={options} />
            <Button text={label('Bewaar')} />
          </Form>
        </>
      ),
    };
  },
  post: async ({ name, email, note }, { ask, version, updateId }) => {
    if (note === 'versie') throw new Error(`${version} ${updateId.length}`);
    if (note === 'botst') {
      throw new Problem({ status: 409, code: 'conflict', text: label('Dit past niet.') });
    }
    if (note === 'weg')
      await ask(putDepartment, { params: { departmentId: 'x' }, body: { name, email } });
    await ask(addDepartment, { body: { name, email } });
    return { to: '/afdeling', flash: label('De afdeling is bewaard.') };
  },
});

/** As above, for who proved lately who they are. */
const freshPage = definePage({
  path: '/vers',
  operation: 'departments.write',
  fresh: true,
  get: async () => ({ title: label('Vers'), body: null }),
});

let api: TestApi;
let server: RunningServer;
let url = '';
let now = () => new Date().toISOString();

beforeAll(async () => {
  api = await testApi();
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const cookies = createCookies(url);
  const linkDeps = {
    publicUrl: url,
    clock: () => now(),
    house: { name: 'Sluiswaard', colour: '#005a9c', timeZone: 'Europe/Amsterdam', location: 'KCC' },
    links: createLinks('a test secret of more than 32 characters', url),
  };
  const journeys = journeysInStore(api.store);
  const api2 = {
    store: api.store,
    journeys,
    policy: DEFAULT_JOURNEY_POLICY,
    hashPassword: async () => '',
    calendarLinks: linkDeps.links,
    print: { printer: 'printer', cutOff: '17:30' },
    permitKeys: async () => ({ keys: [] }),
    verifyPermit: async () => undefined,
  };
  const pages = createPages(
    { ...linkDeps, store: api.store, journeys },
    {
      cookies,
      deps: { ...linkDeps, ...api2 },
      sessions: createSessions(api.store, cookies, () => now()),
      keptForms: createKeptForms(api.store, cookies, 'x'.repeat(32), () => now()),
      login: createLogin({ issuer: url, clientId: 'x', clientSecret: '' }, url, 'x'.repeat(32)),
      formTargets: [],
      pages: [departmentPage, freshPage],
    },
  );
  const app = createApp({
    log: pino({ level: 'silent' }),
    metrics: new Registry(),
    trustedProxies: 0,
    requestsPerMinutePerAddress: 100_000,
    routers: [pages],
  });
  server = await listen(app, '127.0.0.1', port);
});
afterAll(async () => {
  await server.close(0);
  await api.stop();
});

/** An administrator with a page of the tests before them. */
async function administrator() {
  const { id } = await api.person(['administrator']);
  const elsewhere = browserSession(api.url);
  await elsewhere.logIn(id);
  const browser = browserSession(url);
  browser.cookies.set('sluis-session', elsewhere.cookies.get('sluis-session') ?? '');
  return { browser, page: await browser.go('/afdeling') };
}

const GOOD = { name: 'Burgerzaken', email: 'burgerzaken@sluiswaard.example' };

describe('a form', () => {
  it('does what it says, once, and tells it once on the page after', async () => {
    const { browser, page } = await administrator();
    const before = await api.store.departments.list();
    const after = await browser.submit(page, GOOD);
    expect(after.html).toContain('De afdeling is bewaard.');
    await browser.submit(page, GOOD);
    expect((await api.store.departments.list()).length).toBe(before.length + 1);
    await browser.go('/afdeling');
    expect((await browser.go('/afdeling')).html).not.toContain('De afdeling is bewaard.');
  });

  it('says what is wrong with every field, where it stands and on top, and keeps what was typed', async () => {
    const { browser, page } = await administrator();
    const after = await browser.submit(page, {
      email: 'geen adres',
      note: 'veel te lange tekst <b>',
      kind: 'twee',
      size: 'een',
      'days[]': 'twee',
    });
    expect(after.status).toBe(400);
    expect(after.html).toContain('<title>Fout: Afdeling');
    expect(after.html).toContain('<a href="#veld-name">Naam: Dit ontbreekt. Vul het in.</a>');
    expect(after.html).toContain('<a href="#veld-note">Opmerking: Hoogstens 10 tekens.</a>');
    expect(after.html).toMatch(
      /<input id="veld-name" aria-describedby="veld-name-uitleg veld-name-fout" aria-invalid="true"/,
    );
    expect(after.html).toContain('value="geen adres"');
    expect(after.html).toContain('veel te lange tekst &lt;b&gt;');
    expect(after.html).toContain('<option value="twee" selected="">');
    expect(after.html).toMatch(/id="veld-size"[^>]*checked=""/);
    expect(after.html).toMatch(/value="twee"[^>]*checked=""|checked=""[^>]*value="twee"/);
  });

  it('shows what the API finds wrong at the field that it is about', async () => {
    const { browser, page } = await administrator();
    const after = await browser.submit(page, { name: 'Griffie', email: 'geen adres' });
    expect(after.status).toBe(400);
    expect(after.html).toContain('<a href="#veld-email">E-mail: Hier hoort een e-mailadres.</a>');
    const mended = await browser.submit(after, { name: 'Griffie', email: 'g@sluiswaard.example' });
    expect(mended.html).toContain('De afdeling is bewaard.');
  });

  it('shows a refusal above the form, with everything still there', async () => {
    const { browser, page } = await administrator();
    const after = await browser.submit(page, { ...GOOD, name: 'Raad', note: 'botst' });
    expect(after.status).toBe(409);
    expect(after.html).toContain('<li>Dit past niet.</li>');
    expect(after.html).toContain('value="Raad"');
  });

  it('explains a mistake of ours without saying which', async () => {
    const { browser, page } = await administrator();
    const after = await browser.submit(page, { ...GOOD, note: 'versie' });
    expect(after.status).toBe(500);
    expect(after.html).toContain('Er ging bij ons iets mis');
    expect(after.html).not.toContain('7 64');
  });

  it('is in English for who chose that, also on the next page', async () => {
    const { browser } = await administrator();
    await browser.go('/afdeling?lang=en');
    const page = await browser.go('/afdeling');
    expect(page.html).toContain('<html lang="en">');
    expect((await browser.submit(page, {})).html).toContain('This is missing. Fill it in.');
  });
});

describe('what asks for a fresh login', () => {
  it('is open for five minutes after one, and then asks again', async () => {
    const { browser } = await administrator();
    expect((await browser.once('/vers')).status).toBe(200);
    const later = Date.now() + 6 * 60_000;
    now = () => new Date(later).toISOString();
    const answer = await browser.once('/vers');
    now = () => new Date().toISOString();
    expect(answer.headers.get('location')).toBe('/inloggen?terug=%2Fvers&vers=1');
  });
});
