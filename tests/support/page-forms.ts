/** One form of a page, as a browser without scripts sees it. */
export interface PageForm {
  readonly html: string;
  /** Where it goes; undefined: the page itself. */
  readonly action?: string;
  readonly hidden: Readonly<Record<string, string>>;
  /** Fields that people type in, with what stands in them. */
  readonly typed: readonly string[];
  /** Choices, each with the first that can be made. */
  readonly chosen: Readonly<Record<string, string>>;
}

const unescaped = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');

/** `text` as React writes it. */
export const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;');

function attributeOf(tag: string, name: string): string | undefined {
  const found = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : unescaped(found);
}

/** The forms of a page that change something, but the one to log out. */
export function formsOf(html: string): PageForm[] {
  return (html.match(/<form[^]*?<\/form>/g) ?? [])
    .filter((form) => / method="post"/.test(form) && !form.includes('/uitloggen'))
    .map(formOf);
}

function formOf(html: string): PageForm {
  const hidden: Record<string, string> = {};
  const chosen: Record<string, string> = {};
  const typed: string[] = [];
  for (const [tag] of html.matchAll(/<(?:input|textarea)[^>]*>/g)) {
    const name = attributeOf(tag, 'name');
    if (name === undefined) continue;
    const type = tag.startsWith('<textarea') ? 'text' : (attributeOf(tag, 'type') ?? 'text');
    if (type === 'hidden') hidden[name] = attributeOf(tag, 'value') ?? '';
    else if (type === 'radio' || type === 'checkbox') {
      chosen[name] ??= attributeOf(tag, 'value') ?? 'on';
    } else if (type !== 'file') typed.push(name);
  }
  for (const [select] of html.matchAll(/<select[^]*?<\/select>/g)) {
    const options = [...select.matchAll(/<option[^>]* value="([^"]+)"/g)].map(([, value]) => value);
    chosen[attributeOf(select, 'name') ?? ''] = options[0] ?? '';
  }
  const action = attributeOf(/<form[^>]*>/.exec(html)?.[0] ?? '', 'action');
  return { html, hidden, typed, chosen, ...(action !== undefined && { action }) };
}
