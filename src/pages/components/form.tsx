import type { ReactNode } from 'react';
import type { Text } from '../../domain/text.ts';
import { versionTyped } from '../form-state.ts';
import { usePage, useSay } from './context.ts';

/** A form of this page; it carries what tells that it was sent from here, once, and about which version. */
export function Form(props: {
  readonly children: ReactNode;
  /** Another address of ours than this page. */
  readonly action?: string;
  /** Takes files. */
  readonly files?: boolean;
  /** Of what is edited here; somebody else's change in between is then noticed. */
  readonly version?: number | undefined;
  /** What tells that it is the same form still, where that outlives the page: who goes back and sends it again means the same thing. */
  readonly once?: string | undefined;
  readonly label?: Text;
}) {
  const { csrf, mark, form, ...page } = usePage();
  const say = useSay();
  const { action, files, label, children, once = page.once } = props;
  // What was typed on an older version is still about that one: a change in between is then noticed.
  const version = props.version === undefined ? undefined : (versionTyped(form) ?? props.version);
  return (
    <form
      method="post"
      noValidate
      className="form"
      {...(action !== undefined && { action })}
      {...(files && { encType: 'multipart/form-data' })}
      {...(label && { 'aria-label': say(label) })}
    >
      {csrf !== undefined && <input type="hidden" name="_csrf" value={csrf} />}
      {once !== undefined && <input type="hidden" name="_once" value={once} />}
      {mark !== undefined && <input type="hidden" name="_for" value={mark} />}
      {version !== undefined && <input type="hidden" name="_version" value={version} />}
      {children}
    </form>
  );
}

/** A form that looks something up and changes nothing: its fields come in the address. */
export function SearchForm(props: { readonly children: ReactNode; readonly label: Text }) {
  const say = useSay();
  return (
    <form method="get" role="search" aria-label={say(props.label)} className="form search">
      {props.children}
    </form>
  );
}

/** A button that sends the form; `danger` for what cannot be undone. With a name, it tells which one was pressed. */
export function Button(props: {
  readonly text: Text | string;
  readonly kind?: 'primary' | 'secondary' | 'danger';
  readonly name?: string;
  readonly value?: string;
}) {
  const say = useSay();
  const { text, kind = 'primary', name, value } = props;
  return (
    <button type="submit" className={`button ${kind}`} {...(name && { name, value })}>
      {say(text)}
    </button>
  );
}

/** A link that looks like a button, to go and do something. */
export function ButtonLink(props: {
  readonly text: Text | string;
  readonly href: string;
  readonly kind?: 'primary' | 'secondary' | 'danger';
}) {
  const say = useSay();
  return (
    <a className={`button ${props.kind ?? 'secondary'}`} href={props.href}>
      {say(props.text)}
    </a>
  );
}

/** Buttons beside each other. */
export function Buttons({ children }: { readonly children: ReactNode }) {
  return <div className="buttons">{children}</div>;
}
