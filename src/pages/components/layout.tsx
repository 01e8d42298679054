import type { ReactNode } from 'react';
import type { Language, Text } from '../../domain/text.ts';

export interface LayoutProps {
  readonly language: Language;
  readonly title: Text;
  readonly municipality: string;
  readonly stylesheetPath: string;
  /** This page in the other language. */
  readonly otherLanguageHref: string;
  readonly children: ReactNode;
}

const WORDS = {
  skip: { nl: 'Direct naar de inhoud', en: 'Skip to the content' },
  other: { nl: 'English', en: 'Nederlands' },
  footer: {
    nl: 'Deze pagina hoort bij een mail van Sluis. Deel de link niet met anderen.',
    en: 'This page belongs to a mail from Sluis. Do not share the link with others.',
  },
} as const;

/** What stands around every page. */
export function Layout(props: LayoutProps) {
  const { language, title, municipality, stylesheetPath, otherLanguageHref, children } = props;
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title[language]} – ${municipality}`}</title>
        <link rel="stylesheet" href={stylesheetPath} />
      </head>
      <body>
        <a className="skip" href="#content">
          {WORDS.skip[language]}
        </a>
        <header>
          <div>
            <p>{municipality}</p>
            <a href={otherLanguageHref} lang={language === 'nl' ? 'en' : 'nl'} rel="nofollow">
              {WORDS.other[language]}
            </a>
          </div>
        </header>
        <main id="content" tabIndex={-1}>
          <h1>{title[language]}</h1>
          {children}
        </main>
        <footer>{WORDS.footer[language]}</footer>
      </body>
    </html>
  );
}
