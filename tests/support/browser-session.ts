/** An answer as a browser has it after following where it was sent. */
export interface Loaded {
  readonly status: number;
  readonly url: URL;
  readonly headers: Headers;
  readonly html: string;
}

/** A browser without scripts: keeps cookies, follows links and redirects, fills in forms. */
export type BrowserSession = ReturnType<typeof browserSession>;

const HOPS = 15;

/** A browser that has been nowhere yet; `base` is where Sluis is. */
export function browserSession(base: string) {
  const jar = new Map<string, string>();

  async function once(url: URL, init: RequestInit) {
    const headers = new Headers(init.headers);
    headers.set('Cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    headers.set('Accept', 'text/html');
    if (!headers.has('Accept-Language')) headers.set('Accept-Language', 'nl');
    const answer = await fetch(url, { redirect: 'manual', ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const mark = pair.indexOf('=');
      const gone = attributes.some((one) => /^(max-age=0|expires=thu, 01 jan 1970)/i.test(one));
      if (gone) jar.delete(pair.slice(0, mark));
      else jar.set(pair.slice(0, mark), pair.slice(mark + 1));
    }
    return answer;
  }

  async function go(to: string | URL, init: RequestInit = {}): Promise<Loaded> {
    let url = new URL(to, base);
    let answer = await once(url, init);
    for (let hop = 0; answer.headers.has('location') && hop < HOPS; hop += 1) {
      await answer.arrayBuffer();
      url = new URL(answer.headers.get('location') ?? '', url);
      answer = await once(url, {});
    }
    return { status: answer.status, url, headers: answer.headers, html: await answer.text() };
  }

  /** Sends the form of `page` that has `having` in it, with its hidden fields and these. */
  async function submit(page: Loaded, fields: Record<string, string>, having = '') {
    const form = formsIn(page.html).find(
      (one) => one.includes(having) && !one.includes('/uitloggen'),
    );
    if (form === undefined)
      throw new Error(`No form with ${JSON.stringify(having)} in ${page.url.href}`);
    return send(page, form, fields);
  }

  async function send(page: Loaded, form: string, fields: Record<string, string>) {
    const action = attribute(/<form[^>]*>/.exec(form)?.[0] ?? '', 'action') ?? page.url.pathname;
    const body = new URLSearchParams({ ...hiddenIn(form), ...fields });
    return go(new URL(action, page.url), {
      method: 'POST',
      body,
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    });
  }

  /** Sends the form of `page` that takes files, with its hidden fields, these and this file. */
  async function attach(page: Loaded, fields: Record<string, string>, field: string, file: File) {
    const form = formsIn(page.html).find((one) => one.includes('multipart/form-data')) ?? '';
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...hiddenIn(form), ...fields })) {
      body.set(name, value);
    }
    body.set(field, file);
    return go(page.url, { method: 'POST', body, headers: { 'Sec-Fetch-Site': 'same-origin' } });
  }

  return {
    attach,
    cookies: jar,
    go,
    once: (to: string, init: RequestInit = {}) => once(new URL(to, base), init),
    submit,
    /** Logs in as the person with this id and ends up at `path`. */
    async logIn(personId: string, path = '/') {
      const choice = await go(path);
      return submit(choice, { person: personId });
    },
    /** Presses the button to log out, and says yes to the provider. */
    async logOut(page: Loaded) {
      const form = formsIn(page.html).find((one) => one.includes('/uitloggen'));
      if (!form) throw new Error('No way to log out');
      const asked = await send(page, form, {});
      return asked.url.pathname.includes('/idp/') ? submit(asked, { logout: 'yes' }) : asked;
    },
  };
}

function formsIn(html: string): string[] {
  return html.match(/<form[^]*?<\/form>/g) ?? [];
}

/** The hidden fields of a form, by name. */
export function hiddenIn(form: string): Record<string, string> {
  const inputs = form.match(/<input[^>]*type="hidden"[^>]*>/g) ?? [];
  return Object.fromEntries(
    inputs.map((input) => [attribute(input, 'name') ?? '', attribute(input, 'value') ?? '']),
  );
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&');
}
