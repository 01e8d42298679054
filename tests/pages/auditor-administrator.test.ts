import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Role } from '../../src/domain/actor.ts';
import { browserSession } from '../support/browser-session.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

let world: SampleWorld;
beforeAll(async () => {
  world = await sampleWorld();
}, 180_000);
afterAll(() => world.stop());

async function inTheBrowserOf(role: Role, path: string) {
  const { id } = await world.person([role]);
  const browser = browserSession(world.url);
  return { id, browser, page: await browser.logIn(id, path) };
}

describe('an administrator', () => {
  it('lets somebody in, and takes away their roles', async () => {
    const { browser, page } = await inTheBrowserOf('administrator', '/mensen/nieuw');
    const email = `${randomUUID()}@sluiswaard.example`;
    const fields = { name: 'Noor Nieuw', email, 'roles[]': 'agent', 'active[]': 'yes' };
    expect((await browser.submit(page, fields)).html).toContain('Noor Nieuw is toegevoegd.');
    const made = await world.store.people.findByEmail(email);
    expect(made).toMatchObject({ roles: ['agent'], active: true });
    const form = await browser.go(`/mensen/${made!.id}`);
    await browser.submit(form, { name: 'Noor Nieuw', email });
    expect(await world.store.people.find(made!.id)).toMatchObject({ roles: [], active: false });
  });

  it('leaves how somebody is rostered as it was', async () => {
    const before = await world.store.people.find(world.atWork.agent);
    const { browser, page } = await inTheBrowserOf('administrator', `/mensen/${before!.id}`);
    const { email } = before!;
    const fields = { name: 'Andere Naam', email, 'roles[]': 'agent', 'active[]': 'yes' };
    expect((await browser.submit(page, fields)).html).toContain('is bijgewerkt');
    const after = await world.store.people.find(before!.id);
    expect(after).toMatchObject({ name: 'Andere Naam', staff: before!.staff });
  });

  it('cannot change their own roles, however the form is sent', async () => {
    const { id, browser } = await inTheBrowserOf('administrator', '/mensen');
    const page = await browser.go(`/mensen/${id}`);
    expect(page.html).toContain('Dit bent u zelf');
    expect(page.html).not.toContain('roles[]');
    const email = `${id}@sluiswaard.example`;
    await browser.submit(page, { name: 'Ik', email, 'roles[]': 'kcc-lead' });
    expect(await world.store.people.find(id)).toMatchObject({
      name: 'Ik',
      roles: ['administrator'],
      active: true,
    });
  });

  it('hears every fault at once, and loses nothing', async () => {
    const { browser, page } = await inTheBrowserOf('administrator', '/mensen/nieuw');
    const again = await browser.submit(page, { email: 'geen adres', 'roles[]': 'agent' });
    expect(again.status).toBe(400);
    expect(again.html).toContain('href="#veld-name"');
    expect(again.html).toContain('href="#veld-email"');
    expect(again.html).toContain('value="geen adres"');
  });

  it('keeps the departments', async () => {
    const { browser, page } = await inTheBrowserOf('administrator', '/afdelingen');
    const name = `Afdeling ${randomUUID()}`;
    const email = 'nieuw@sluiswaard.example';
    const after = await browser.submit(page, { name, email }, 'veld-name');
    expect(after.html).toContain(name);
    const { id } = (await world.store.departments.list()).find((one) => one.name === name)!;
    const form = await browser.go(`/afdelingen/${id}`);
    await browser.submit(form, { name: `${name} B`, email });
    expect((await world.store.departments.find(id))?.name).toBe(`${name} B`);
    expect((await browser.go(`/afdelingen/${randomUUID()}`)).status).toBe(404);
  });

  it('reads in the log who did what, and of mailings no titles', async () => {
    const path = `/logboek?objectType=mailing&objectId=${world.mailings.releasing}`;
    const { page } = await inTheBrowserOf('administrator', path);
    expect(page.html).toContain(world.who('kcc-lead').name);
    expect(page.html).not.toContain('/bewijs');
  });

  it('sees the password of a mail tool once, and can switch the tool off', async () => {
    const { browser, page } = await inTheBrowserOf('administrator', '/mailprogrammas');
    const made = await browser.submit(
      page,
      {
        do: 'add',
        username: 'proef-mailtool',
        departmentId: world.departments.own,
        fromDomains: 'sluiswaard.example, post.sluiswaard.example',
        singleLimit: '25',
      },
      'veld-username',
    );
    const password = /class="secret">([\w-]{32})</.exec(made.html)?.[1];
    expect(password).toBeDefined();
    const list = await browser.go('/mailprogrammas');
    expect(list.html).toContain('sluiswaard.example, post.sluiswaard.example');
    expect(list.html).not.toContain(password);
    expect(await world.store.mailCredentials.find('proef-mailtool')).toMatchObject({
      singleLimit: 25,
    });
    await browser.submit(list, { do: 'disable' }, 'value="proef-mailtool"');
    expect(await world.store.mailCredentials.find('proef-mailtool')).toBeUndefined();
    const { results } = await world.store.audit.list({
      objectId: 'proef-mailtool',
      page: 1,
      pageSize: 10,
    });
    expect(results.map(({ action }) => action)).toEqual(['mail-credential-disabled', 'mail-credential-saved']); // prettier-ignore
  });
});

