import { BY_ITSELF_HEADER } from '../http/session.ts';

// Scripts of our own, small enough to be read here. Pages work without them.

/** What a page says that does not follow any more. */
const LIVE_WORDS = {
  nl: {
    lost: 'Deze pagina loopt even niet mee. Wat u ziet is van {clock} uur. Sluis probeert opnieuw te verbinden.',
    refresh: 'Ververs de pagina',
    over: 'U bent niet meer ingelogd. Wat u ziet wordt niet meer bijgewerkt.',
    logIn: 'Log opnieuw in',
  },
  en: {
    lost: 'This page is not being updated for the moment. What you see is of {clock}. Sluis is trying to connect again.',
    refresh: 'Refresh the page',
    over: 'You are no longer logged in. What you see is not updated any more.',
    logIn: 'Log in again',
  },
};

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
 * or else at its beginning. A page that no longer follows says so, and since when; it goes on by itself as soon as it can.
 */
const LIVE = `(() => {
  const base = document.currentScript.src.replace(/\\/assets\\/.*$/, '');
  const WORDS = ${JSON.stringify(LIVE_WORDS)};
  const [AGAIN_MS, TELL_MS, SILENT_MS] = [3_000, 8_000, 65_000];
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
    const asked = [...wanted];
    wanted.clear();
    if (parts.length === 0) return;
    const later = () => {
      for (const table of asked) wanted.add(table);
      timer ??= setTimeout(refresh, 3_000 + Math.random() * 4_000);
    };
    try {
      const answer = await fetch(location.href, { redirect: 'manual', headers: { Accept: 'text/html', '${BY_ITSELF_HEADER}': '1' } });
      if (answer.status >= 429) later();
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      for (const part of parts) {
        const fresh = page.getElementById(part.id);
        if (!fresh || fresh.innerHTML === part.innerHTML) continue;
        const had = part.contains(document.activeElement) ? document.activeElement : undefined;
        const unfolded = [...part.querySelectorAll('details[open][id]')].map(({ id }) => id);
        part.replaceChildren(...fresh.childNodes);
        for (const id of unfolded) document.getElementById(id)?.setAttribute('open', '');
        if (had) focusAgain(part, had);
      }
    } catch {
      later();
    }
  };
  const words = WORDS[document.documentElement.lang] ?? WORDS.nl;
  const told = document.createElement('div');
  told.setAttribute('role', 'status');
  document.querySelector('h1').after(told);
  let heardAt = Date.now();
  let awayAt;
  let stream;
  const tell = (text, way) => {
    const notice = document.createElement('p');
    notice.className = 'notice warning';
    const link = document.createElement('a');
    link.href = location.href;
    link.textContent = way;
    notice.append(text + ' ', link);
    told.replaceChildren(notice);
  };
  const heard = () => {
    heardAt = Date.now();
    told.replaceChildren();
  };
  const listen = (again) => {
    stream?.close();
    stream = new EventSource(base + '/live');
    stream.addEventListener('open', () => {
      heard();
      if (!again) return;
      // A new stream does not say what the one before saw last.
      wanted.add('*');
      timer ??= setTimeout(refresh, Math.random() * 700);
    });
    stream.addEventListener('beat', heard);
    stream.addEventListener('changes', ({ data }) => {
      heard();
      for (const table of JSON.parse(data)) wanted.add(table);
      timer ??= setTimeout(refresh, 300 + Math.random() * 700);
    });
    stream.addEventListener('questions', ({ data }) => {
      heard();
      const counts = JSON.parse(data);
      for (const place of document.querySelectorAll('[data-live-count]')) {
        const text = (counts[place.dataset.liveCount] ?? 0).toLocaleString(document.documentElement.lang);
        if (place.textContent !== text) place.textContent = text;
      }
    });
  };
  const ended = async () => {
    const going = new AbortController();
    const answer = await fetch(base + '/live', { signal: going.signal });
    going.abort();
    return answer.status === 401;
  };
  // A browser gives up by itself after an answer that is no stream (a proxy whose Sluis restarts), and does not notice a line that died.
  const look = async () => {
    const dead = Date.now() - heardAt > SILENT_MS;
    if (stream.readyState === EventSource.OPEN && !dead) {
      awayAt = undefined;
      return;
    }
    awayAt ??= Date.now();
    if (Date.now() - awayAt > TELL_MS && told.childElementCount === 0) {
      const clock = new Date(heardAt).toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
      tell(words.lost.replace('{clock}', clock), words.refresh);
    }
    if (stream.readyState === EventSource.CONNECTING && !dead) return;
    if (await ended()) {
      stream.close();
      tell(words.over, words.logIn);
      return 'over';
    }
    listen(true);
  };
  const watch = () => setTimeout(async () => {
    // When even asking fails, everything is away still.
    if ((await look().catch(() => undefined)) !== 'over') watch();
  }, AGAIN_MS);
  listen(false);
  watch();
})();`;

/** By name in ScriptName. */
export const OWN_SCRIPTS = { search: SEARCH, live: LIVE } as const;
