// Scripts of our own, small enough to be read here. Pages work without them.

/**
 * Shows what is found while somebody types; arrows go through the answers, `/` goes from there to the field: elsewhere a
 * key of one character belongs to whoever speaks to their computer (WCAG 2.2, 2.1.4). Answers to an earlier question are
 * not left there in silence: who was logged out logs in and finds what they typed, who has no connection is told.
 */
const SEARCH = `(() => {
  const field = document.querySelector('#zoekveld');
  const list = document.querySelector('#resultaten');
  const told = document.querySelector('#telling');
  if (!field || !list || !told) return;
  let timer;
  let going;
  const look = async () => {
    const url = new URL(location.href);
    url.searchParams.set('q', field.value);
    going?.abort();
    const mine = (going = new AbortController());
    try {
      const answer = await fetch(url, { signal: mine.signal, redirect: 'manual', headers: { Accept: 'text/html' } });
      if (answer.type === 'opaqueredirect') return location.assign(url);
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      list.replaceChildren(...page.querySelector('#resultaten').childNodes);
      told.textContent = page.querySelector('#telling').textContent;
      history.replaceState(null, '', url);
    } catch {
      // Unless a next letter took over, the connection is gone; the button still works.
      if (!mine.signal.aborted) told.textContent = told.dataset.lost;
    }
  };
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, 120);
  });
  addEventListener('online', () => told.textContent === told.dataset.lost && look());
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = document.activeElement;
    const typing = at !== field && at?.matches('input, textarea, select');
    if (typing) return;
    const stops = [field, ...list.querySelectorAll('article')];
    if (event.key === '/' && list.contains(at)) {
      event.preventDefault();
      field.select();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const now = stops.findIndex((stop) => stop.contains(at));
      const next = stops[Math.max(0, now + (event.key === 'ArrowDown' ? 1 : -1))];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }
  });
})();`;

/**
 * Keeps a page up to date. \`data-live-count\` names a figure of the stream; \`data-live\` names the tables after whose
 * changes the element, which has an id, is fetched anew. Who was in it with the keyboard stays there: where they were,
 * or else at its beginning.
 */
const LIVE = `(() => {
  const base = document.currentScript.src.replace(/\\/assets\\/.*$/, '');
  let timer;
  const wanted = new Set();
  const focusAgain = (part, had) => {
    const same = [...part.querySelectorAll(had.localName)].find((one) => one.outerHTML === had.outerHTML);
    if (!same) part.tabIndex = -1;
    (same ?? part).focus({ preventScroll: true });
  };
  const refresh = async () => {
    timer = undefined;
    const busy = (part) => part.contains(document.activeElement) && document.activeElement.matches('input, textarea, select');
    const parts = [...document.querySelectorAll('[data-live]')].filter((part) => part.dataset.live.split(' ').some((table) => wanted.has('*') || wanted.has(table)) && !busy(part));
    wanted.clear();
    if (parts.length === 0) return;
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      for (const part of parts) {
        const fresh = page.getElementById(part.id);
        if (!fresh || fresh.innerHTML === part.innerHTML) continue;
        const had = part.contains(document.activeElement) ? document.activeElement : undefined;
        part.replaceChildren(...fresh.childNodes);
        if (had) focusAgain(part, had);
      }
    } catch {
      // Gone for a moment; the next news brings everything.
    }
  };
  const stream = new EventSource(base + '/live');
  stream.addEventListener('changes', ({ data }) => {
    for (const table of JSON.parse(data)) wanted.add(table);
    timer ??= setTimeout(refresh, 300 + Math.random() * 700);
  });
  stream.addEventListener('questions', ({ data }) => {
    const counts = JSON.parse(data);
    for (const place of document.querySelectorAll('[data-live-count]')) {
      const text = (counts[place.dataset.liveCount] ?? 0).toLocaleString(document.documentElement.lang);
      if (place.textContent !== text) place.textContent = text;
    }
  });
})();`;

/** By name in ScriptName. */
export const OWN_SCRIPTS = { search: SEARCH, live: LIVE } as const;