describe('an auditor', () => {
  it('begins at the log and chooses lines', async () => {
    const { browser, page } = await inTheBrowserOf('auditor', '/');
    expect(page.url.pathname).toBe('/logboek');
    const { releasing } = world.mailings;
    const some = await browser.go(`/logboek?objectType=mailing&objectId=${releasing}`);
    expect(some.html).toContain('Akkoord van het KCC');
    expect(some.html).not.toContain('>briefing ');
    const none = await browser.go('/logboek?to=2020-01-01');
    expect(none.html).toContain('Er zijn geen regels die hierbij passen');
  });

  it('reads who did what, and comes from a mailing to what proves how it left', async () => {
    const { releasing } = world.mailings;
    const lead = world.who('kcc-lead').name;
    const path = `/logboek?objectType=mailing&objectId=${releasing}`;
    const { browser, page } = await inTheBrowserOf('auditor', path);
    expect(page.html).toContain(`>${lead}</a>`);
    const [, evidence = '', title] =
      /<a href="([^"]+\/bewijs)">Bewijs van ([^<]+)</.exec(page.html) ?? [];
    expect(title).toContain('parkeer');
    const proof = await browser.go(evidence);
    expect(proof.status).toBe(200);
    expect(proof.html).toContain(lead);
    const [, person = ''] =
      new RegExp(`href="(/logboek\\?actor=[^"]+)"[^>]*>${lead}<`).exec(page.html) ?? [];
    expect((await browser.go(person)).html).toContain(lead);
  });

  it.each(['2027-02-30', '9999-12-31', '0001-01-01', 'gisteren'])(
    'hears that there is no such day as %s, and sees the log all the same',
    async (day) => {
      const { browser } = await inTheBrowserOf('auditor', '/logboek');
      for (const field of ['from', 'to']) {
        const page = await browser.go(`/logboek?${field}=${day}`);
        expect([field, page.status]).toEqual([field, 200]);
        expect(page.html).toContain(`Deze dag bestaat niet: ${day}.`);
      }
    },
  );

  it('chooses by the title of a mailing and the name of a person, and hears which one was taken', async () => {
    const { browser } = await inTheBrowserOf('auditor', '/logboek');
    const lead = world.who('kcc-lead');
    const part = lead.name.split(' ').at(-1)!.toUpperCase();
    const page = await browser.go(`/logboek?objectId=PARKEER&actor=${part}`);
    expect(page.html).toMatch(/Mailing: <strong>[^<]*parkeer/i);
    expect(page.html).toContain(`Wie: <strong>${lead.name}</strong>`);
    const whose = page.html.matchAll(/href="\/logboek\?actor=[^"]+"[^>]*>([^<]+)</g);
    expect(new Set(Array.from(whose, ([, name]) => name))).toEqual(new Set([lead.name]));
    // A sign that means anything to a database is a sign in a title.
    const none = await browser.go('/logboek?objectType=mailing&objectId=%25');
    expect(none.html).toContain('Er zijn geen regels die hierbij passen');
  });

  it('chooses between several who have it in their name', async () => {
    const { browser } = await inTheBrowserOf('auditor', '/logboek');
    const names = ['Ada Dubbelnaam', 'Bea Dubbelnaam'];
    for (const [index, name] of names.entries()) {
      await world.store.people.save(
        {
          id: randomUUID(),
          name,
          email: `dubbel${index}@example.org`,
          roles: ['agent'],
          active: true,
        },
        provenance(),
      );
    }
    const page = await browser.go('/logboek?actor=dubbelnaam&from=2020-01-01');
    expect(page.html).toContain('Hier is nog niet op gekozen');
    const [, first = ''] = /<a href="([^"]+)">Ada Dubbelnaam</.exec(page.html) ?? [];
    expect(first).toContain('from=2020-01-01');
    const chosen = await browser.go(first.replaceAll('&amp;', '&'));
    expect(chosen.html).toContain('Er zijn geen regels die hierbij passen');
    const exact = await browser.go('/logboek?actor=bea+dubbelnaam');
    expect(exact.html).toContain('Wie: <strong>Bea Dubbelnaam</strong>');
  });

  it('loses nothing of the log by an id that is far too long', async () => {
    const { browser } = await inTheBrowserOf('auditor', '/logboek');
    expect((await browser.go(`/logboek?objectId=${'a'.repeat(500)}`)).status).toBe(200);
  });

  it('sees what proves that a mailing left as it was approved', async () => {
    const { page } = await inTheBrowserOf(
      'auditor',
      `/mailings/${world.mailings.releasing}/bewijs`,
    );
    expect(page.status).toBe(200);
    expect(page.html).toContain('Akkoord van de KCC-leider');
    expect(page.html).toContain('Deelverzending vrijgegeven');
  });

  it('checks the chain, and hears where it is broken', async () => {
    const { browser, page } = await inTheBrowserOf('auditor', '/logboek/controle');
    expect((await browser.submit(page, {})).html).toContain('De keten is heel.');
    const client = new pg.Client(world.database.url);
    await client.connect();
    await client.query('ALTER TABLE audit_lines DISABLE TRIGGER ALL');
    await client.query(`UPDATE audit_lines SET action = 'nothing' WHERE seq = 3`);
    await client.end();
    expect((await browser.submit(page, {})).html).toContain('gebroken bij regel 3');
  });
});
