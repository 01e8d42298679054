import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { browserSession, type BrowserSession, type Loaded } from '../support/browser-session.ts';
import { escaped, formsOf, type PageForm } from '../support/page-forms.ts';
import { PAGE_SAMPLES } from '../support/page-samples.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

// Every form of every page, given what nobody should type but everybody once does.

/** A form to type in, in the browser of somebody who may. */
interface Sample {
  readonly name: string;
  readonly browser: BrowserSession;
  readonly address: string;
  readonly form: PageForm;
}
/** Of a page with many alike forms the first ones do. */
const MOST_FORMS = 3;

let world: SampleWorld;
let samples: readonly Sample[];
beforeAll(async () => {
  world = await sampleWorld();
  samples = await everyForm();
}, 120_000);
afterAll(() => world.stop());

const SCRIPT = `<script>alert(1)</script><img src=x onerror=alert(1)>"'><svg/onload=alert(1)>`;
const CLASSES: Readonly<Record<string, string>> = {
  'writing of every kind': 'İstanbul ĳsje e\u0301\u0301 \u{1F469}‍\u{1F692} Ａ ﷽ \u{20BB7}野家',
  'directions and unseen characters': 'rekening\u202Efdp.exe\u200B\u2066\uFEFF',
  'a NUL': 'voor\u0000na',
  'other control characters': 'bel\u0007 \u001B[31mrood\u001B[0m',
  'a header behind a line end': 'Onderwerp\r\nBcc: iedereen@evil.example\r\n\r\nHallo',
  'a header in an encoded word': '=?utf-8?q?a=0D=0ABcc:_x@evil.example?=',
  'a line separator': 'een\u2028twee\u2029drie',
  script: SCRIPT,
  'a formula and a template': '=HYPERLINK("http://evil.example";"klik") {{7*7}} ${7*7} <%= 7 %>',
  'a day that is none': '2027-02-30',
  'a number that is none': '-1e308',
  'a far too large number': '99999999999999999999',
  'a far too long text': 'lang '.repeat(10_000),
};

type Sent = Readonly<Record<string, string>>;

/** Sends `form` with `values` and follows to where it leads. */
function send(browser: BrowserSession, address: string, form: PageForm, values: Sent) {
  const body = new URLSearchParams({ ...form.hidden, ...form.chosen, ...values });
  const headers = { 'Sec-Fetch-Site': 'same-origin' };
  return browser.go(form.action ?? address, { method: 'POST', body, headers });
}

const summaryOf = (html: string) => /<div class="summary"[^]*?<\/div>/.exec(html)?.[0] ?? '';

/** What is wrong with how a form was answered that had `value` in every field. */
function faultsIn({ status, html }: Loaded, value: string): string[] {
  const refused = status === 400 || status === 409;
  const kept = escaped(value.replaceAll('\r\n', '\n'));
  const told = summaryOf(html).includes('<li>');
  // A browser shows a NUL as nothing, whatever stands in the page.
  const lost = !value.includes('\0') && !html.includes(kept);
  const runs = html.includes('<script>alert') || html.includes('<img src=x');
  return [
    ...(refused || (status >= 200 && status < 300) ? [] : [`answers ${status}`]),
    ...(refused && !told ? ['says not what is wrong'] : []),
    ...(refused && lost ? ['loses what was typed'] : []),
    ...(runs ? ['would run a script'] : []),
  ];
}

async function everyForm(): Promise<Sample[]> {
  const browsers = new Map<string, BrowserSession>();
  const found: Sample[] = [];
  for (const { as, file, address: addressOf, name } of Object.values(PAGE_SAMPLES).flat()) {
    if (as === undefined || file) continue;
    const browser = browsers.get(as) ?? browserSession(world.url);
    if (!browsers.has(as)) await browser.logIn(world.who(as).id, '/');
    browsers.set(as, browser);
    const page = await browser.go(addressOf(world));
    const address = page.url.pathname + page.url.search;
    const forms = formsOf(page.html).filter(({ typed }) => typed.length > 0);
    for (const [at, form] of forms.slice(0, MOST_FORMS).entries()) {
      found.push({ name: `${name}, form ${at + 1}`, browser, address, form });
    }
  }
  return found;
}

describe.each(Object.entries(CLASSES))('%s', (_what, value) => {
  it('breaks no form, is told in the summary, and nothing that was typed is lost', async () => {
    const faults: string[] = [];
    for (const { name, browser, address, form } of samples) {
      const values = Object.fromEntries(form.typed.map((field) => [field, value]));
      const answer = await send(browser, address, form, { ...values, _once: randomUUID() });
      faults.push(...faultsIn(answer, value).map((fault) => `${name}: ${fault}`));
    }
    expect(faults).toEqual([]);
    expect(samples.length).toBeGreaterThan(20);
  }, 120_000);
});

describe('a form that no browser sends', () => {
  const NEW = '/mensen/nieuw';
  async function administrator() {
    const browser = browserSession(world.url);
    const page = await browser.logIn(world.who('administrator').id, NEW);
    return { browser, form: formsOf(page.html)[0]! };
  }

  it.each([
    ['a field twice', (body: URLSearchParams) => body.append('name', 'Nog een')],
    [
      'a name that would change all objects',
      (body: URLSearchParams) => body.append('__proto__[admin]', '1'),
    ],
    ['a list where one value belongs', (body: URLSearchParams) => body.append('name[0]', 'x')],
    ['very deep names', (body: URLSearchParams) => body.append(`a${'[b]'.repeat(500)}`, 'x')],
    ['a version that is none', (body: URLSearchParams) => body.set('_version', '1e99')],
    ['an unknown field', (body: URLSearchParams) => body.append('isAdmin', 'true')],
  ])('%s is refused in words or ignored', async (_what, change) => {
    const { browser, form } = await administrator();
    const body = new URLSearchParams({ ...form.hidden, name: '', email: 'x' });
    change(body);
    const headers = { 'Sec-Fetch-Site': 'same-origin' };
    const answer = await browser.go(NEW, { method: 'POST', body, headers });
    expect(answer.status).toBe(400);
    expect(summaryOf(answer.html)).toContain('<li>');
  });

  it('bytes that are no UTF-8 are no reason to break', async () => {
    const { browser, form } = await administrator();
    const hidden = new URLSearchParams(form.hidden).toString();
    const answer = await browser.go(NEW, {
      method: 'POST',
      body: `${hidden}&name=%FF%FE%ED%A0%80&email=x`,
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Sec-Fetch-Site': 'same-origin',
      },
    });
    expect(answer.status).toBe(400);
    expect(summaryOf(answer.html)).toContain('<li>');
  });
});
