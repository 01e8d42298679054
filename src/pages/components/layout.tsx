import type { ReactNode } from 'react';
import type { Text } from '../../domain/text.ts';
import { useSay } from './context.ts';
import { Menu, type MenuEntry } from './menu.tsx';

export interface LayoutProps {
  readonly language: 'nl' | 'en';
  readonly title: Text;
  readonly municipality: string;
  readonly stylesheetPath: string;
  /** This page in the other language. */
  readonly otherLanguageHref: string;
  readonly footer: Text;
  readonly scriptPaths?: readonly string[];
  readonly menu?: readonly MenuEntry[];
  /** Who is logged in, with the button to log out. */
  readonly account?: ReactNode;
  readonly breadcrumbs?: readonly { readonly text: Text | string; readonly href: string }[];
  /** What stands above the heading: what is wrong, what was done. */
  readonly above?: ReactNode;
  readonly failed?: boolean;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

const WORDS = {
  skip: { nl: 'Direct naar de inhoud', en: 'Skip to the content' },
  other: { nl: 'English', en: 'Nederlands' },
  crumbs: { nl: 'Kruimelpad', en: 'Breadcrumbs' },
  failed: { nl: 'Fout: ', en: 'Error: ' },
} as const;

/** What stands around every page. */
export function Layout(props: LayoutProps) {
  const say = useSay();
  const { language, title, municipality, children, wide } = props;
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${props.failed ? say(WORDS.failed) : ''}${say(title)} – ${municipality}`}</title>
        <link rel="stylesheet" href={props.stylesheetPath} />
        {props.scriptPaths?.map((path) => (
          <script key={path} src={path} defer />
        ))}
      </head>
      <body {...(wide && { className: 'wide' })}>
        <a className="skip" href="#content">
          {say(WORDS.skip)}
        </a>
        <header className="top">
          <div>
            <p className="house">
              <span>{municipality}</span> <span className="product">Sluis</span>
            </p>
            <div className="account">
              {props.account}
              <a
                href={props.otherLanguageHref}
                lang={language === 'nl' ? 'en' : 'nl'}
                hrefLang={language === 'nl' ? 'en' : 'nl'}
                rel="nofollow"
              >
                {say(WORDS.other)}
              </a>
            </div>
          </div>
        </header>
        {props.menu && props.menu.length > 0 && <Menu entries={props.menu} />}
        {props.breadcrumbs && props.breadcrumbs.length > 0 && (
          <nav className="crumbs" aria-label={say(WORDS.crumbs)}>
            <ol>
              {props.breadcrumbs.map(({ text, href }) => (
                <li key={href}>
                  <a href={href}>{say(text)}</a>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <main id="content" tabIndex={-1}>
          {props.above}
          <h1>{say(title)}</h1>
          {children}
        </main>
        <footer>{say(props.footer)}</footer>
      </body>
    </html>
  );
}
