import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Role } from '../../src/domain/actor.ts';
import { loadMunicipality } from '../../src/main/load-municipality.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { launchChromium, noBrowser } from '../support/chromium.ts';
import { evaluatedMailing } from '../support/evaluated-sample.ts';
import { gallery } from '../support/gallery.ts';
import { municipality, samplesFolder } from '../support/samples.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

// What look.test.ts does not come by: pages that are full where those of the samples are empty, and the other way round.

const TEST_MS = 180_000;
const inBrowser = noBrowser ? describe.skip : describe;
const because = noBrowser ? ` (${noBrowser})` : '';
const personIn = (role: Role) => municipality.people.find(({ roles }) => roles[0] === role)!;

inBrowser(`pages with much on them${because}`, () => {
  let world: SampleWorld;
  let browser: Browser;
  let pages: ReturnType<typeof gallery>;
  let evaluated: string;
  beforeAll(async () => {
    world = await sampleWorld();
    const { store, departments } = world;
    evaluated = await evaluatedMailing(store, new Date().toISOString());
    for (const username of ['belastingen-mailtool', 'burgerzaken-mailtool']) {
      await store.mailCredentials.save({
        credentialId: randomUUID(),
        username,
        passwordHash: 'x',
        departmentId: departments.own,
        fromDomains: ['sluiswaard.example'],
        mode: 'hold',
      });
    }
    browser = await launchChromium();
    pages = gallery(browser, world);
  }, TEST_MS);
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  it.each([
    ['full-evaluation', 'kcc-lead', () => `/mailings/${evaluated}/evaluatie`],
    ['full-mailing-evaluated', 'kcc-lead', () => `/mailings/${evaluated}`],
    ['full-assignments', 'kcc-lead', () => `/mailings/${world.mailings.releasing}/inzet`],
    ['full-reads', 'kcc-lead', () => `/mailings/${world.mailings.releasing}/briefings`],
    ['full-shifts', 'agent', () => '/mijn-diensten'],
    ['full-mail-tools', 'administrator', () => '/mailprogrammas'],
    ['full-waiver', 'kcc-lead', () => `/mailings/${world.mailings.held}/voorwaarde-opzijzetten?voorwaarde=briefings-planned`], // prettier-ignore
  ] as readonly (readonly [string, Role, () => string])[])(
    '%s can be read by everybody',
    async (name, role, address) => {
      expect(await pages.faultsOf(name, address(), role)).toEqual([]);
    },
    TEST_MS,
  );
});

inBrowser(`pages on the first day, with nothing on them${because}`, () => {
  let api: TestApi;
  let browser: Browser;
  let pages: ReturnType<typeof gallery>;
  beforeAll(async () => {
    api = await testApi({ env: { MUNICIPALITY: 'Gemeente Sluiswaard' } });
    await loadMunicipality(api.store, samplesFolder, new Date().toISOString(), 0);
    browser = await launchChromium();
    pages = gallery(browser, { url: api.url, who: personIn });
  }, TEST_MS);
  afterAll(async () => {
    await browser?.close();
    await api?.stop();
  });

  it.each([
    ['empty-board', 'kcc-lead', '/bord'],
    ['empty-today', 'agent', '/vandaag'],
    ['empty-shifts', 'guest', '/mijn-diensten'],
    ['empty-wishes', 'agent', '/mijn-wensen'],
    ['empty-mailings', 'department', '/mailings'],
    ['empty-mailings-lead', 'kcc-lead', '/mailings'],
    ['empty-roster', 'planner', '/rooster'],
    ['empty-calls', 'planner', '/oproepen'],
    ['empty-remarks', 'kcc-lead', '/opmerkingen'],
    ['empty-search', 'agent', '/zoeken?q=parkeren'],
    ['empty-log', 'auditor', '/logboek?objectType=gate'],
    ['empty-not-found', 'kcc-lead', `/mailings/${randomUUID()}`, 404],
    ['empty-forbidden', 'agent', '/instellingen', 403],
  ] as readonly (readonly [string, Role, string, number?])[])(
    '%s can be read by everybody',
    async (name, role, address, status = 200) => {
      expect(await pages.faultsOf(name, address, role, status)).toEqual([]);
    },
    TEST_MS,
  );
});
