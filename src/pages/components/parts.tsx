import type { ReactNode } from 'react';
import type { Text } from '../../domain/text.ts';
import { useSay } from './context.ts';

/** A word that says how it stands; the colour only repeats it. */
export function Badge(props: {
  readonly text: Text | string;
  readonly tone?: 'neutral' | 'good' | 'waiting' | 'bad';
}) {
  const say = useSay();
  return <span className={`badge ${props.tone ?? 'neutral'}`}>{say(props.text)}</span>;
}

/** Something to know before reading on. */
export function Banner(props: {
  readonly tone?: 'info' | 'good' | 'warning' | 'bad';
  readonly children: ReactNode;
}) {
  const { tone = 'info', children } = props;
  return (
    <div className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** Instead of an empty list: that there is nothing, and what to do next. */
export function EmptyState(props: { readonly text: Text; readonly children?: ReactNode }) {
  const say = useSay();
  return (
    <div className="empty">
      <p>{say(props.text)}</p>
      {props.children}
    </div>
  );
}

/** A part of a page with its own heading, which can be linked to. */
export function Section(props: {
  readonly id: string;
  readonly title: Text | string;
  readonly children: ReactNode;
}) {
  const say = useSay();
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>{say(props.title)}</h2>
      {props.children}
    </section>
  );
}

/** Views of one thing beside each other, each with an address of its own. */
export function Tabs(props: {
  readonly label: Text;
  readonly tabs: readonly {
    readonly text: Text;
    readonly href: string;
    readonly current?: boolean;
  }[];
}) {
  const say = useSay();
  return (
    <nav className="tabs" aria-label={say(props.label)}>
      <ul>
        {props.tabs.map(({ text, href, current }) => (
          <li key={href}>
            <a href={href} {...(current && { 'aria-current': 'page' as const })}>
              {say(text)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** To the pages of a list before and after this one. */
export function Pagination(props: {
  readonly page: number;
  readonly pageSize: number;
  readonly count: number;
  readonly href: (page: number) => string;
}) {
  const say = useSay();
  const { page, pageSize, count, href } = props;
  const last = Math.max(1, Math.ceil(count / pageSize));
  if (last === 1) return null;
  return (
    <nav className="pagination" aria-label={say({ nl: 'Bladeren', en: 'Pages' })}>
      {page > 1 && (
        <a rel="prev" href={href(page - 1)}>
          {say({ nl: 'Vorige', en: 'Previous' })}
        </a>
      )}
      <span>{say({ nl: `Pagina ${page} van ${last}`, en: `Page ${page} of ${last}` })}</span>
      {page < last && (
        <a rel="next" href={href(page + 1)}>
          {say({ nl: 'Volgende', en: 'Next' })}
        </a>
      )}
    </nav>
  );
}

/** A picture of figures: what it shows in words, and the table behind it. */
export function Figure(props: {
  readonly caption: Text;
  /** What the picture shows, for who cannot see it. */
  readonly alt: Text;
  /** Where the picture is, or the SVG itself. */
  readonly picture:
    | { readonly src: string; readonly width: number; readonly height: number }
    | { readonly svg: string };
  readonly children?: ReactNode;
}) {
  const say = useSay();
  const { caption, alt, picture, children } = props;
  return (
    <figure>
      <figcaption>{say(caption)}</figcaption>
      {'svg' in picture ? (
        <div
          role="img"
          aria-label={say(alt)}
          className="picture"
          tabIndex={0}
          dangerouslySetInnerHTML={{ __html: picture.svg }}
        />
      ) : (
        <img {...picture} alt={say(alt)} className="picture" />
      )}
      {children && (
        <details>
          <summary>
            {say({ nl: 'Toon de cijfers als tabel', en: 'Show the figures as a table' })}
          </summary>
          {children}
        </details>
      )}
    </figure>
  );
}
