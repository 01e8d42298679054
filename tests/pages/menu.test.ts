import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/actor.ts';
import { menuFor } from '../../src/pages/menu.ts';
import type { Page } from '../../src/pages/page.ts';
import { PAGES } from '../../src/pages/pages.ts';

const pages = PAGES.filter((one): one is Page => one.kind === 'page');
const menuOf = (role: Role, path = '/') => menuFor({ personId: 'p', roles: [role] }, pages, path);
const linesOf = (role: Role, path?: string) =>
  menuOf(role, path).flatMap((entry) => ('items' in entry ? entry.items : [entry]));

describe('the menu', () => {
  it('of the lead has headings, and behind them every page that the lead may see', () => {
    const entries = menuOf('kcc-lead');
    expect(entries.length).toBeLessThanOrEqual(7);
    expect(linesOf('kcc-lead').map(({ href }) => href)).toEqual(
      expect.arrayContaining([
        '/bord',
        '/vandaag',
        '/zoeken',
        '/rooster',
        '/opmerkingen',
        '/logboek',
      ]),
    );
    const behind = entries.flatMap((entry) => ('items' in entry ? [entry.items.length] : []));
    expect(Math.min(...behind)).toBeGreaterThan(1);
  });

  it.each(['department', 'guest', 'auditor'] as const)('of a %s is short and has none', (role) => {
    expect(menuOf(role).every((entry) => 'href' in entry)).toBe(true);
  });

  it.each(['kcc-lead', 'department'] as const)('says to a %s where one is', (role) => {
    const current = linesOf(role, '/mailings/5/akkoord').filter((one) => one.current);
    expect(current.map(({ href }) => href)).toEqual(['/mailings']);
  });
});
