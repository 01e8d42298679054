import type { Text } from '../../domain/text.ts';
import { useSay } from './context.ts';

/** A line of the menu. */
export interface MenuItem {
  readonly text: Text;
  readonly href: string;
  readonly current: boolean;
}

/** Lines of the menu that belong together, behind one heading that opens and closes. */
export interface MenuSection {
  readonly text: Text;
  readonly items: readonly MenuItem[];
}

export type MenuEntry = MenuItem | MenuSection;

/** The menu: links, and headings that open without script. Only one of them is open at a time. */
export function Menu({ entries }: { readonly entries: readonly MenuEntry[] }) {
  const say = useSay();
  return (
    <nav className="menu" aria-label={say({ nl: 'Menu', en: 'Menu' })}>
      <ul>
        {entries.map((entry) =>
          'href' in entry ? (
            <Line key={entry.href} {...entry} />
          ) : (
            <li key={entry.text.en}>
              <details name="menu">
                <summary {...(entry.items.some(({ current }) => current) && { className: 'here' })}>
                  {say(entry.text)}
                </summary>
                <ul>
                  {entry.items.map((item) => (
                    <Line key={item.href} {...item} />
                  ))}
                </ul>
              </details>
            </li>
          ),
        )}
      </ul>
    </nav>
  );
}

function Line({ text, href, current }: MenuItem) {
  const say = useSay();
  return (
    <li>
      <a href={href} {...(current && { 'aria-current': 'page' as const })}>
        {say(text)}
      </a>
    </li>
  );
}
