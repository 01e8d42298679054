import { afterEach, describe, expect, it } from '@jest/globals';
import { pageWorld } from './page-world.ts';

type World = Awaited<ReturnType<typeof pageWorld>>;
const worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

async function given(...[options]: Parameters<typeof pageWorld>) {
  const world = await pageWorld(options);
  worlds.push(world);
  return world;
}

describe('the page of an invitation', () => {
  it('says who is asked, when, where and for what', async () => {
    const world = await given();
    const { status, html } = await world.get(await world.pathOf('invitation'));
    expect(status).toBe(200);
    expect(html).toContain('<html lang="nl">');
    for (const fact of [
      'Bram Peilschaal',
      'donderdag 18 februari 2027 van 9.00 tot 12.30 uur',
      'Stadhuis, Sluisplein 1, tweede verdieping',
      'WOZ-beschikking 2027',
    ]) {
      expect(html).toContain(fact);
    }
  });

  it.each(['', '?answer=accepted', '?answer=declined', '?answer=x', '?lang=en&answer=accepted'])(
    'changes nothing when it is opened with %j, by a person or a mail scanner',
    async (query) => {
      const world = await given();
      const path = (await world.pathOf('invitation')) + query;
      await world.get(path);
      await world.get(path, { method: 'HEAD' });
      expect(world.commands).toEqual([]);
    },
  );

  it('brings forward the answer that was clicked in the mail', async () => {
    const world = await given();
    const { html } = await world.get(`${await world.pathOf('invitation')}?answer=declined`);
    expect(html).toMatch(/value="declined" class="chosen"/);
    expect(html).not.toMatch(/value="accepted" class="chosen"/);
  });

  it.each([
    ['accepted', 'U komt helpen'],
    ['declined', 'U kunt niet komen'],
  ])('takes %s, and then says so without a form', async (answer, words) => {
    const world = await given();
    const path = await world.pathOf('invitation');
    const posted = await world.post(path, `answer=${answer}`);
    expect(posted.status).toBe(303);
    expect(world.commands).toEqual([{ needId: 'n1', assignmentId: 'a1', answer }]);
    const after = await world.get(path + (posted.headers.get('location') ?? ''));
    expect(after.html).toContain(words);
    expect(after.html).not.toContain('<form');
    expect(after.html.includes('href="/mijn-diensten"')).toBe(answer === 'accepted');
  });

  it('takes the same answer twice as once', async () => {
    const world = await given();
    const path = await world.pathOf('invitation');
    await world.post(path, 'answer=accepted');
    expect((await world.post(path, 'answer=accepted')).status).toBe(303);
    expect(world.commands).toHaveLength(1);
  });

  it.each([
    ['accepted', 'Kunt u toch niet?'],
    ['declined', 'Kunt u toch wel?'],
    ['lapsed', 'U kunt niet meer antwoorden'],
    ['cancelled', 'U hoeft niet te komen'],
  ] as const)('says what an invitation that is %s means', async (status, words) => {
    const world = await given({ status });
    const { html } = await world.get(await world.pathOf('invitation'));
    expect(html).toContain(words);
    expect(html).not.toContain('<button');
  });

  it('says so when somebody else was faster', async () => {
    const world = await given({ journeys: 'refuse' });
    const { status, html } = await world.post(await world.pathOf('invitation'), 'answer=accepted');
    expect(status).toBe(409);
    expect(html).toContain('Uw antwoord is niet verwerkt.');
  });

  it('says so when a yes turned out to be impossible', async () => {
    const world = await given({ journeys: 'find an overlap' });
    const { status, html } = await world.post(await world.pathOf('invitation'), 'answer=accepted');
    expect(status).toBe(409);
    expect(html).toContain('U staat dan al in het rooster');
    expect(html).toContain('Kunt u toch wel?');
  });

  it('says so when it was cancelled meanwhile', async () => {
    const world = await given({ status: 'cancelled' });
    const { status } = await world.post(await world.pathOf('invitation'), 'answer=accepted');
    expect(status).toBe(409);
    expect(world.commands).toEqual([]);
  });

  it('says so when it is not there any more', async () => {
    const world = await given();
    const { status, html } = await world.get(await world.pathOf('invitation', 'gone'));
    expect(status).toBe(404);
    expect(html).toContain('Deze uitnodiging bestaat niet meer');
  });

  it('shows names and titles as text, whatever they are', async () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const world = await given({ personName: evil, title: evil });
    const { html } = await world.get(await world.pathOf('invitation'));
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script&gt;');
  });
});

describe('the page for somebody who must know of a mailing', () => {
  it('asks, takes the confirmation, and then says thanks', async () => {
    const world = await given();
    const path = await world.pathOf('stakeholder');
    const before = await world.get(path);
    expect(before.html).toContain('Weet u van deze mailing?');
    expect(before.html).toContain('Ik weet ervan');
    expect((await world.post(path, 'known=yes')).status).toBe(303);
    expect(world.commands).toEqual([
      {
        mailingId: 'm1',
        type: 'confirmStakeholder',
        stakeholderId: 's1',
        by: { role: 'system' },
      },
    ]);
    const after = await world.get(path);
    expect(after.html).toContain('U hebt dit bevestigd op maandag 8 februari 2027 om 10.00 uur');
    expect(after.html).not.toContain('<button');
  });

  it('changes nothing a second time', async () => {
    const world = await given({ confirmedAt: '2027-02-02T08:00:00.000Z' });
    expect((await world.post(await world.pathOf('stakeholder'), 'known=yes')).status).toBe(303);
    expect(world.commands).toEqual([]);
  });

  it('says so when the mailing no longer waits for it', async () => {
    const world = await given({ journeys: 'refuse' });
    const { status, html } = await world.post(await world.pathOf('stakeholder'), 'known=yes');
    expect(status).toBe(409);
    expect(html).toContain('Deze mailing wacht er niet meer op');
  });
});

