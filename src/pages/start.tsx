import { Say } from './components/say.tsx';
import { EmptyState } from './components/parts.tsx';
import { definePage } from './page.ts';

/** Sends each role to the page that its work begins at. */
export const startPage = definePage({
  path: '/',
  operation: 'organisation.read',
  get: async ({ principal, pages, may }) => {
    for (const role of principal.roles) {
      const first = pages.find((page) => page.startFor?.includes(role));
      if (first) return { to: first.path };
    }
    const links = pages.flatMap((page) =>
      page.menu && may(page.operation) ? [{ href: page.path, text: page.menu }] : [],
    );
    return {
      title: { nl: 'Welkom bij Sluis', en: 'Welcome to Sluis' },
      body:
        links.length === 0 ? (
          <EmptyState
            text={{
              nl: 'Er is nog geen pagina voor uw rol. Vraag uw functioneel beheerder welke rol u nodig hebt.',
              en: 'There is no page for your role yet. Ask your administrator which role you need.',
            }}
          />
        ) : (
          <ul>
            {links.map(({ href, text }) => (
              <li key={href}>
                <a href={href}>
                  <Say text={text} />
                </a>
              </li>
            ))}
          </ul>
        ),
    };
  },
});
