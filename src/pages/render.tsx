import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Language, Text } from '../domain/text.ts';
import type { Cookies } from '../http/cookies.ts';
import { Context } from './components/context.ts';
import { ErrorSummary } from './components/error-summary.tsx';
import { LeftOver } from './components/left-over.tsx';
import { Layout, type LayoutProps } from './components/layout.tsx';
import type { MenuEntry } from './components/menu.tsx';
import { Banner } from './components/parts.tsx';
import { Restored } from './components/restored.tsx';
import { Say } from './components/say.tsx';
import { type FormState, UNTOUCHED } from './form-state.ts';

/** The house around every page: whose it is, in which colours, under which path. */
export interface Frame {
  readonly municipality: string;
  readonly timeZone: string;
  readonly stylesheetPath: string;
  /** What stands before every path of ours, where a proxy puts Sluis under one; otherwise empty. */
  readonly base: string;
  /** Where the chosen language is kept. */
  readonly cookies?: Cookies;
}

/** A page to be written out. */
export interface Document {
  readonly language: Language;
  readonly title: Text;
  readonly body: ReactNode;
  readonly footer: Text;
  readonly otherLanguageHref: string;
  readonly form?: FormState;
  readonly csrf?: string;
  readonly once?: string;
  readonly mark?: string;
  readonly flash?: Text | undefined;
  /** What everybody must see first, on whichever page they are. */
  readonly alarm?: ReactNode;
  readonly menu?: readonly MenuEntry[];
  readonly account?: ReactNode;
  readonly breadcrumbs?: LayoutProps['breadcrumbs'];
  readonly scriptPaths?: readonly string[];
  readonly wide?: boolean | undefined;
}

/** The HTML of a page. */
export function renderPage(document: Document, frame: Frame): string {
  const {
    language,
    form = UNTOUCHED,
    csrf,
    once,
    mark,
    flash,
    alarm,
    body,
    wide,
    breadcrumbs,
    ...rest
  } = document;
  const labels = new Map<string, Text>();
  const context = {
    language,
    form,
    timeZone: frame.timeZone,
    labels,
    ...(csrf !== undefined && { csrf }),
    ...(once !== undefined && { once }),
    ...(mark !== undefined && { mark }),
  };
  const inContext = (what: ReactNode) => <Context value={context}>{what}</Context>;
  const failed = form.errors.length > 0;
  // Only fields that are there can be linked to, so the body is drawn once before; it also tells what has no place on it.
  const drawn = form.values.size > 0 || failed ? renderToStaticMarkup(inContext(body)) : '';
  const html = renderToStaticMarkup(
    inContext(
      <Layout
        {...rest}
        language={language}
        municipality={frame.municipality}
        stylesheetPath={frame.stylesheetPath}
        failed={failed}
        {...(wide && { wide })}
        {...(breadcrumbs && { breadcrumbs })}
        above={
          <>
            {alarm}
            <ErrorSummary errors={form.errors} labels={labels} />
            {form.restored && <Restored {...form.restored} />}
            <LeftOver texts={leftOver(form, drawn)} />
            {flash && (
              <Banner tone="good">
                <p>
                  <Say text={flash} />
                </p>
              </Banner>
            )}
          </>
        }
      >
        {body}
      </Layout>,
    ),
  );
  return `<!DOCTYPE html>${under(html, frame.base)}`;
}

/** What was typed and has no place on the page any more, because what it was for is not possible now. */
function leftOver({ values }: FormState, drawn: string): string[] {
  const typed = [...values].filter(([name]) => !name.startsWith('_')).flatMap(([, all]) => all);
  return typed.filter((text) => !CHOSEN.test(text) && !drawn.includes(renderToStaticMarkup(text)));
}

/** Ids, numbers of a list and the words of choices and buttons: what nobody typed. */
const CHOSEN = /^([\da-f-]{36}|\d{1,4}|[a-z]+(-[a-z]+)*)$/;

/** Puts the paths of ours under `base`. Quotes in texts are written as entities, so this finds attributes alone. */
function under(html: string, base: string): string {
  return base === '' ? html : html.replaceAll(/ (href|src|action)="\/(?!\/)/g, ` $1="${base}/`);
}