describe('every page', () => {
  const pages = ['invitation', 'stakeholder'] as const;
  const forms = { invitation: 'answer=accepted', stakeholder: 'known=yes' } as const;

  it.each(pages)('%s says that the link is past its time, and takes nothing', async (page) => {
    const world = await given({ now: '2027-02-18T08:00:00.000Z' });
    const path = await world.pathOf(page);
    const { status, html } = await world.get(path);
    expect(status).toBe(410);
    expect(html).toContain('Deze link is verlopen');
    expect((await world.post(path, forms[page])).status).toBe(410);
    expect(world.commands).toEqual([]);
  });

  it.each(pages)('%s says that a changed link is none of ours', async (page) => {
    const world = await given();
    const path = (await world.pathOf(page)).slice(0, -6);
    const { status, html } = await world.get(path);
    expect(status).toBe(404);
    expect(html).toContain('Deze link klopt niet');
    expect((await world.post(path, forms[page])).status).toBe(404);
    expect(world.commands).toEqual([]);
  });

  it('does not open with the link of another', async () => {
    const world = await given();
    const token = (await world.pathOf('stakeholder')).split('/').at(-1);
    expect((await world.get(`/uitnodiging/${token}`)).status).toBe(404);
  });

  it.each([
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'none' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://sluis.example' },
  ])('takes no form from elsewhere (%j)', async (headers) => {
    const world = await given();
    const path = await world.pathOf('invitation');
    expect((await world.post(path, 'answer=accepted', headers)).status).toBe(403);
    expect(world.commands).toEqual([]);
  });

  it.each([
    [{ Origin: 'https://sluis.example' }, 303],
    [{ Origin: 'https://sluis.example.evil.example' }, 403],
    [{ Origin: 'null' }, 403],
    [{}, 403],
  ])('of an older browser looks at Origin: %j', async (headers, status) => {
    const world = await given();
    const answer = await fetch(world.base + (await world.pathOf('invitation')), {
      method: 'POST',
      body: 'answer=accepted',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    });
    expect(answer.status).toBe(status);
  });

  it.each(['', 'answer=', 'answer=yes', 'answer=accepted&more=1', 'x'.repeat(200), '%00%ff'])(
    'asks again when it does not understand %j',
    async (form) => {
      const world = await given();
      const { status, html } = await world.post(await world.pathOf('invitation'), form);
      expect(status).toBe(400);
      expect(html).toContain('Kies een van de knoppen');
      expect(world.commands).toEqual([]);
    },
  );

  it('takes no form that is too large or of another kind', async () => {
    const world = await given();
    const path = await world.pathOf('invitation');
    expect((await world.post(path, `answer=${'x'.repeat(20_000)}`)).status).toBe(413);
    const json = { 'Content-Type': 'application/json' };
    expect((await world.post(path, '{"answer":"accepted"}', json)).status).toBe(400);
    expect((await world.get(path, { method: 'PUT' })).status).toBe(405);
  });

  it('says when to come back while a part is away, and has taken nothing', async () => {
    const world = await given({ journeys: 'unreachable' });
    const answer = await world.post(await world.pathOf('invitation'), 'answer=accepted');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.html).toContain('Even niet bereikbaar');
  });

  it.each(pages)('%s tells nothing of a mistake of ours', async (page) => {
    const world = await given({ journeys: 'break' });
    const answer = await world.post(await world.pathOf(page), forms[page]);
    expect(answer.status).toBe(500);
    expect(answer.html).toContain('Er ging bij ons iets mis');
    expect(answer.html).not.toContain('secret detail');
  });

  it.each(pages)('%s speaks English by a switch or by the browser’s wish', async (page) => {
    const world = await given({ language: 'en-GB,en;q=0.9,nl;q=0.5' });
    const path = await world.pathOf(page);
    const english = await world.get(path);
    expect(english.html).toContain('<html lang="en">');
    expect(english.html).toMatch(/href="\?lang=nl"[^>]*>Nederlands</);
    expect((await world.get(`${path}?lang=nl`)).html).toContain('<html lang="nl">');
    const posted = await world.post(`${path}?lang=en`, forms[page]);
    expect(posted.headers.get('location')).toBe('?lang=en');
  });

  it.each(pages)('%s runs nothing and fetches nothing but its stylesheet', async (page) => {
    const world = await given();
    const { html, headers } = await world.get(await world.pathOf(page));
    expect(html).not.toMatch(/<script|\sstyle=|\son\w+=|https?:\/\//);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    const href = /<link rel="stylesheet" href="([^"]+)"/.exec(html)?.[1] ?? '';
    const css = await world.get(href);
    expect(css.status).toBe(200);
    expect(css.headers.get('content-type')).toContain('text/css');
    expect(css.headers.get('cache-control')).toContain('immutable');
    expect(html.length + css.html.length).toBeLessThan(18_000);
  });

  it('finds its stylesheet under the path of the public address', async () => {
    const world = await given({ publicUrl: 'https://gemeente.example/sluis' });
    const path = (await world.pathOf('invitation')).replace('/sluis/', '/');
    expect((await world.get(path)).html).toContain('href="/sluis/assets/sluis-');
  });
});
