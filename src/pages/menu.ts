import { mayEver, type Principal } from '../domain/access.ts';
import type { Text } from '../domain/text.ts';
import type { MenuEntry, MenuItem } from './components/menu.tsx';
import type { MenuGroup, Page } from './page.ts';

/** As many lines as can be taken in at a glance; a longer menu gets headings. */
const MOST_LINES = 6;

const GROUPS: { readonly [group in MenuGroup]: Text } = {
  mailings: { nl: 'Mailings', en: 'Mailings' },
  shifts: { nl: 'Rooster', en: 'Roster' },
  records: { nl: 'Terugkijken', en: 'Looking back' },
  settings: { nl: 'Beheer', en: 'Administration' },
};

/**
 * The pages with a line in the menu that this person's roles allow, in the order of the table. When there are many, those of
 * one group stand behind its heading, where the first of them would stand.
 */
export function menuFor(
  principal: Principal,
  pages: readonly Page[],
  path: string,
): readonly MenuEntry[] {
  const lines = pages.flatMap(({ menu: text, menuGroup: group, operation, path: href }) =>
    text && mayEver(principal, operation)
      ? [{ group, text, href, current: path === href || path.startsWith(`${href}/`) }]
      : [],
  );
  if (lines.length <= MOST_LINES) return lines;
  const sections = new Map<MenuGroup, MenuItem[]>();
  const entries: (MenuItem | MenuGroup)[] = [];
  for (const { group, ...line } of lines) {
    const alone = lines.filter((one) => one.group === group).length === 1;
    if (group === undefined || alone) entries.push(line);
    else if (sections.get(group)?.push(line) === undefined) {
      sections.set(group, [line]);
      entries.push(group);
    }
  }
  return entries.map((entry) =>
    typeof entry === 'string' ? { text: GROUPS[entry], items: sections.get(entry) ?? [] } : entry,
  );
}
